import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, type TestContext, test } from 'vitest';
import { systemClock } from '../../lib/actor/clock.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import { MemberDirectory } from '../../lib/cluster/members.ts';
import { Events, subscribeEvents } from '../../lib/cluster/subjects.ts';
import { keyText, splitKeys } from '../../lib/model/block-key.ts';
import type { RunningService } from '../../lib/process/host.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { eventually, type TestHost, testHost } from '../../test/support/service-host.ts';
import { type Block, blockId, checksumOf, keyDigits } from './block.ts';
import { kvStoreConfig } from './config.ts';
import { startKvStore } from './kv-store.ts';
import { testBlock, withFolder } from './testing.ts';

const mebibyte = 1024 * 1024;
const deadlineMs = 5_000;
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Started {
  readonly host: TestHost;
  readonly service: RunningService;
  readonly channel: Channel;
}

async function start(options: Record<string, unknown> = {}, bus = new InProcessBus()): Promise<Started> {
  const host = testHost('kv-store', 'kv-0', { bus });
  const service = await startKvStore(kvStoreConfig.parse(options), host);
  const channel = new Channel(service.address);
  closing.push(
    () => service.drain(1_000),
    () => channel.close(),
  );
  return { host, service, channel };
}

function message(block: Block): fulgur.v1.IKvBlock {
  return { id: blockId(block.name), payload: block.payload, checksum: block.checksum };
}

function store(channel: Channel, blocks: readonly Block[]) {
  return channel.clientStream(KvStoreMethods.store, blocks.map(message), { deadlineMs });
}

async function fetch(channel: Channel, blocks: readonly Block[]): Promise<fulgur.v1.KvBlock[]> {
  const found: fulgur.v1.KvBlock[] = [];
  const request = { blocks: blocks.map((block) => blockId(block.name)) };
  for await (const block of channel.serverStream(KvStoreMethods.fetch, request, { deadlineMs })) found.push(block);
  return found;
}

function limitFileSize(context: TestContext, bytes: number | 'unlimited'): void {
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`], { stdio: 'pipe' });
  } catch (error) {
    context.skip(`cannot limit the size of files here: ${(error as Error).message}`);
  }
}

/** What the payloads are, without comparing them byte by byte. */
function digests(blocks: readonly { readonly payload: Uint8Array }[]): string[] {
  return blocks.map((block) => Buffer.from(checksumOf(block.payload)).toString('hex'));
}

function match(channel: Channel, blocks: readonly Block[]) {
  return channel.unary(KvStoreMethods.match, { blocks: blocks.map((block) => blockId(block.name)) }, { deadlineMs });
}

describe('kv-store', () => {
  test('what is stored comes back bit for bit, in the order asked for, with its checksum', async () => {
    const { channel } = await start();
    const blocks = [1, 2, 3].map((n) => testBlock(n, 30_000 * n, n === 2 ? 'w' : 'f'));
    expect(await store(channel, blocks)).toMatchObject({ stored: 3, alreadyPresent: 0, refused: 0 });
    expect(await store(channel, blocks)).toMatchObject({ stored: 0, alreadyPresent: 3, refused: 0 });
    const found = await fetch(channel, [blocks[2]!, testBlock(9, 10), blocks[0]!]);
    expect(digests(found)).toEqual(digests([blocks[2]!, blocks[0]!]));
    expect(found.map((block) => block.checksum)).toEqual([blocks[2]!.checksum, blocks[0]!.checksum]);
  });

  test('a match counts the leading blocks of a chain and names each that is here', async () => {
    const { channel } = await start();
    const chain = [1, 2, 3, 4].map((n) => testBlock(n, 1_000));
    await store(channel, [chain[0]!, chain[1]!, chain[3]!]);
    expect(await match(channel, chain)).toMatchObject({ matched: 2, present: [true, true, false, true] });
    expect(await match(channel, [chain[0]!, testBlock(1, 1_000, 'w')])).toMatchObject({ present: [true, false] });
  });

  test('a block that does not match its checksum is refused and never served', async () => {
    const { channel, host } = await start();
    const block = testBlock(1, 5_000);
    const damaged = { ...block, payload: Buffer.from(block.payload) };
    damaged.payload[100]! ^= 1;
    const response = await store(channel, [damaged, testBlock(2, 5_000)]);
    expect(response).toMatchObject({ stored: 1, refused: 1 });
    expect(response.reason).toMatch(/does not match its checksum/);
    expect(await fetch(channel, [block])).toEqual([]);
    expect(await host.metric('fulgur_kv_corrupt_blocks_total')).toBe(1);
  });

  test('a block over the limit is refused by its size and the limit', async () => {
    const { channel } = await start({ maxBlockBytes: 10_000 });
    const response = await store(channel, [testBlock(1, 10_001), testBlock(2, 10_000)]);
    expect(response).toMatchObject({ stored: 1, refused: 1 });
    expect(response.reason).toMatch(/has 10001 bytes, the limit is 10000 \(maxBlockBytes\)/);
  });

  test('a message far over the limit fails its own call and disturbs nothing else', async () => {
    const { channel } = await start({ maxBlockBytes: 10_000 });
    await store(channel, [testBlock(2, 10_000)]);
    await expect(store(channel, [testBlock(1, 2 * mebibyte)])).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    expect(await fetch(channel, [testBlock(2, 10_000)])).toHaveLength(1);
  });

  test('too many blocks in one call and ids that are none are refused by name', async () => {
    const { channel } = await start({ maxBlocksPerRequest: 3 });
    const four = [1, 2, 3, 4].map((n) => testBlock(n, 100));
    await expect(match(channel, four)).rejects.toMatchObject({
      code: Code.INVALID_ARGUMENT,
      message: 'the request names 4 blocks; at most 3 are taken',
    });
    await expect(store(channel, four)).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    expect(await match(channel, four.slice(0, 3))).toMatchObject({ matched: 3 });
    const bad = { blocks: [{ key: new Uint8Array(31), part: 1 }] };
    await expect(channel.unary(KvStoreMethods.match, bad, { deadlineMs })).rejects.toMatchObject({
      field: 'blocks[0].key',
      message: 'blocks[0].key has 31 bytes; a block key has 32',
    });
  });

  test('what leaves RAM goes to disk, is served from there and comes back to RAM', async () => {
    await withFolder(async (diskPath) => {
      const { channel, host } = await start({ ramBytes: mebibyte, diskPath, diskBytes: 32 * mebibyte });
      const blocks = Array.from({ length: 20 }, (_, n) => testBlock(n, 200_000));
      expect(await store(channel, blocks)).toMatchObject({ stored: 20 });
      expect(await host.metric('fulgur_kv_blocks', { tier: 'ram' })).toBe(5);
      expect(await match(channel, blocks)).toMatchObject({ matched: 20 });
      expect(digests(await fetch(channel, blocks))).toEqual(digests(blocks));
      const stats = await channel.unary(KvStoreMethods.getStats, {}, { deadlineMs });
      expect(stats).toMatchObject({ ramBlocks: 5, diskBlocks: 20, diskAvailable: true });
      expect(stats.ramBytes).toBeLessThanOrEqual(mebibyte);
    });
  });

  test('without a disk tier, what leaves RAM is gone, and nothing says that a disk is off', async () => {
    const { channel, host } = await start({ ramBytes: mebibyte });
    const blocks = Array.from({ length: 6 }, (_, n) => testBlock(n, 200_000));
    for (const block of blocks) await store(channel, [block]);
    expect(await match(channel, blocks)).toMatchObject({ present: [false, true, true, true, true, true] });
    expect(await channel.unary(KvStoreMethods.getStats, {}, { deadlineMs })).toMatchObject({ diskAvailable: false });
    expect(await host.metric('fulgur_kv_disk_available')).toBeUndefined();
  });

  test('the head of a chain outlives its tail, whatever the order of storing', async () => {
    const { channel } = await start({ ramBytes: mebibyte });
    const chain = Array.from({ length: 4 }, (_, n) => testBlock(n, 200_000));
    await store(channel, chain);
    await store(channel, [testBlock(10, 200_000), testBlock(11, 200_000)]);
    expect(await match(channel, chain)).toMatchObject({ matched: 3, present: [true, true, true, false] });
  });

  test('blocks of both tiers survive a restart and are announced again under a new incarnation', async () => {
    await withFolder(async (diskPath) => {
      const bus = new InProcessBus();
      const events: fulgur.v1.BlockEvents[] = [];
      subscribeEvents(bus, Events.blocks, (event) => void events.push(event));
      const options = { ramBytes: mebibyte, diskPath, diskBytes: 32 * mebibyte };
      const blocks = Array.from({ length: 12 }, (_, n) => testBlock(n, 200_000));
      const first = await start(options, bus);
      await store(first.channel, blocks);
      await first.service.drain(1_000);
      const before = events.splice(0);
      const second = await start(options, bus);
      const again = await eventually(() => events[0]);
      expect(new Set(splitKeys(again.storedKeys).map(keyText))).toEqual(
        new Set(before.flatMap((event) => splitKeys(event.storedKeys).map(keyText))),
      );
      expect(again.sequence).toBe(1);
      expect(again.incarnation).toBeGreaterThan(before[0]!.incarnation);
      expect(await fetch(second.channel, blocks)).toHaveLength(12);
    });
  });

  test('a block that rots on disk is dropped, counted, taken back and never served', async () => {
    await withFolder(async (diskPath) => {
      const bus = new InProcessBus();
      const stored = new Set<string>();
      const evicted = new Set<string>();
      subscribeEvents(bus, Events.blocks, (event) => {
        for (const key of splitKeys(event.storedKeys)) stored.add(keyText(key));
        for (const key of splitKeys(event.evictedKeys)) evicted.add(keyText(key));
      });
      const options = { diskPath, diskBytes: 32 * mebibyte };
      const [good, bad] = [testBlock(1, 90_000), testBlock(2, 90_000)];
      const first = await start(options, bus);
      await store(first.channel, [good, bad]);
      await first.service.drain(1_000);
      const file = join(diskPath, 'kv-0', 'data.mdb');
      const bytes = readFileSync(file);
      bytes[bytes.indexOf(bad.payload.subarray(0, 64)) + 50_000]! ^= 4;
      writeFileSync(file, bytes);
      stored.clear();
      const second = await start(options, bus);
      await eventually(() => stored.has(keyDigits(bad.name)));
      const found = await fetch(second.channel, [bad, good]);
      expect(digests(found)).toEqual(digests([good]));
      expect(await second.host.metric('fulgur_kv_corrupt_blocks_total')).toBe(1);
      expect(await match(second.channel, [bad])).toMatchObject({ matched: 0 });
      await eventually(() => evicted.has(keyDigits(bad.name)));
      expect(evicted.has(keyDigits(good.name))).toBe(false);
    });
  });

  test('a disk that cannot be used leaves the service ready, says why, and is tried again', async () => {
    await withFolder(async (folder) => {
      const diskPath = join(folder, 'disk');
      writeFileSync(diskPath, 'in the way');
      const { channel, host } = await start({ diskPath, diskRetryMs: 20, ramBytes: mebibyte });
      expect(host.health.ready).toBe(true);
      expect(await host.metric('fulgur_kv_disk_available')).toBe(0);
      const line = host.logged.find((entry) => String(entry['message']).startsWith('disk tier is off'));
      expect(line).toMatchObject({ level: 'error', path: join(diskPath, 'kv-0') });
      expect(line!['message']).toMatch(/cannot open the disk tier at .*disk\/kv-0: /);
      const blocks = Array.from({ length: 8 }, (_, n) => testBlock(n, 200_000));
      expect(await store(channel, blocks)).toMatchObject({ stored: 8 });
      rmSync(diskPath);
      await eventually(async () => (await host.metric('fulgur_kv_disk_available')) === 1);
      await store(channel, blocks);
      expect(await match(channel, blocks)).toMatchObject({ matched: 8 });
    });
  });

  test('a disk that fills up under load turns its tier off; RAM goes on; the tier comes back when there is room', async (context) => {
    await withFolder(async (diskPath) => {
      const options = { ramBytes: mebibyte, diskPath, diskBytes: 64 * mebibyte, diskRetryMs: 20, diskRetryMsMax: 20 };
      const { channel, host } = await start(options);
      const blocks = Array.from({ length: 30 }, (_, n) => testBlock(n, 200_000));
      // The kernel refuses to let any file of this process grow past 3 MiB, as a full disk would.
      limitFileSize(context, 3 * mebibyte);
      try {
        expect(await store(channel, blocks)).toMatchObject({ stored: 30, refused: 0 });
        expect(await host.metric('fulgur_kv_disk_available')).toBe(0);
        expect(host.health.ready).toBe(true);
        const line = host.logged.find((entry) => String(entry['message']).startsWith('disk tier is off'));
        expect(line!['message']).toMatch(
          /RAM goes on: cannot write the disk tier at .*kv-0: .*\(\d+ bytes are free there\)/,
        );
        expect(digests(await fetch(channel, blocks.slice(-5)))).toEqual(digests(blocks.slice(-5)));
      } finally {
        limitFileSize(context, 'unlimited');
      }
      await eventually(async () => (await host.metric('fulgur_kv_disk_available')) === 1);
      expect(await store(channel, blocks)).toMatchObject({ refused: 0 });
      expect(await match(channel, blocks)).toMatchObject({ matched: 30 });
      expect(digests(await fetch(channel, blocks))).toEqual(digests(blocks));
    });
  });

  test('events carry every change in sequence, and a snapshot holds what they add up to', async () => {
    const bus = new InProcessBus();
    const events: fulgur.v1.BlockEvents[] = [];
    subscribeEvents(bus, Events.blocks, (event) => void events.push(event));
    const { channel } = await start({ ramBytes: mebibyte }, bus);
    for (let n = 0; n < 12; n++) await store(channel, [testBlock(n, 200_000)]);
    const snapshot: fulgur.v1.BlockSnapshot[] = [];
    for await (const part of channel.serverStream(KvStoreMethods.listBlocks, {}, { deadlineMs })) snapshot.push(part);
    await eventually(() => events.at(-1)?.sequence === snapshot[0]!.sequence);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, i) => i + 1));
    const known = new Set<string>();
    for (const event of events) {
      for (const key of splitKeys(event.storedKeys)) known.add(keyText(key));
      for (const key of splitKeys(event.evictedKeys)) known.delete(keyText(key));
    }
    expect(new Set(snapshot.flatMap((part) => splitKeys(part.keys).map(keyText)))).toEqual(known);
    expect(known.size).toBe(5);
  });

  test('after the bus was away, the next event shows readers that they missed something', async () => {
    const bus = new InProcessBus();
    const events: fulgur.v1.BlockEvents[] = [];
    subscribeEvents(bus, Events.blocks, (event) => void events.push(event));
    const { channel } = await start({}, bus);
    bus.interrupt();
    await store(channel, [testBlock(1, 100)]);
    for await (const _ of channel.serverStream(KvStoreMethods.listBlocks, {}, { deadlineMs }));
    expect(events).toEqual([]);
    bus.resume();
    const next = await eventually(() => events[0]);
    expect(next.sequence).toBe(2);
  });

  test('the member record carries the address and the used fraction', async () => {
    const bus = new InProcessBus();
    const directory = new MemberDirectory({ bus, clock: systemClock });
    const { channel, service } = await start({ ramBytes: mebibyte }, bus);
    await directory.start();
    closing.push(() => directory.stop());
    expect(directory.get('kv-store', 'kv-0')).toMatchObject({ address: service.address, ready: true });
    await store(channel, [testBlock(1, 500_000)]);
    const member = await eventually(() => {
      const found = directory.get('kv-store', 'kv-0');
      return found !== undefined && found.load > 0 ? found : undefined;
    });
    expect(member.load).toBeCloseTo(500_256 / mebibyte, 2);
    await service.drain(1_000);
    expect(directory.get('kv-store', 'kv-0')).toBeUndefined();
  });
});
