// What sending blocks to a kv-store is said to have taken, behind a real server.
import { afterEach, expect, it } from 'vitest';
import { ManualClock } from '../../lib/actor/manual-clock.ts';
import { Channel } from '../../lib/wire/client.ts';
import { bindService } from '../../lib/wire/handlers.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import { serve } from '../../lib/wire/server.ts';
import { testHost } from '../../test/support/service-host.ts';
import { StoreQueue } from './store-queue.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Milliseconds that writing a block is said to take when the kv-store has it for `storeMs`. */
async function busyMs(sharesCores: boolean, storeMs: number): Promise<number> {
  const clock = new ManualClock();
  const host = testHost('kv-store', 'kv-0');
  const kvStore = bindService(KvStoreMethods, {
    match: () => ({}),
    fetch: async () => {},
    store: async (blocks) => {
      let stored = 0;
      for await (const _ of blocks) stored += 1;
      await clock.advance(storeMs);
      return { stored };
    },
    listBlocks: async () => {},
    getStats: () => ({}),
  });
  const { health, log, tracer, metrics } = host;
  const server = await serve({ host: '127.0.0.1', port: 0, services: [kvStore], health, log, tracer, metrics });
  closers.push(() => server.drain(0));
  const channel = new Channel(server.address);
  closers.push(() => channel.close());
  return new Promise((resolve, reject) => {
    const queue = new StoreQueue({
      channel,
      clock,
      queueBytesMax: 1024,
      sharesCores,
      onDone: () => {},
      onError: reject,
      onRoom: (_bytes, busy) => resolve(busy),
    });
    queue.begin({ key: Buffer.alloc(32), part: 1 }, 16, '').fill(1);
  });
}

it('counts what a kv-store on the same cores takes as time of writing', async () => {
  expect(await busyMs(true, 40)).toBe(40);
});

it('does not count what a kv-store elsewhere takes', async () => {
  expect(await busyMs(false, 40)).toBe(0);
});
