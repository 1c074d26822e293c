// Prefix blocks that rot on disk or arrive damaged: dropped, counted, computed again, and never used.
import { mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Announcer, announce } from '../../lib/cluster/members.ts';
import { NatsBus } from '../../lib/cluster/nats-bus.ts';
import { Channel } from '../../lib/wire/client.ts';
import { bindService } from '../../lib/wire/handlers.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import { type GrpcServer, serve } from '../../lib/wire/server.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { eventually, type FulgurProcess, startFulgur, startFulgurWith } from '../support/fulgur-process.ts';
import { expectReference, type Generated, greedily } from '../support/generate.ts';
import { type NatsServer, startNats } from '../support/nats-server.ts';
import { metric } from '../support/scrape.ts';
import { type GoldenPrompt, goldenPrompts } from '../support/served-prompts.ts';
import { testHost } from '../support/service-host.ts';
import { undisturbed } from '../support/steady-load.ts';
import { fetchBlocks, fillerBlock, listKeys, storeFiller } from '../support/stored-blocks.ts';

const long = goldenPrompts.find(({ ids }) => ids.length > 500) as GoldenPrompt;

/** Answers the long prompt, and others beside it, on an attention process that has nothing in its pool. */
async function answeredAfterRestart(served: FulgurProcess, channel: Channel): Promise<Generated> {
  await served.killed('attention-0');
  const answer = await undisturbed(channel, () => greedily(channel, long));
  expectReference(long, answer);
  return answer;
}

const stored = (served: FulgurProcess) =>
  metric(served, 'fulgur_attention_block_store_blocks_total', { result: 'stored' });

describe('blocks in the file of a kv-store', () => {
  const mebibyte = 2 ** 20;
  const stateDir = mkdtempSync(path.join(tmpdir(), 'fulgur-rot-'));
  let cluster: FulgurProcess;
  let channel: Channel;
  let peer: Channel;
  let kvStorePid: number;

  beforeAll(async () => {
    const env = { FULGUR_RAM_BYTES: String(mebibyte) };
    cluster = await startFulgurWith(env, 'cluster', '--expert-shards', '1', '--state-dir', stateDir);
    channel = new Channel(cluster.grpc);
    const member = (await cluster.status()).members.find(({ service }) => service === 'kv-store');
    peer = new Channel(member?.address as string);
    kvStorePid = member?.pid as number;
  });

  afterAll(async () => {
    peer?.close();
    channel?.close();
    await cluster?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  /** Everything of the prompt leaves RAM for the disk. Returns the payloads. */
  async function onDisk(fillerFrom: number): Promise<Uint8Array[]> {
    const keys = await eventually(5_000, 'the prefix of the long prompt is stored', async () => {
      const all = await listKeys(peer);
      return all.length >= Math.floor((long.ids.length - 1) / 32) ? all : undefined;
    });
    const blocks = await fetchBlocks(peer, keys);
    await storeFiller(peer, fillerFrom, 16, 128 * 1024);
    return blocks.map(({ payload }) => payload);
  }

  it('are served from there, whole, to an attention process that starts afresh', async () => {
    expectReference(long, await greedily(channel, long));
    await onDisk(0);
    const answer = await answeredAfterRestart(cluster, channel);
    expect(answer.usage.cachedTokens).toBeGreaterThan(500);
    expect(await metric(cluster, 'fulgur_kv_corrupt_blocks_total')).toBe(0);
  });

  it('are dropped when they have rotted: counted, logged, and computed again', async () => {
    const payloads = await onDisk(100);
    const file = path.join(stateDir, 'kv-store-0', 'kv-store-0', 'data.mdb');
    const bytes = readFileSync(file);
    const descriptor = openSync(file, 'r+');
    let damaged = 0;
    for (const payload of payloads) {
      for (let at = bytes.indexOf(payload); at >= 0; at = bytes.indexOf(payload, at + 1)) {
        writeSync(descriptor, Buffer.from([bytes[at]! ^ 1]), 0, 1, at);
        damaged += 1;
      }
    }
    expect(damaged).toBeGreaterThan(10);
    const answer = await answeredAfterRestart(cluster, channel);
    expect(answer.usage.cachedTokens ?? 0).toBe(0);
    expect(await metric(cluster, 'fulgur_kv_corrupt_blocks_total')).toBeGreaterThan(0);
    expect(readFileSync(path.join(stateDir, 'kv-store-0.log'), 'utf8')).toMatch(/"block":"[0-9a-f]{64}[fw]".*checksum/);
    expect((await cluster.status()).members.find(({ id }) => id === 'kv-store-0')?.pid).toBe(kvStorePid);
  });

  it('are refused when they arrive damaged, with the reason', async () => {
    const before = await metric(cluster, 'fulgur_kv_corrupt_blocks_total');
    const block = { ...fillerBlock(999, 10_000), checksum: new Uint8Array(16) };
    const answer = await undisturbed(channel, () =>
      peer.clientStream(KvStoreMethods.store, [block, fillerBlock(998, 10_000)], { deadlineMs: 5_000 }),
    );
    expect(answer).toMatchObject({
      stored: 1,
      refused: 1,
      reason: expect.stringMatching(/does not match its checksum/),
    });
    expect(await metric(cluster, 'fulgur_kv_corrupt_blocks_total')).toBe(before + 1);
  });
});

describe('a peer that sends damaged blocks', () => {
  let nats: NatsServer;
  let bus: NatsBus;
  let server: GrpcServer;
  let announcer: Announcer;
  let cluster: FulgurProcess;
  let channel: Channel;

  beforeAll(async () => {
    nats = await startNats({ jetstream: true });
    bus = await NatsBus.connect({ url: nats.url, name: 'kv-store-0' });
    const host = testHost('kv-store', 'kv-store-0', { bus: bus as never, adminAddress: '' });
    server = await serve({ ...host, host: '127.0.0.1', port: 0, services: [damagingStore()] });
    announcer = await announce(host, { address: server.address, ready: true });
    cluster = await startFulgur('cluster', '--nats-url', nats.url, '--expert-shards', '1', '--kv-stores', '0');
    channel = new Channel(cluster.grpc);
  });

  afterAll(async () => {
    channel?.close();
    await cluster?.stop();
    await announcer?.stop();
    await server?.drain(0);
    await bus?.close();
    await nats?.stop();
  });

  /** Keeps what it is given, and flips a bit of all that it returns. */
  function damagingStore() {
    const kept = new Map<string, fulgur.v1.IKvBlock>();
    const nameOf = (id: fulgur.v1.IBlockId | null | undefined) =>
      `${Buffer.from(id?.key ?? []).toString('hex')}/${id?.part}`;
    return bindService(KvStoreMethods, {
      match: ({ blocks }) => {
        const present = blocks.map((id) => kept.has(nameOf(id)));
        return { matched: present.indexOf(false) < 0 ? present.length : present.indexOf(false), present };
      },
      async fetch({ blocks }, _context, write) {
        for (const block of blocks.map((id) => kept.get(nameOf(id))).filter((found) => found !== undefined)) {
          const payload = Buffer.from(block.payload as Uint8Array);
          payload[payload.length >> 1]! ^= 4;
          await write({ ...block, payload });
        }
      },
      async store(blocks) {
        let count = 0;
        for await (const block of blocks) {
          kept.set(nameOf(block.id), block);
          count += 1;
        }
        return { stored: count };
      },
      listBlocks: async (_request, _context, write) => write({ sequence: 0, keys: new Uint8Array(0) }),
      getStats: () => ({}),
    });
  }

  it('is not believed: attention counts them, computes the prefix itself and answers as before', async () => {
    expectReference(long, await greedily(channel, long));
    await eventually(5_000, 'the peer has the prefix', async () => ((await stored(cluster)) > 18 ? true : undefined));
    const answer = await answeredAfterRestart(cluster, channel);
    expect(answer.usage.cachedTokens ?? 0).toBe(0);
    const corrupt = { result: 'corrupt' };
    expect(await metric(cluster, 'fulgur_attention_block_store_blocks_total', corrupt)).toBeGreaterThan(18);
    expect((await cluster.status()).members.every(({ ready }) => ready)).toBe(true);
  });
});
