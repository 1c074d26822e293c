import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../lib/actor/manual-clock.ts';
import type { PlannerOutput } from './planner.ts';
import { RebalancePolicy, rebalanceDefaults } from './rebalance-policy.ts';
import { randomNumbers } from './testing.ts';

const planned = (imbalanceRatio: number, moves: number): PlannerOutput => ({
  layers: [],
  imbalance: [],
  imbalanceRatio,
  moves,
  moveBytes: moves,
});

function policy() {
  const clock = new ManualClock();
  return { clock, policy: new RebalancePolicy(rebalanceDefaults, clock) };
}

describe('the rebalance policy', () => {
  it('asks for a plan once load has been uneven, and known well enough, for long enough without a break', async () => {
    const { clock, policy: rebalance } = policy();
    expect(rebalance.isDue(2, 1_000, 2)).toBe(false);
    await clock.advance(9_000);
    expect(rebalance.isDue(2, 1_000, 2)).toBe(false);
    expect(rebalance.isDue(1.04, 1_000_000, 2)).toBe(false);
    await clock.advance(9_000);
    expect(rebalance.isDue(2, 1_000, 2)).toBe(false);
    await clock.advance(10_000);
    expect(rebalance.isDue(2, 2, 2)).toBe(false);
    expect(rebalance.isDue(2, 1_000, 2)).toBe(false);
    await clock.advance(10_000);
    expect(rebalance.isDue(2, 1_000, 2)).toBe(true);
  });

  it('takes no unevenness for one that chance brings about, whatever the number of rows and shards', async () => {
    const random = randomNumbers(5);
    for (const shards of [2, 8, 64]) {
      for (const rows of [40, 1_000, 100_000]) {
        const { clock, policy: rebalance } = policy();
        let due = 0;
        for (let second = 0; second < 200; second++) {
          const counts = new Float64Array(shards);
          for (let row = 0; row < rows; row++) counts[Math.floor(random() * shards)]! += 1;
          if (rebalance.isDue((Math.max(...counts) * shards) / rows, rows, shards)) due++;
          await clock.advance(1_000);
        }
        expect(due, `${rows} rows on ${shards} shards`).toBe(0);
        expect(rebalance.isDue(1.06, 10_000_000, shards), 'in the first second').toBe(false);
        await clock.advance(10_000);
        expect(rebalance.isDue(1.06, 10_000_000, shards), `a twentieth too much on one of ${shards}`).toBe(true);
      }
    }
  });

  it('adopts a plan whose gain pays for its moves, and no other', () => {
    expect(policy().policy.pays(2, planned(1.1, 10), 100)).toBe(true);
    expect(policy().policy.pays(2, planned(1.95, 0), 100)).toBe(false);
    expect(policy().policy.pays(2, planned(1.5, 60), 100)).toBe(false);
    expect(policy().policy.pays(2, planned(1.5, 20), 100)).toBe(true);
  });

  it('waits longer after each plan that did not pay, up to a bound', async () => {
    const { clock, policy: rebalance } = policy();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      rebalance.pays(2, planned(2, 0), 100);
      let waitedMs = 0;
      while (!rebalance.isDue(2, 1_000, 2)) {
        await clock.advance(10_000);
        waitedMs += 10_000;
      }
      waits.push(waitedMs / 1_000);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 480, 480]);
    rebalance.pays(2, planned(1, 0), 100);
    await clock.advance(30_000);
    expect(rebalance.isDue(2, 1_000, 2)).toBe(true);
  });
});
