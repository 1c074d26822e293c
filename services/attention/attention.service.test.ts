// The replica as its routers see it: real model, real shards, real kv-store, real gRPC.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Events, subscribeEvents } from '../../lib/cluster/subjects.ts';
import { blockKeys, keyText, splitKeys } from '../../lib/model/block-key.ts';
import { Code } from '../../lib/wire/errors.ts';
import { AttentionMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { goldenPrompts } from '../../test/support/golden.ts';
import { eventually } from '../../test/support/service-host.ts';
import { follows } from './testing/agreement.ts';
import { type TestAttention, TestCluster, type TestRouter } from './testing/cluster.ts';

const long = goldenPrompts.find((prompt) => prompt.ids.length === 600)!;
const story = goldenPrompts[0]!;
/** A text of its own for each `seed`, so that no prefix is known yet. */
const text = (length: number, seed: number) => [
  1,
  ...Array.from({ length: length - 1 }, (_, i) => 300 + ((i * 31 + seed * 97) % 3000)),
];

describe('an attention replica', { timeout: 60_000 }, () => {
  let cluster: TestCluster;
  let attention: TestAttention;
  let router: TestRouter;
  const blockEvents: fulgur.v1.BlockEvents[] = [];
  const heat: fulgur.v1.ExpertHeat[] = [];

  beforeAll(async () => {
    cluster = await new TestCluster().start();
    subscribeEvents(cluster.bus, Events.blocks, (event) => blockEvents.push(event));
    subscribeEvents(cluster.bus, Events.heat, (event) => heat.push(event));
    await cluster.startShard('shard-0');
    await cluster.startShard('shard-1');
    attention = await cluster.startAttention('attention-0', { maxWaiting: 40 });
    router = cluster.router(attention);
  });
  afterAll(() => cluster.close());

  const free = async () => {
    const used = (group: string) => attention.host.metric('fulgur_attention_kv_pool_blocks', { group, state: 'used' });
    return (await used('full')) === 0 && (await used('window')) === 0;
  };

  it('is not ready before a plan names a linked shard for every expert', async () => {
    expect(attention.host.health.reasons.join()).toContain('no placement plan yet');
    await cluster.place((_, expert) => [`shard-${expert % 2}`]);
    await eventually(() => attention.host.health.ready);
  });

  it('continues the reference prompts as the reference does', async () => {
    let equal = 0;
    for (const prompt of goldenPrompts) {
      const generation = await router.submit({ promptIds: prompt.ids, topLogprobs: 3, maxTokens: 16 }).done;
      if (follows(generation, prompt.greedy_ids.slice(0, 16))) equal += 1;
      expect(generation.finished?.reason).toBe(2);
    }
    // Rounding to bf16 on the wire may decide one near tie, which `follows` has checked.
    expect(equal).toBeGreaterThanOrEqual(goldenPrompts.length - 1);
  });

  it('gives a batch of 16 what each gets alone, one message per step', async () => {
    const prompts = Array.from({ length: 16 }, (_, i) => goldenPrompts[i % 5]!);
    const alone = new Map<unknown, number[]>();
    for (const prompt of goldenPrompts.slice(0, 5))
      alone.set(prompt, (await router.submit({ promptIds: prompt.ids, maxTokens: 16 }).done).tokens);
    const before = router.messages;
    const batch = await Promise.all(
      prompts.map((p) => router.submit({ promptIds: p.ids, topLogprobs: 3, maxTokens: 16 }).done),
    );
    for (const [i, prompt] of prompts.entries()) follows(batch[i]!, alone.get(prompt)!);
    expect(router.messages - before).toBeLessThan(40); // 16 times 16 tokens
  });

  it('resumes a known prefix from the pool with the same tokens', async () => {
    const cold = await router.submit({ promptIds: text(200, 1), topLogprobs: 3 }).done;
    const warm = await router.submit({ promptIds: text(200, 1), topLogprobs: 3 }).done;
    expect(cold.finished?.cachedTokens).toBe(0);
    expect(warm.finished?.cachedTokens).toBe(192);
    follows(warm, cold.tokens);
    const stranger = await router.submit({ promptIds: text(200, 1), cacheSalt: new Uint8Array([7]) }).done;
    expect(stranger.finished?.cachedTokens).toBe(0);
  });

  it('tells routers which blocks it holds, in sequence, and lists them all on demand', async () => {
    const scope = { modelFingerprint: cluster.plans.current!.modelFingerprint, cacheSalt: new Uint8Array() };
    const expected = blockKeys(scope, text(200, 1)).map(keyText);
    const stored = blockEvents.flatMap((event) => splitKeys(event.storedKeys).map(keyText));
    expect(stored).toEqual(expect.arrayContaining(expected));
    expect(blockEvents.map((event) => event.sequence)).toEqual(blockEvents.map((_, i) => i + 1));
    const listed: string[] = [];
    let sequence = 0;
    for await (const part of router.channel.serverStream(AttentionMethods.listBlocks, {}, { deadlineMs: 5000 })) {
      listed.push(...splitKeys(part.keys).map(keyText));
      sequence = part.sequence;
    }
    expect(new Set(listed)).toEqual(new Set(stored));
    expect(sequence).toBe(blockEvents.length);
  });

  it('continues a request that moved here with the tokens it would have had', async () => {
    const sampling = { temperature: 1.2, topP: 0.95, seed: 77, frequencyPenalty: 0.3 };
    const whole = await router.submit({ promptIds: story.ids, sampling, maxTokens: 40 }).done;
    const generatedIds = whole.tokens.slice(0, 15);
    const moved = await router.submit({ promptIds: story.ids, sampling, maxTokens: 40, generatedIds }).done;
    expect(moved.events[0]?.index).toBe(15);
    expect(moved.tokens).toEqual(whole.tokens.slice(15));
  });

  it('ends at a stop token, which it reports, and at the end of the context', async () => {
    const { tokens } = await router.submit({ promptIds: story.ids }).done;
    const stopped = await router.submit({ promptIds: story.ids, stopTokenIds: [tokens[9]!] }).done;
    expect(stopped.tokens).toEqual(tokens.slice(0, tokens.indexOf(tokens[9]!) + 1));
    expect(stopped.finished?.reason).toBe(1);
    const full = await router.submit({ promptIds: text(1020, 2), maxTokens: 100 }).done;
    expect(full.tokens).toHaveLength(4);
    expect(full.finished?.reason).toBe(2);
  });

  it('reports log-probabilities of the chosen token and its rivals', async () => {
    const { events } = await router.submit({ promptIds: story.ids, topLogprobs: 5, maxTokens: 3 }).done;
    for (const { token } of events) {
      expect(token!.top).toHaveLength(5);
      expect(token!.top![0]).toMatchObject({ tokenId: token!.tokenId, logprob: token!.logprob });
      const sum = token!.top!.reduce((total, { logprob }) => total + Math.exp(logprob!), 0);
      expect(sum).toBeLessThanOrEqual(1.000001);
    }
  });

  it.each<[string, fulgur.v1.ISubmit, string]>([
    [
      'a prompt longer than the context',
      { promptIds: text(1024, 3) },
      'the prompt has 1024 tokens; the context holds 1024',
    ],
    ['an empty prompt', { promptIds: [] }, 'prompt_ids is empty'],
    [
      'a token that does not exist',
      { promptIds: [1, 4096] },
      'prompt_ids holds token 4096 at place 1; the vocabulary has ids 0 to 4095',
    ],
    [
      'a temperature out of range',
      { promptIds: [1], sampling: { temperature: 2.5 } },
      'temperature is 2.5; it must be at least 0 and at most 2',
    ],
    ['a top_p of zero', { promptIds: [1], sampling: { topP: 0 } }, 'top_p is 0; it must be above 0 and at most 1'],
    [
      'a penalty that is no number',
      { promptIds: [1], sampling: { presencePenalty: Number.NaN } },
      'presence_penalty is NaN',
    ],
    ['a bias for an unknown token', { promptIds: [1], sampling: { logitBias: { 5000: 1 } } }, 'holds token 5000'],
    ['no tokens asked for', { promptIds: [1], maxTokens: 0 }, 'max_tokens is 0; it must be at least 1'],
    ['too many alternatives', { promptIds: [1], topLogprobs: 21 }, 'top_logprobs is 21; at most 20 are taken'],
  ])('refuses %s, naming value and limit, and serves the others on', async (_, submit, message) => {
    const [refused, other] = await Promise.all([
      router.submit(submit).done,
      router.submit({ promptIds: story.ids, maxTokens: 2 }).done,
    ]);
    expect(refused.failed).toMatchObject({ code: Code.INVALID_ARGUMENT, retryable: false });
    expect(refused.failed?.message).toContain(message);
    expect(other.tokens).toHaveLength(2);
  });

  it('refuses a request id in use, and a request whose deadline has passed', async () => {
    const first = router.submit({ requestId: 'twice', promptIds: text(300, 4) });
    await eventually(() => first.tokens.length > 0);
    const second = router.submit({ requestId: 'twice', promptIds: story.ids });
    await second.done;
    expect(second.failed?.code).toBe(Code.ALREADY_EXISTS);
    const late = await router.submit({ promptIds: story.ids, deadlineUnixMs: Date.now() - 10 }).done;
    expect(late.failed?.code).toBe(Code.DEADLINE_EXCEEDED);
  });

  it('fails a request at its deadline and frees what it held', async () => {
    const { failed } = await router.submit({ promptIds: long.ids, maxTokens: 400, deadlineUnixMs: Date.now() + 150 })
      .done;
    expect(failed).toMatchObject({ code: Code.DEADLINE_EXCEEDED, retryable: false });
    await eventually(free);
  });

  it('frees the blocks of a cancelled request', async () => {
    const generation = router.submit({ promptIds: text(100, 5), maxTokens: 900 });
    await eventually(() => generation.tokens.length > 1);
    router.cancel(generation.id);
    await eventually(free);
    expect(generation.finished ?? generation.failed).toBeUndefined();
  });

  it('frees the requests of a router that goes away, in the middle of a step or between', async () => {
    const other = cluster.router(attention);
    const generations = [6, 7, 8].map((seed) => other.submit({ promptIds: text(300, seed), maxTokens: 500 }));
    await eventually(() => generations.some((generation) => generation.tokens.length > 0));
    other.close();
    await eventually(free);
    expect(await attention.host.metric('fulgur_attention_running_requests')).toBe(0);
  });

  it('sends what does not fit into its queue to another replica', async () => {
    const generations = Array.from({ length: 90 }, (_, i) =>
      router.submit({ promptIds: text(40, 100 + i), maxTokens: 4 }),
    );
    const ended = await Promise.all(generations.map((generation) => generation.done));
    const refused = ended.flatMap(({ failed }) => (failed ? [failed] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const failed of refused) {
      expect(failed).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, retryable: true });
      expect(failed.message).toContain('maxWaiting is 40');
    }
    expect(ended.filter(({ finished }) => finished)).toHaveLength(90 - refused.length);
  });

  it('publishes the heat of experts and the imbalance of shards', async () => {
    await eventually(() => heat.length > 0);
    const layers = heat[0]!.layers!;
    expect(layers.map((layer) => layer.layer)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const { tokens } of layers) expect(tokens).toHaveLength(32);
    expect(await attention.host.metric('fulgur_attention_expert_imbalance_ratio')).toBeGreaterThanOrEqual(1);
  });

  it('keeps following its plan when one for another model is put', async () => {
    const plan = cluster.plans.current!;
    await cluster.plans.putCurrent({ ...plan, epoch: plan.epoch + 1000, modelFingerprint: 'another' });
    const refusal = await eventually(() =>
      attention.host.logged.find((line) => `${line['message']}`.includes('refused')),
    );
    expect(refusal['message']).toContain('is for model another');
    expect((await router.submit({ promptIds: story.ids }).done).tokens).toHaveLength(32);
    expect(attention.host.health.ready).toBe(true);
  });
});
