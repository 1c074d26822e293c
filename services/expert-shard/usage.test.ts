import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../lib/actor/manual-clock.ts';
import { ExpertUsage } from './usage.ts';

describe('use of experts', () => {
  test('an expert that a batch in flight names is never idle', async () => {
    const clock = new ManualClock();
    const usage = new ExpertUsage(clock);
    usage.begin(1, [4, 5]);
    usage.begin(1, [4]);
    await clock.advance(10_000);
    usage.end(1, [4, 5]);
    await clock.advance(10_000);
    expect(usage.idleSince(1, 4, clock.now())).toBe(false);
    expect(usage.idleSince(1, 5, clock.now())).toBe(true);
    usage.end(1, [4]);
    expect(usage.idleSince(1, 4, clock.now() - 1)).toBe(false);
    await clock.advance(1);
    expect(usage.idleSince(1, 4, clock.now() - 1)).toBe(true);
  });

  test('an expert that was never asked for is idle', () => {
    expect(new ExpertUsage(new ManualClock()).idleSince(0, 0, 0)).toBe(true);
  });
});
