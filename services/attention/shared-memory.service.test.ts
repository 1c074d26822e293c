// Shards of the same machine, whose rows and sums pass through memory that both ends share: what happens while they die,
// plans change and requests go away.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nativeKernels } from '../../lib/tensor/native.ts';
import { writePackedModel } from '../../test/support/packed-model.ts';
import { eventually } from '../../test/support/service-host.ts';
import { type Generation, type TestAttention, TestCluster } from './testing/cluster.ts';

const tokensEach = 24;
const requests = 6;
const canShare = nativeKernels() !== undefined && process.platform === 'linux';

describe.skipIf(!canShare)(
  'attention beside its shards (skipped without native kernels, or where it is not Linux)',
  { timeout: 60_000 },
  () => {
    let folder: string;
    let model: string;
    let cluster: TestCluster;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'fulgur-shared-memory-'));
      model = path.join(folder, 'model.gguf');
      await writePackedModel(model);
    }, 60_000);
    afterAll(() => rm(folder, { recursive: true, force: true }));

    beforeEach(async () => {
      cluster = await new TestCluster({}, model).start();
      await cluster.startShard('shard-0');
      await cluster.startShard('shard-1');
    });
    afterEach(() => cluster.close());

    async function start(config = {}, id = 'attention-0'): Promise<TestAttention> {
      const attention = await cluster.startAttention(id, config);
      await eventually(() => attention.host.health.ready);
      return attention;
    }
    const submit = (router: ReturnType<TestCluster['router']>, i: number) =>
      router.submit({ promptIds: [1, 2, 3, 4].map((k) => 300 + ((i * 37 + k * k) % 250)), maxTokens: tokensEach });
    /** One request after the other, so that every step is the same each time. */
    async function alone(attention: TestAttention): Promise<number[][]> {
      const router = cluster.router(attention);
      const answers: number[][] = [];
      for (let i = 0; i < requests; i++) answers.push((await submit(router, i).done).tokens);
      return answers;
    }
    /** All requests at once; `meanwhile` runs when all have their first tokens. */
    async function together(attention: TestAttention, meanwhile: () => Promise<unknown>): Promise<Generation[]> {
      const router = cluster.router(attention);
      const running = Array.from({ length: requests }, (_, i) => submit(router, i));
      await eventually(() => running.every(({ tokens }) => tokens.length >= 2), 20_000);
      await meanwhile();
      return Promise.all(running.map(({ done }) => done));
    }
    const exchanges = async (attention: TestAttention, way: string) =>
      (await attention.host.metric('fulgur_attention_exchanges_total', { way })) ?? 0;
    const retries = (attention: TestAttention, reason: string) =>
      attention.host.metric('fulgur_attention_exchange_retries_total', { reason });
    /** Resolves when batches go through shared memory. */
    async function shared(attention: TestAttention): Promise<void> {
      const router = cluster.router(attention);
      await eventually(async () => {
        await submit(router, 0).done;
        return (await exchanges(attention, 'shared_memory')) > 0;
      }, 20_000);
    }
    function complete(generations: Generation[]): void {
      for (const { tokens, failed } of generations) {
        expect(failed).toBeUndefined();
        expect(tokens).toHaveLength(tokensEach);
      }
    }
    const halves = () => cluster.place((_, expert) => [`shard-${expert % 2}`]);

    it('gets the tokens that it gets over the wire', async () => {
      await halves();
      const attention = await start();
      await shared(attention);
      const before = await exchanges(attention, 'link');
      const tokens = await alone(attention);
      expect(await exchanges(attention, 'link')).toBe(before);
      const overWire = await start({ sharedMemory: false }, 'attention-1');
      expect(await alone(overWire)).toEqual(tokens);
      expect(await exchanges(overWire, 'shared_memory')).toBe(0);
      const computed = cluster.shards.get('shard-0')!;
      expect(computed.experts.computedShared().every(({ code }) => code === 0)).toBe(true);
    });

    it('gets the same tokens with two micro-batches in flight', async () => {
      await halves();
      const attention = await start({ microBatches: 2 });
      await shared(attention);
      complete(await together(attention, async () => {}));
      expect(await exchanges(attention, 'shared_memory')).toBeGreaterThan(0);
    });

    it('goes to replicas at once when a shard goes away', async () => {
      await cluster.place(() => ['shard-0', 'shard-1']);
      const attention = await start();
      await shared(attention);
      complete(await together(attention, () => cluster.shards.get('shard-0')!.drain(0)));
      expect(await retries(attention, 'no_holder')).toBe(0);
    });

    it('waits for the next plan when experts have no other holder, and goes on with it', async () => {
      await halves();
      const attention = await start();
      await shared(attention);
      const generations = await together(attention, async () => {
        await cluster.shards.get('shard-1')!.drain(0);
        await eventually(async () => ((await attention.host.metric('fulgur_attention_held_batches')) ?? 0) > 0);
        await cluster.place(() => ['shard-0']);
      });
      complete(generations);
    });

    it('follows a new plan between two steps without a retry, while the old holder unloads', async () => {
      await cluster.place(() => ['shard-0']);
      const attention = await start();
      await shared(attention);
      complete(await together(attention, () => cluster.place(() => ['shard-1'])));
      for (const reason of ['missing_experts', 'link_broken', 'no_holder', 'retry', 'shard_error']) {
        expect(await retries(attention, reason)).toBe(0);
      }
      await eventually(() => !cluster.shards.get('shard-0')!.experts.has(0, 0), 10_000);
      complete(await together(attention, async () => {}));
    });

    it('sends elsewhere what a shard has unloaded although the plan names it', async () => {
      await cluster.place(() => ['shard-0', 'shard-1']);
      const attention = await start();
      await shared(attention);
      const unload = () =>
        Promise.all([0, 1, 2].map((layer) => cluster.shards.get('shard-0')!.experts.unload(layer, [3, 5, 7])));
      complete(await together(attention, unload));
    });

    it('ends a step that nobody waits for any more, and computes the next one right', async () => {
      await halves();
      const attention = await start();
      await shared(attention);
      const tokens = await alone(attention);
      const leaving = cluster.router(attention);
      const gone = Array.from({ length: requests }, (_, i) => submit(leaving, i));
      await eventually(() => gone.some(({ tokens }) => tokens.length >= 1), 20_000);
      leaving.close();
      expect(await alone(attention)).toEqual(tokens);
    });
  },
);
