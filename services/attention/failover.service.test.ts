// What happens to requests while shards die, plans change, memory runs out and the replica drains: nothing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goldenPrompts } from '../../test/support/golden.ts';
import { eventually } from '../../test/support/service-host.ts';
import { RestoreCosts } from './restore-costs.ts';
import { follows } from './testing/agreement.ts';
import { type Generation, type TestAttention, TestCluster } from './testing/cluster.ts';

const prompts = goldenPrompts.slice(0, 8);

describe('an attention replica under load', { timeout: 60_000 }, () => {
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await new TestCluster().start();
  });
  afterEach(() => cluster.close());

  const attention = async (config = {}, extras = {}) => {
    const started = await cluster.startAttention('attention-0', config, extras);
    await eventually(() => started.host.health.ready);
    return started;
  };
  /** Starts all prompts, and calls `meanwhile` once every one has its first tokens. */
  const load = async (replica: TestAttention, meanwhile: () => Promise<void>): Promise<Generation[]> => {
    const router = cluster.router(replica);
    const running = prompts.map(({ ids }) => router.submit({ promptIds: ids, topLogprobs: 3 }));
    await eventually(() => running.every(({ tokens }) => tokens.length >= 4), 20_000);
    await meanwhile();
    return Promise.all(running.map(({ done }) => done));
  };
  const check = (generations: Generation[]) => {
    for (const [i, generation] of generations.entries()) follows(generation, prompts[i]!.greedy_ids);
  };

  it('fails no request when a shard dies and its experts are placed elsewhere', async () => {
    await cluster.startShard('shard-0');
    const dying = await cluster.startShard('shard-1');
    await cluster.place((_, expert) => [`shard-${expert % 2}`]);
    const replica = await attention();
    const generations = await load(replica, async () => {
      await dying.drain(0);
      const held = () => replica.host.metric('fulgur_attention_held_batches');
      await eventually(async () => ((await held()) ?? 0) > 0);
      await cluster.place(() => ['shard-0']);
    });
    check(generations);
    expect(replica.host.health.ready).toBe(true);
  });

  it('goes to replicas at once when a shard dies whose experts have some', async () => {
    const dying = await cluster.startShard('shard-0');
    await cluster.startShard('shard-1');
    await cluster.place(() => ['shard-0', 'shard-1']);
    const replica = await attention();
    check(await load(replica, () => dying.drain(0)));
    const held = await replica.host.metric('fulgur_attention_exchange_retries_total', { reason: 'no_holder' });
    expect(held).toBe(0);
  });

  it('follows a new plan between two steps without a retry', async () => {
    await cluster.startShard('shard-0');
    await cluster.startShard('shard-1');
    await cluster.place(() => ['shard-0']);
    const replica = await attention();
    const generations = await load(replica, async () => void (await cluster.place(() => ['shard-1'])));
    check(generations);
    expect(await replica.host.metric('fulgur_attention_expert_tokens_total', { shard: 'shard-1' })).toBeGreaterThan(0);
    for (const reason of ['missing_experts', 'link_broken', 'no_holder', 'retry']) {
      expect(await replica.host.metric('fulgur_attention_exchange_retries_total', { reason })).toBe(0);
    }
  });

  it('gives the same tokens with two micro-batches in flight', async () => {
    await cluster.startShard('shard-0');
    await cluster.startShard('shard-1');
    await cluster.place((_, expert) => [`shard-${expert % 2}`]);
    const replica = await attention({ microBatches: 2 });
    check(await load(replica, async () => {}));
  });

  it('computes layers whose experts are in this process without sending a row', async () => {
    const shard = await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
    const replica = await attention({}, { localExperts: new Map([['shard-0', shard.experts]]) });
    check(await load(replica, async () => {}));
    expect(await replica.host.metric('fulgur_attention_expert_tokens_total', { shard: 'shard-0' })).toBeGreaterThan(0);
    const exchanged = await replica.host.metrics.getSingleMetricAsString('fulgur_attention_exchange_seconds');
    expect(exchanged).toContain('fulgur_attention_exchange_seconds_count 0');
  });

  it('finishes everybody in a pool of one context, by preemption, with the tokens of an empty one', async () => {
    const shard = await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
    const local = { localExperts: new Map([['shard-0', shard.experts]]) };
    const roomy = await attention({}, local);
    const text = (seed: number) => [1, ...Array.from({ length: 149 }, (_, k) => 300 + ((k * 13 + seed * 71) % 3000))];
    const ask = (replica: TestAttention) => {
      const router = cluster.router(replica);
      const submits = [0, 1, 2, 3, 4, 5].map((seed) => ({ promptIds: text(seed), maxTokens: 60, topLogprobs: 3 }));
      return Promise.all(submits.map((submit) => router.submit(submit).done));
    };
    const wanted = await ask(roomy);
    const crowded = await cluster.startAttention('attention-1', { kvPoolTokens: 1024 }, local);
    await eventually(() => crowded.host.health.ready);
    const got = await ask(crowded);
    for (const [i, generation] of got.entries()) follows(generation, wanted[i]!.tokens);
    expect(await crowded.host.metric('fulgur_attention_preemptions_total')).toBeGreaterThan(0);
  });

  it('fetches what preempted sequences had from a kv-store where that is cheaper than computing it', async () => {
    const shard = await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
    await cluster.startKvStore('kv-0');
    const restoreCosts = new RestoreCosts();
    restoreCosts.observeStep(32, 1e9);
    const extras = { localExperts: new Map([['shard-0', shard.experts]]), restoreCosts };
    const replica = await cluster.startAttention('attention-0', { kvPoolTokens: 1024 }, extras);
    await eventually(() => replica.host.health.ready);
    const router = cluster.router(replica);
    const text = (seed: number) => [1, ...Array.from({ length: 99 }, (_, k) => 300 + ((k * 13 + seed * 71) % 3000))];
    const submits = [0, 1, 2, 3].map((seed) => ({ promptIds: text(seed), maxTokens: 350, topLogprobs: 3 }));
    const together = await Promise.all(submits.map((submit) => router.submit(submit).done));
    expect(await replica.host.metric('fulgur_attention_restored_requests_total', { by: 'fetch' })).toBeGreaterThan(0);
    expect(
      await replica.host.metric('fulgur_attention_block_store_blocks_total', { result: 'fetched' }),
    ).toBeGreaterThan(0);
    for (const [i, submit] of submits.entries()) follows(together[i]!, (await router.submit(submit).done).tokens);
  });

  it('drains: finishes what it can in time and hands the rest over', async () => {
    await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
    const replica = await attention();
    const router = cluster.router(replica);
    const short = router.submit({ promptIds: prompts[0]!.ids, maxTokens: 10 });
    const endless = router.submit({ promptIds: prompts[1]!.ids, maxTokens: 1000 });
    await eventually(() => endless.tokens.length > 2);
    const drained = replica.service.drain(1000);
    await short.done;
    const refused = await router.submit({ promptIds: prompts[2]!.ids }).done;
    expect(refused.failed).toMatchObject({ retryable: true });
    expect((await endless.done).failed).toMatchObject({ retryable: true });
    expect((await short.done).finished).toBeDefined();
    await drained;
  });
});
