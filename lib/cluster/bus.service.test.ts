// The contract of the event bus, kept by every implementation.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type NatsServer, startNats } from '../../test/support/nats-server.ts';
import type { EventBus, KeyValue, KvChange } from './bus.ts';
import { InProcessBus } from './in-process-bus.ts';
import { NatsBus } from './nats-bus.ts';

interface Harness {
  /** One process's view of the bus. */
  open(name: string): Promise<EventBus>;
  interrupt(): Promise<void>;
  resume(options?: { lose?: boolean }): Promise<void>;
  close(): Promise<void>;
}

async function inProcessHarness(): Promise<Harness> {
  const bus = new InProcessBus();
  return {
    open: async () => bus,
    interrupt: async () => bus.interrupt(),
    resume: async (options) => bus.resume(options),
    close: async () => {},
  };
}

async function natsHarness(): Promise<Harness> {
  const server: NatsServer = await startNats({ jetstream: true });
  return {
    open: (name) => NatsBus.connect({ url: server.url, name }),
    interrupt: () => server.kill(),
    resume: (options) => server.restart(options),
    close: () => server.stop(),
  };
}

const text = (value: Uint8Array | undefined) => (value === undefined ? undefined : Buffer.from(value).toString());
const bytes = (value: string) => new TextEncoder().encode(value);

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 10_000) throw new Error(`waited 10 s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe.each([
  { implementation: 'in process', start: inProcessHarness },
  { implementation: 'NATS', start: natsHarness },
])('an event bus $implementation', ({ implementation, start }) => {
  let harness: Harness;
  const opened: EventBus[] = [];
  let bucketNumber = 0;
  const open = async (name = 'test') => {
    const bus = await harness.open(name);
    opened.push(bus);
    return bus;
  };
  const newBucket = (bus: EventBus, ttlMs = 0, storage: 'memory' | 'file' = 'memory') =>
    bus.keyValue(`test_${++bucketNumber}`, { ttlMs, storage });
  const record = (kv: KeyValue) => {
    const seen: string[] = [];
    const subscription = kv.watch((change: KvChange) => seen.push(`${change.key}=${text(change.value) ?? 'deleted'}`));
    return { seen, subscription };
  };

  beforeAll(async () => {
    harness = await start();
  });
  afterAll(() => harness.close());
  afterEach(async () => {
    if (implementation === 'in process') return;
    for (const bus of opened.splice(0)) await bus.close();
  });

  it('delivers events of one sender in order, to exact and to one-token wildcard subscribers, after publish returns', async () => {
    const [sender, receiver] = [await open('sender'), await open('receiver')];
    const exact: string[] = [];
    const wildcard: string[] = [];
    receiver.subscribe('fulgur.v1.heat.a', (_, payload) => exact.push(text(payload)!));
    receiver.subscribe('fulgur.v1.heat.*', (subject, payload) => wildcard.push(`${subject} ${text(payload)}`));
    const probe = await newBucket(receiver);
    await probe.put('settle', bytes('x'));
    sender.publish('fulgur.v1.heat.a', bytes('1'));
    expect(exact).toEqual([]);
    sender.publish('fulgur.v1.heat.b', bytes('2'));
    sender.publish('fulgur.v1.heat.a.deeper', bytes('3'));
    sender.publish('fulgur.v1.heat.a', bytes('4'));
    await until(() => wildcard.length >= 3, 'three events');
    expect(exact).toEqual(['1', '4']);
    expect(wildcard).toEqual(['fulgur.v1.heat.a 1', 'fulgur.v1.heat.b 2', 'fulgur.v1.heat.a 4']);
  });

  it('stops delivering to a closed subscription and survives a listener that throws', async () => {
    const bus = await open();
    const seen: string[] = [];
    const closed = bus.subscribe('test.throws', () => seen.push('closed'));
    bus.subscribe('test.throws', () => {
      throw new Error('broken listener');
    });
    bus.subscribe('test.throws', (_, payload) => seen.push(text(payload)!));
    closed.close();
    bus.publish('test.throws', bytes('1'));
    bus.publish('test.throws', bytes('2'));
    await until(() => seen.length >= 2, 'two events');
    expect(seen).toEqual(['1', '2']);
  });

  it('refuses malformed subjects, keys and bucket names by name', async () => {
    const bus = await open();
    expect(() => bus.publish('two words', bytes(''))).toThrow(/"two words"/);
    expect(() => bus.subscribe('a.>', () => {})).toThrow(/"a\.>"/);
    await expect(bus.keyValue('dots.dots', { ttlMs: 0 })).rejects.toThrow(/"dots\.dots"/);
    const kv = await newBucket(bus);
    await expect(kv.put('*', bytes(''))).rejects.toThrow(/"\*"/);
  });

  it('keeps values under keys, with revisions that grow', async () => {
    const kv = await newBucket(await open());
    expect(await kv.get('a.b')).toBeUndefined();
    expect(await kv.entries()).toEqual([]);
    const first = await kv.put('a.b', bytes('1'));
    const second = await kv.put('a.b', bytes('2'));
    const third = await kv.put('c', bytes('3'));
    expect(first < second && second < third).toBe(true);
    expect(text((await kv.get('a.b'))?.value)).toBe('2');
    expect((await kv.entries()).map((entry) => [entry.key, text(entry.value), entry.revision])).toEqual([
      ['a.b', '2', second],
      ['c', '3', third],
    ]);
    await kv.delete('a.b');
    expect(await kv.get('a.b')).toBeUndefined();
    expect((await kv.entries()).map((entry) => entry.key)).toEqual(['c']);
  });

  it('lets one of several writers create a key, and again once it is deleted', async () => {
    const name = `test_${++bucketNumber}`;
    const stores = [];
    for (const who of ['one', 'two', 'three']) stores.push(await (await open(who)).keyValue(name, { ttlMs: 0 }));
    const created = await Promise.all(stores.map((kv, index) => kv.create('lease', bytes(String(index)))));
    expect(created.filter((revision) => revision !== undefined)).toHaveLength(1);
    await stores[0]!.delete('lease');
    expect(await stores[1]!.create('lease', bytes('again'))).toBeGreaterThan(0);
  });

  it('updates a key only from its latest revision', async () => {
    const kv = await newBucket(await open());
    const first = (await kv.create('lease', bytes('1')))!;
    const second = await kv.update('lease', bytes('2'), first);
    expect(second).toBeGreaterThan(first);
    expect(await kv.update('lease', bytes('3'), first)).toBeUndefined();
    expect(text((await kv.get('lease'))?.value)).toBe('2');
  });

  it('tells a watcher what is there, then each change and deletion, in order', async () => {
    const name = `test_${++bucketNumber}`;
    const writer = await (await open('writer')).keyValue(name, { ttlMs: 0 });
    const reader = await (await open('reader')).keyValue(name, { ttlMs: 0 });
    await writer.put('a', bytes('1'));
    await writer.put('b', bytes('1'));
    const { seen, subscription } = record(reader);
    await until(() => seen.length >= 2, 'the present entries');
    await writer.put('a', bytes('2'));
    await writer.delete('b');
    await writer.put('b', bytes('3'));
    await until(() => seen.length >= 5, 'the changes');
    expect(seen).toEqual(['a=1', 'b=1', 'a=2', 'b=deleted', 'b=3']);
    subscription.close();
    const { seen: later } = record(reader);
    await writer.put('a', bytes('4'));
    await until(() => later.includes('a=4'), 'the change after the close');
    expect(seen).toHaveLength(5);
  });

  it('forgets entries older than the time to live', async () => {
    const kv = await newBucket(await open(), 300);
    await kv.put('a', bytes('1'));
    expect(await kv.get('a')).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await kv.get('a')).toBeUndefined();
    expect(await kv.entries()).toEqual([]);
    expect(await kv.create('a', bytes('2'))).toBeGreaterThan(0);
  });

  it('drops and counts events and refuses key-value calls while it is away, then goes on with its watchers', async () => {
    const bus = await open();
    const kv = await newBucket(bus, 0, 'file');
    await kv.put('a', bytes('1'));
    const { seen } = record(kv);
    await until(() => seen.length >= 1, 'the present entry');
    const states: boolean[] = [];
    bus.onConnection((connected) => states.push(connected));
    const heard: string[] = [];
    bus.subscribe('test.away', (_, payload) => heard.push(text(payload)!));

    await harness.interrupt();
    await until(() => !bus.connected, 'the interruption');
    const before = bus.droppedEvents;
    bus.publish('test.away', bytes('lost'));
    bus.publish('test.away', bytes('lost'));
    expect(bus.droppedEvents - before).toBe(2);
    await expect(kv.put('a', bytes('2'))).rejects.toThrow(/away/);
    await expect(kv.get('a')).rejects.toThrow(/away/);

    await harness.resume();
    await until(() => bus.connected, 'the return');
    expect(states).toEqual([false, true]);
    expect(text((await kv.get('a'))?.value)).toBe('1');
    await kv.put('a', bytes('3'));
    bus.publish('test.away', bytes('heard'));
    await until(() => seen.includes('a=3') && heard.length >= 1, 'watch and event after the return');
    expect(seen).toEqual(['a=1', 'a=3']);
    expect(heard).toEqual(['heard']);
  });

  it('makes its buckets again and renews their watchers when the state is lost, and announces no deletion', async () => {
    const bus = await open();
    const kv = await newBucket(bus);
    for (const round of ['1', '2', '3']) await kv.put('a', bytes(round));
    await kv.put('b', bytes('1'));
    const { seen } = record(kv);
    await until(() => seen.length >= 2, 'the present entries');
    await harness.interrupt();
    await until(() => !bus.connected, 'the interruption');
    await harness.resume({ lose: true });
    await until(() => bus.connected, 'the return');
    expect(await kv.entries()).toEqual([]);
    await kv.put('a', bytes('4'));
    await until(() => seen.includes('a=4'), 'the change after the loss');
    expect(seen).toEqual(['a=3', 'b=1', 'a=4']);
  });
});

describe('the NATS bus', () => {
  it('makes a bucket again that was removed while it was connected', async () => {
    const server = await startNats({ jetstream: true });
    const bus = await NatsBus.connect({ url: server.url, name: 'test' });
    const { jetstreamManager } = await import('@nats-io/jetstream');
    const { connect } = await import('@nats-io/transport-node');
    const operator = await connect({ servers: server.url });
    try {
      const kv = await bus.keyValue('members', { ttlMs: 0 });
      const seen: string[] = [];
      kv.watch((change) => seen.push(`${change.key}=${text(change.value)}`));
      await kv.put('a', bytes('1'));
      await until(() => seen.length >= 1, 'the first entry');
      await (await jetstreamManager(operator)).streams.delete('KV_members');
      await kv.put('a', bytes('2'));
      await until(() => seen.length >= 2, 'the entry after the removal');
      expect(seen).toEqual(['a=1', 'a=2']);
    } finally {
      await operator.close();
      await bus.close();
      await server.stop();
    }
  });

  it('changes the time to live of a bucket that another version made', async () => {
    const server = await startNats({ jetstream: true });
    try {
      const older = await NatsBus.connect({ url: server.url, name: 'older' });
      await (await older.keyValue('members', { ttlMs: 60_000 })).put('a', bytes('1'));
      await older.close();
      const newer = await NatsBus.connect({ url: server.url, name: 'newer' });
      const kv = await newer.keyValue('members', { ttlMs: 200 });
      await kv.put('b', bytes('1'));
      await new Promise((resolve) => setTimeout(resolve, 800));
      expect(await kv.entries()).toEqual([]);
      await newer.close();
    } finally {
      await server.stop();
    }
  });

  it('names the address and the option when no server answers in time, without the credentials', async () => {
    const failure = await NatsBus.connect({
      url: 'nats://me:secret@127.0.0.1:1',
      name: 'test',
      connectTimeoutMs: 300,
    }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).toMatch(/NATS at nats:\/\/127\.0\.0\.1:1 not reached within 300 ms .*nats-url/);
    expect(failure).not.toContain('secret');
  });

  it('refuses an address that is not one', async () => {
    await expect(NatsBus.connect({ url: 'http://127.0.0.1:4222', name: 'test' })).rejects.toThrow(/nats-url "http/);
  });
});
