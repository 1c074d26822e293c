import { describe, expect, it } from 'vitest';
import { ManualClock } from '../actor/manual-clock.ts';
import { InProcessBus } from './in-process-bus.ts';
import { LeaderElection } from './leader.ts';

async function routers(...ids: string[]) {
  const clock = new ManualClock();
  const bus = new InProcessBus({ clock });
  const elections = new Map<string, LeaderElection>();
  for (const routerId of ids) {
    const election = new LeaderElection({ bus, clock, routerId });
    await election.start();
    elections.set(routerId, election);
  }
  await clock.advance(0);
  const leaders = () => [...elections].filter(([, election]) => election.isLeader).map(([id]) => id);
  return { clock, bus, leaders, get: (id: string) => elections.get(id)! };
}

describe('leader election', () => {
  it('gives the lead to the first router and keeps it there', async () => {
    const { clock, leaders, get } = await routers('a', 'b', 'c');
    expect(leaders()).toEqual(['a']);
    await clock.advance(60_000);
    expect(leaders()).toEqual(['a']);
    expect(get('c').leaderId).toBe('a');
  });

  it('passes the lead on at once when the leader resigns', async () => {
    const { clock, leaders, get } = await routers('a', 'b');
    const changes: boolean[] = [];
    get('b').onChange((isLeader) => changes.push(isLeader));
    await get('a').stop();
    await clock.advance(1);
    expect(leaders()).toEqual(['b']);
    expect(changes.at(-1)).toBe(true);
  });

  it('passes the lead on within two stale times when the leader dies, and never has two leaders', async () => {
    const clock = new ManualClock();
    const bus = new InProcessBus({ clock });
    const frozen = { now: () => clock.now(), unixMs: () => clock.unixMs(), after: clock.after.bind(clock) };
    // A router whose timers never fire: stalled, not gone.
    const stalled = new LeaderElection({
      bus,
      routerId: 'stalled',
      clock: { ...frozen, every: () => ({ cancel() {} }) },
    });
    await stalled.start();
    const heir = new LeaderElection({ bus, clock, routerId: 'heir' });
    await heir.start();
    expect([stalled.isLeader, heir.isLeader]).toEqual([true, false]);
    for (let elapsed = 0; elapsed < 6_000; elapsed += 100) {
      await clock.advance(100);
      expect(stalled.isLeader && heir.isLeader).toBe(false);
    }
    expect(heir.isLeader).toBe(true);
    expect(stalled.leaderId).toBe('heir');
  });

  it('has no leader while the bus is away, remembers who it was, and one leader after it returns without the lease', async () => {
    const { clock, bus, leaders, get } = await routers('a', 'b');
    bus.interrupt();
    await clock.advance(10_000);
    expect(leaders()).toEqual([]);
    expect(get('b').leaderId).toBe('a');
    bus.resume({ lose: true });
    await clock.advance(1_100);
    expect(leaders()).toHaveLength(1);
    await clock.advance(10_000);
    expect(leaders()).toHaveLength(1);
  });

  it('gives the lead back at once to a router that restarts under its own id', async () => {
    const { clock, bus } = await routers('a');
    const again = new LeaderElection({ bus, clock, routerId: 'a' });
    await again.start();
    expect(again.isLeader).toBe(true);
  });
});
