// Plans across changes of the leader, losses of the bus and restarts of everything.
import { afterEach, describe, expect, it } from 'vitest';
import { PlanKey } from '../../../lib/cluster/subjects.ts';
import { SimulatedCluster } from './testing.ts';
import { stallable } from './testing-bus.ts';

let cluster: SimulatedCluster;
afterEach(() => cluster.stop());

describe('a placement plan', () => {
  it('goes on with a rollout that another leader began, and counts epochs on from there', async () => {
    cluster = new SimulatedCluster();
    const first = await cluster.router('router-0');
    const second = await cluster.router('router-1');
    await cluster.shard('s0', {}, 5_000);
    await cluster.pass(1_000);
    expect(first.plans.target?.epoch).toBe(1);
    await first.stop();
    await cluster.pass(1_000);
    expect(second.election.isLeader).toBe(true);
    expect(second.plans.current).toBeUndefined();
    await cluster.pass(4_000);
    expect(second.plans.current?.epoch).toBe(1);
    expect(second.changes).toEqual([]);
    await cluster.shard('s1');
    await cluster.pass(6_000);
    expect(second.plans.current).toMatchObject({ epoch: 2, reason: 'join' });
  });

  it('changes nothing while the bus is away for ten seconds, even when its state is lost, and writes the plans back', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.formed(3);
    const before = router.plans.current;
    cluster.bus.interrupt();
    await cluster.pass(10_000);
    cluster.bus.resume({ lose: true });
    await cluster.pass(10_000);
    expect(router.changes).toHaveLength(1);
    expect(router.plans.current).toEqual(before);
    const late = await cluster.router('router-1');
    expect(late.plans.current).toEqual(before);
    expect(late.plans.target).toEqual(before);
  });

  it('replaces a plan for another model with an epoch beyond it', async () => {
    cluster = new SimulatedCluster();
    const seed = await cluster.router('seed');
    const foreign = { epoch: 7, modelFingerprint: 'model-z', reason: '', layers: [] };
    await seed.plans.putTarget(foreign);
    await seed.plans.putCurrent(foreign);
    await cluster.shard('s0');
    await cluster.pass(1_000);
    expect(seed.plans.current).toMatchObject({ epoch: 8, modelFingerprint: 'model-a', reason: 'formation' });
  });

  it('counts epochs on from what shards have loaded when every router and the bus forgot', async () => {
    cluster = new SimulatedCluster();
    const router = await cluster.router('router-0');
    await cluster.shard('s0', { loadedEpoch: 41 });
    await cluster.pass(1_000);
    expect(router.plans.current?.epoch).toBe(42);
  });

  it('is not undone by a leader that was replaced while it wrote', async () => {
    cluster = new SimulatedCluster();
    const gate = stallable(cluster.bus);
    const deposed = await cluster.router('router-0', {}, { bus: gate.bus });
    deposed.settled = () => Promise.race([deposed.leader.idle(), gate.stalled]);
    const heir = await cluster.router('router-1');
    await cluster.shard('s0');
    await cluster.shard('s1');
    await cluster.pass(1_000);
    const followed: number[] = [];
    heir.plans.onCurrent(({ epoch }) => followed.push(epoch));
    // Everything of the first router stops at the moment when it would put the second plan in force.
    gate.stallAt((key) => key === PlanKey.current);
    await cluster.shard('s2', {}, 1_000);
    await cluster.pass(2_000);
    await gate.stalled;
    for (const shard of cluster.shards.values()) shard.loadMs = 6_000;
    cluster.shards.get('s1')!.announce({ draining: true });
    await cluster.pass(5_000);
    expect([deposed.election.isLeader, heir.election.isLeader]).toEqual([false, true]);
    expect([heir.plans.target?.epoch, heir.plans.current?.epoch]).toEqual([3, 1]);
    gate.go();
    await cluster.pass(7_000);
    expect([heir.plans.target?.epoch, heir.plans.current?.epoch]).toEqual([3, 3]);
    expect(followed).toEqual([1, 3]);
  });
});
