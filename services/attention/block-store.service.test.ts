// Prefixes that travel between replicas through real kv-stores, and what happens when they do not.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announce } from '../../lib/cluster/members.ts';
import { bindService } from '../../lib/wire/handlers.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import { serve } from '../../lib/wire/server.ts';
import { eventually, type TestHost, testHost } from '../../test/support/service-host.ts';
import { nodeOf } from './rendezvous.ts';
import { follows } from './testing/agreement.ts';
import { type TestAttention, TestCluster } from './testing/cluster.ts';

const prompt = [1, ...Array.from({ length: 199 }, (_, i) => 300 + ((i * 17) % 3000))];

describe('the kv-store behind attention', { timeout: 60_000 }, () => {
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await new TestCluster().start();
    await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
  });
  afterEach(() => cluster.close());

  const attention = async (id: string, config = {}) => {
    const started = await cluster.startAttention(id, config);
    await eventually(() => started.host.health.ready);
    return started;
  };
  const ask = (replica: TestAttention) =>
    cluster.router(replica).submit({ promptIds: prompt, maxTokens: 8, topLogprobs: 3 }).done;
  const results = async ({ host }: { host: TestHost }, result: string) =>
    (await host.metric('fulgur_attention_block_store_blocks_total', { result })) ?? 0;

  it('gives a second replica the prefix that the first computed, from any number of kv-stores', async () => {
    await cluster.startKvStore('kv-0');
    await cluster.startKvStore('kv-1');
    const first = await attention('attention-0');
    const cold = await ask(first);
    await eventually(async () => (await results(first, 'stored')) === 12); // 6 blocks in two groups
    const second = await attention('attention-1');
    const warm = await ask(second);
    expect(warm.finished?.cachedTokens).toBe(192);
    follows(warm, cold.tokens);
    expect(await second.host.metric('fulgur_attention_prefix_hit_tokens_total', { source: 'store' })).toBe(192);
    // All full blocks, and of the window group those of the last window only.
    expect(await results(second, 'fetched')).toBe(6 + 4);
  });

  it.each(['corrupt', 'silent', 'failing'] as const)('recomputes when a kv-store is %s', async (fault) => {
    const first = await attention('attention-0');
    const cold = await ask(first);
    const host = testHost('kv-store', 'kv-0', { bus: cluster.bus });
    const server = await serve({
      host: '127.0.0.1',
      port: 0,
      services: [faultyStore(fault)],
      health: host.health,
      log: host.log,
      tracer: host.tracer,
      metrics: host.metrics,
    });
    const announcer = await announce(host, { address: server.address });
    const second = await attention('attention-1', { storeFetchDeadlineMs: 100 });
    const warm = await ask(second);
    expect(warm.finished?.cachedTokens).toBe(0);
    follows(warm, cold.tokens);
    expect(await results(second, fault === 'corrupt' ? 'corrupt' : 'late')).toBeGreaterThan(0);
    await announcer.stop();
    await server.drain(0);
  });

  it('needs no kv-store at all', async () => {
    const replica = await attention('attention-0');
    await cluster.startKvStore('kv-0');
    expect((await ask(replica)).finished).toBeDefined();
  });
});

/** Claims to have every block, and then does not deliver. */
function faultyStore(fault: 'corrupt' | 'silent' | 'failing') {
  const hang = () => new Promise<never>(() => {});
  return bindService(KvStoreMethods, {
    match: ({ blocks }) => {
      if (fault === 'failing') throw new Error('the disk is gone');
      return fault === 'silent' ? hang() : { matched: blocks.length, present: blocks.map(() => true) };
    },
    fetch: async ({ blocks }, _context, write) => {
      for (const id of blocks) {
        const bytes = id.part === 1 ? 256 * 32 : 1536 * 32;
        await write({ id, payload: new Uint8Array(bytes), checksum: new Uint8Array(16) });
      }
    },
    store: async () => ({}),
    listBlocks: async () => {},
    getStats: () => ({}),
  });
}

describe('rendezvous hashing', () => {
  const keys = Array.from({ length: 3000 }, (_, i) =>
    (i * 2654435761).toString(16).padStart(16, '0').repeat(4).slice(0, 64),
  );

  it('spreads blocks evenly and moves only those of a node that leaves', () => {
    const nodes = ['kv-0', 'kv-1', 'kv-2', 'kv-3'];
    const before = keys.map((key) => nodeOf(key, nodes)!);
    for (const node of nodes) {
      const share = before.filter((id) => id === node).length / keys.length;
      expect(share).toBeGreaterThan(0.21);
      expect(share).toBeLessThan(0.29);
    }
    const after = keys.map((key) => nodeOf(key, ['kv-3', 'kv-1', 'kv-0'])!);
    for (const [i, id] of before.entries()) if (id !== 'kv-2') expect(after[i]).toBe(id);
    expect(nodeOf(keys[0]!, [])).toBeUndefined();
  });
});
