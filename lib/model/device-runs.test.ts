import { describe, expect, it } from 'vitest';
import type { Reach } from './attention-run.ts';
import { sharedRun } from './device-runs.ts';

const heads = { kvHeads: 16, headSize: 128, valueSize: 128 } as Parameters<typeof sharedRun>[2];

/** A sequence that looks at `cells`, of which its last `rowCount` are its own rows'. */
function reach(cells: readonly number[], rowCount = 1): Reach {
  const slice = { rowStart: 0, rowCount } as Reach['slice'];
  return { slice, cells: Uint32Array.from(cells), firstSeen: 0, low: Math.min(...cells), high: Math.max(...cells) };
}

const range = (first: number, count: number, step = 1): number[] =>
  Array.from({ length: count }, (_, i) => first + i * step);

describe('on a device', () => {
  it('sequences that decode share a run over all their cells', () => {
    const decoding = range(0, 32, 100).map((first) => reach(range(first, 100)));
    expect(sharedRun(decoding, 0, heads)).toEqual({ count: 32, gathered: false });
    expect(sharedRun(decoding, 30, heads)).toEqual({ count: 2, gathered: false });
  });

  it('sequences whose cells lie between each other share one, though each alone would be gathered', () => {
    const between = range(0, 32).map((i) => reach(range(i, 300, 64)));
    expect(sharedRun(between.slice(0, 1), 0, heads)).toEqual({ count: 1, gathered: true });
    expect(sharedRun(between, 0, heads)).toEqual({ count: 32, gathered: false });
  });

  it('a prompt that fills a tile has a run of its own', () => {
    const prompts = [reach(range(0, 512), 512), reach(range(512, 100))];
    expect(sharedRun(prompts, 0, heads)).toEqual({ count: 1, gathered: false });
  });

  it('sequences with all of a large pool between them do not pay for what lies there', () => {
    const apart = [reach(range(0, 100)), reach(range(1_000_000, 100))];
    expect(sharedRun(apart, 0, heads)).toEqual({ count: 1, gathered: false });
  });
});
