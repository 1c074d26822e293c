// Placement plans of another model, put into the bucket by hand or left there by the model that was served before.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NatsBus } from '../../lib/cluster/nats-bus.ts';
import { decodePlan, encodePlan, type PlacementPlan } from '../../lib/cluster/plan.ts';
import { Bucket, type PlanKey, planBucketOptions } from '../../lib/cluster/subjects.ts';
import { Channel } from '../../lib/wire/client.ts';
import { eventually, type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { type NatsServer, startNats } from '../support/nats-server.ts';
import { metric } from '../support/scrape.ts';
import { undisturbed } from '../support/steady-load.ts';

let nats: NatsServer;
let bus: NatsBus;
let cluster: FulgurProcess;
let channel: Channel;

beforeAll(async () => {
  nats = await startNats({ jetstream: true });
  bus = await NatsBus.connect({ url: nats.url, name: 'operator' });
  // What a cluster finds that serves another model than the one before it on the same NATS.
  for (const key of ['target', 'current'] as const) await put(key, foreignPlan(7));
  cluster = await startFulgur('cluster', '--nats-url', nats.url, '--expert-shards', '2');
  channel = new Channel(cluster.grpc);
});

afterAll(async () => {
  channel?.close();
  await cluster?.stop();
  await bus?.close();
  await nats?.stop();
});

const foreignPlan = (epoch: number): PlacementPlan => ({
  epoch,
  modelFingerprint: 'another-model',
  reason: 'formation',
  layers: [{ layer: 0, experts: [{ shardIds: ['expert-shard-0'] }] }],
});

async function put(key: (typeof PlanKey)[keyof typeof PlanKey], plan: PlacementPlan): Promise<void> {
  const bucket = await bus.keyValue(Bucket.plan, planBucketOptions);
  await bucket.put(key, encodePlan(plan));
}

async function stored(key: (typeof PlanKey)[keyof typeof PlanKey]): Promise<PlacementPlan | undefined> {
  const bucket = await bus.keyValue(Bucket.plan, planBucketOptions);
  const entry = await bucket.get(key);
  return entry === undefined ? undefined : decodePlan(entry.value);
}

/** The cluster follows a plan of its own model beyond `epoch`, and everybody is ready. */
function recovered(epoch: number) {
  return eventually(5_000, `a plan beyond ${epoch} for the model that is served`, async () => {
    const [target, current, status] = [await stored('target'), await stored('current'), await cluster.status()];
    const ours = target?.modelFingerprint !== 'another-model' && current?.modelFingerprint !== 'another-model';
    const ready = status.members.every((member) => member.ready);
    return ours && ready && (current?.epoch ?? 0) > epoch ? status : undefined;
  });
}

describe('a plan for another model', () => {
  it('from before the start does not keep a cluster from forming its own', async () => {
    await undisturbed(channel, async () => {});
    expect((await cluster.status()).planEpoch).toBe(8);
    expect(await metric(cluster, 'fulgur_placement_changes_total', { reason: 'formation' })).toBe(1);
  });

  it.each([
    ['what shards load', ['target'], 2, 0],
    ['what attention follows', ['current'], 0, 1],
    ['both', ['target', 'current'], 2, 1],
  ] as const)(
    'as %s is refused, counted and replaced, and no request notices',
    async (_what, keys, byShards, byAttention) => {
      const refusals = async () => [
        await metric(cluster, 'fulgur_expert_refused_plans_total'),
        await metric(cluster, 'fulgur_attention_refused_plans_total'),
      ];
      const [shardsBefore, attentionBefore] = (await refusals()) as [number, number];
      const { planEpoch, members } = await cluster.status();
      const after = await undisturbed(channel, async () => {
        for (const key of keys) await put(key, foreignPlan(planEpoch + 5));
        return recovered(planEpoch);
      });
      expect(after.members.map(({ id, pid }) => [id, pid])).toEqual(members.map(({ id, pid }) => [id, pid]));
      await eventually(5_000, 'every expert is loaded, and none twice', async () => {
        const held = (await cluster.status()).members.reduce((sum, { residentExperts }) => sum + residentExperts, 0);
        return held === 8 * 32 ? held : undefined;
      });
      expect(await refusals()).toEqual([shardsBefore + byShards, attentionBefore + byAttention]);
    },
  );
});
