import { afterEach, describe, expect, it } from 'vitest';
import { holdersOf, type PlacementPlan } from '../../../lib/cluster/plan.ts';
import { SimulatedCluster, testModel } from './testing.ts';

let cluster: SimulatedCluster;
afterEach(() => cluster.stop());

const ids = (plan: PlacementPlan | undefined) => (plan === undefined ? undefined : [...holdersOf(plan)].sort());
const count = (plan: PlacementPlan | undefined, shard: string) =>
  plan?.layers.flatMap((layer) => layer.experts).filter((expert) => expert.shardIds.includes(shard)).length;

describe('the placement leader', () => {
  it('forms the first plan from the shards that arrive within the settle time, and puts it in force once all have loaded', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0');
    await cluster.pass(1_000);
    expect(router.plans.target).toBeUndefined();
    await cluster.shard('s0');
    await cluster.pass(200);
    await cluster.shard('s1', {}, 2_000);
    expect(router.plans.target).toBeUndefined();
    await cluster.pass(400);
    expect(router.plans.target).toMatchObject({ epoch: 1, modelFingerprint: 'model-a', reason: 'formation' });
    expect(ids(router.plans.target)).toEqual(['s0', 's1']);
    expect(router.plans.current).toBeUndefined();
    await cluster.pass(2_500);
    expect(router.plans.current).toEqual(router.plans.target);
    expect(cluster.currents.map((plan) => plan.epoch)).toEqual([1]);
  });

  it('forms the first plan at once when the expected number of shards is there', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0', { minShards: 2, settleMs: 60_000 });
    await cluster.shard('s0');
    await cluster.pass(1_000);
    expect(router.plans.target).toBeUndefined();
    await cluster.shard('s1');
    await cluster.pass(100);
    expect(ids(router.plans.target)).toEqual(['s0', 's1']);
  });

  it('does not wait for ever for the expected number of shards', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0', { minShards: 3 });
    await cluster.shard('s0');
    await cluster.shard('s1');
    await cluster.pass(4_500);
    expect(router.plans.target).toBeUndefined();
    await cluster.pass(1_000);
    expect(ids(router.plans.current)).toEqual(['s0', 's1']);
  });

  it('waits for the shards of a plan from before a restart of the whole cluster, and then goes on without those that stay away', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(3);
    await router.stop();
    for (const shard of cluster.shards.values()) shard.kill();
    await cluster.pass(10_000);
    cluster.routers.length = 0;
    const restarted = await cluster.router('router-0');
    await cluster.shard('s0');
    await cluster.pass(2_000);
    await cluster.shard('s1');
    await cluster.pass(2_000);
    expect(restarted.plans.target?.epoch).toBe(1);
    await cluster.pass(2_000);
    expect(restarted.plans.current).toMatchObject({ epoch: 2, reason: 'leave' });
    expect(ids(restarted.plans.current)).toEqual(['s0', 's1']);
  });

  it('gives experts only to ready shards of its own model', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0');
    await cluster.shard('other-model', { modelFingerprint: 'model-b' });
    await cluster.shard('starting', { ready: false });
    await cluster.shard('s0');
    await cluster.pass(1_000);
    expect(ids(router.plans.current)).toEqual(['s0']);
    cluster.shards.get('starting')!.announce({ ready: true });
    await cluster.pass(1_000);
    expect(ids(router.plans.current)).toEqual(['s0', 'starting']);
  });

  it('gives the experts of a killed shard to the others within five seconds, without being told', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(3);
    cluster.shards.get('s1')!.kill();
    await cluster.pass(4_900);
    expect(ids(router.plans.current)).toEqual(['s0', 's2']);
    expect(router.changes.at(-1)).toMatchObject({ epoch: 2, reason: 'leave', moves: count(cluster.currents[0], 's1') });
  });

  it('gives them away in half a second when a suspected shard does not answer, and leaves one alone that does', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(3);
    cluster.suspect('s0');
    cluster.suspect('s0');
    await cluster.pass(300);
    expect(router.probed).toEqual(['s0']);
    expect(router.plans.target?.epoch).toBe(1);
    cluster.shards.get('s1')!.kill();
    cluster.suspect('s1');
    await cluster.pass(500);
    expect(ids(router.plans.current)).toEqual(['s0', 's2']);
  });

  it('counts a suspect gone whose probe never answers', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2);
    await router.stop();
    cluster.routers.length = 0;
    const deaf = await cluster.router('router-1', {}, { probe: () => new Promise(() => {}) });
    await cluster.pass(300);
    cluster.shards.get('s1')!.kill();
    cluster.suspect('s1');
    await cluster.pass(1_500);
    expect(ids(deaf.plans.current)).toEqual(['s0']);
  });

  it('gives a shard that joins a fair share and keeps the rest where it is', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2);
    await cluster.shard('s2');
    await cluster.pass(1_000);
    expect(router.plans.current).toMatchObject({ epoch: 2, reason: 'join' });
    expect(router.changes.at(-1)?.moves).toBe(count(router.plans.current, 's2'));
    expect(count(router.plans.current, 's2')).toBeGreaterThanOrEqual(2 * testModel.layers.length);
  });

  it('plans once for shards that join together, and not again for one that gets nothing', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2);
    for (let index = 2; index < 12; index++) await cluster.shard(`s${String.fromCharCode(97 + index)}`);
    await cluster.pass(10_000);
    expect(holdersOf(router.plans.current!).size).toBe(testModel.nExperts);
    expect(router.plans.current?.epoch).toBe(2);
  });

  it('moves the experts of a draining shard away before attention stops using it', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2);
    cluster.shards.get('s1')!.loadMs = 1_000;
    cluster.shards.get('s0')!.loadMs = 1_000;
    cluster.shards.get('s1')!.announce({ draining: true });
    await cluster.pass(500);
    expect(ids(router.plans.target)).toEqual(['s0']);
    expect(ids(router.plans.current)).toEqual(['s0', 's1']);
    await cluster.pass(1_000);
    expect(router.plans.current).toMatchObject({ reason: 'drain' });
    expect(ids(router.plans.current)).toEqual(['s0']);
  });

  it('keeps the plan when the last shard goes, and goes on with it when the shard returns', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(1);
    cluster.shards.get('s0')!.kill();
    await cluster.pass(20_000);
    expect(router.plans.target?.epoch).toBe(1);
    await cluster.shard('s0');
    await cluster.pass(3_000);
    expect(router.plans.target?.epoch).toBe(1);
  });

  it('plans without a shard that fails to load, and tries it again later', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0', { loadTimeoutMs: 2_000, barMs: { first: 5_000, most: 60_000 } });
    await cluster.shard('s0');
    await cluster.shard('s1', {}, Number.POSITIVE_INFINITY);
    await cluster.pass(2_000);
    expect(router.plans.current).toBeUndefined();
    await cluster.pass(1_500);
    expect(ids(router.plans.current)).toEqual(['s0']);
    expect(router.changes.map(({ reason }) => reason)).toEqual(['formation', 'load_timeout']);
    cluster.shards.get('s1')!.loadMs = 50;
    await cluster.pass(6_000);
    expect(ids(router.plans.current)).toEqual(['s0', 's1']);
  });

  it('readmits a shard that comes and goes only after waits that grow', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2);
    const joins = () => router.changes.filter(({ reason }) => reason === 'join').length;
    for (let round = 0; round < 20; round++) {
      const flapping = await cluster.shard('s9');
      await cluster.pass(500);
      flapping.kill();
      cluster.suspect('s9');
      await cluster.pass(500);
    }
    expect(joins()).toBeLessThanOrEqual(5);
    expect(ids(router.plans.current)).toEqual(['s0', 's1']);
    await cluster.shard('s9');
    await cluster.pass(70_000);
    expect(ids(router.plans.current)).toEqual(['s0', 's1', 's9']);
  });

  it('waits for more shards while the experts do not fit, and keeps within the room of each', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0');
    await cluster.shard('s0', { weightCapacityBytes: 1_500 });
    await cluster.pass(2_000);
    expect(router.plans.target).toBeUndefined();
    await cluster.shard('s1', { weightCapacityBytes: 1_500 });
    await cluster.pass(1_000);
    expect(count(router.plans.current, 's0')! * 100).toBeLessThanOrEqual(1_500);
    expect(count(router.plans.current, 's1')! * 100).toBeLessThanOrEqual(1_500);
  });

  it('survives events that make no sense', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(2);
    cluster.bus.publish('fulgur.v1.heat.attention-0', new Uint8Array([0xff, 0xff, 0xff]));
    cluster.heat([Number.NaN, -1]);
    cluster.suspect('nobody');
    await cluster.pass(1_000);
    await cluster.shard('s2');
    await cluster.pass(1_000);
    expect(ids(router.plans.current)).toEqual(['s0', 's1', 's2']);
  });
});
