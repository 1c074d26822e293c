// Uneven load, and when it is worth a new plan.
import { afterEach, describe, expect, it } from 'vitest';
import { randomNumbers, SimulatedCluster, testModel } from './testing.ts';

let cluster: SimulatedCluster;
afterEach(() => cluster.stop());

describe('the placement leader', () => {
  it('plans anew for load that stays uneven, and not for a burst, for noise or for a gain that moves too much', async () => {
    const settings = { heatHalfLifeMs: 5_000, redundantSlots: 0 };
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2, settings);
    const plan = router.plans.current!;
    const [one, two] = ['s0', 's1'].map((id) =>
      plan.layers[0]!.experts.flatMap((expert, index) => (expert.shardIds.includes(id) ? [index] : [])),
    ) as [number[], number[]];
    const tokens = (hot: number[], hotRows: number, coldRows: number) =>
      Array.from({ length: testModel.nExperts }, (_, expert) => (hot.includes(expert) ? hotRows : coldRows));
    const serve = async (rows: number[], seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        cluster.heat(rows);
        await cluster.pass(1_000);
      }
    };
    // The placement differs from layer to layer: use experts that share a shard in the first one.
    const random = randomNumbers(7);
    const noise = () => Array.from({ length: testModel.nExperts }, () => (random() < 0.3 ? 1 : 0));
    for (let second = 0; second < 60; second++) await serve(noise(), 1);
    expect(router.changes).toHaveLength(1);
    await serve(tokens([], 100, 100), 40);
    await serve(tokens([one[0]!, one[1]!], 4_000, 100), 3);
    expect(router.changes).toHaveLength(1);
    await serve(tokens([two[0]!, two[1]!], 4_000, 100), 60);
    expect(router.changes.length).toBeGreaterThanOrEqual(2);
    expect(router.changes[1]).toMatchObject({ reason: 'imbalance' });
    expect(router.changes[1]!.imbalanceRatio).toBeLessThan(1.2);
    const settled = router.changes.length;
    await serve(tokens([two[0]!, two[1]!], 4_000, 100), 60);
    expect(router.changes).toHaveLength(settled);
  });
});
