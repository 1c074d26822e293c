import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedCluster } from './testing.ts';

let cluster: SimulatedCluster;
afterEach(() => cluster.stop());

describe('a plan for another model in the store', () => {
  it.each(['target', 'current'] as const)('as the %s plan is replaced by the one before it, once', async (key) => {
    cluster = new SimulatedCluster();
    const { plans } = await cluster.router('router-0');
    for (const id of ['s0', 's1']) await cluster.shard(id);
    await cluster.pass(1_000);
    const layers = plans.current?.layers;
    const foreign = { epoch: 7, modelFingerprint: 'model-z', reason: '', layers: [] };
    await (key === 'target' ? plans.putTarget(foreign) : plans.putCurrent(foreign));
    await cluster.pass(1_000);
    expect(plans.target).toMatchObject({ epoch: 8, modelFingerprint: 'model-a', reason: 'foreign_plan', layers });
    expect(plans.current).toEqual(plans.target);
    await cluster.pass(1_000);
    expect(plans.target?.epoch).toBe(8);
  });
});
