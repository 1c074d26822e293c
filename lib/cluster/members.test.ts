import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../actor/manual-clock.ts';
import { Code, RetryableError } from '../wire/errors.ts';
import type { EventBus } from './bus.ts';
import { InProcessBus } from './in-process-bus.ts';
import { Announcer, MemberDirectory } from './members.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function cluster() {
  const clock = new ManualClock();
  const bus = new InProcessBus({ clock });
  const directory = new MemberDirectory({ bus, clock });
  await directory.start();
  let changes = 0;
  directory.onChange(() => changes++);
  stops.push(() => directory.stop());
  const announce = async (id: string, service = 'expert-shard') => {
    const announcer = new Announcer({ bus, clock, member: { service, id, address: `${id}:1`, ready: true } });
    await announcer.start();
    await clock.advance(0);
    stops.push(() => announcer.stop());
    return announcer;
  };
  const ids = () => directory.all().map((member) => member.id);
  return { clock, bus, directory, announce, ids, changes: () => changes };
}

/** A bus whose server can stop answering: calls run into their deadline, changes do not arrive, the connection stays. */
function hangable(inner: InProcessBus, clock: ManualClock) {
  let hangs = false;
  const deadlineMs = 2_000;
  const answered = <T>(call: () => Promise<T>): Promise<T> => {
    if (!hangs) return call();
    return new Promise((_, reject) => {
      clock.after(deadlineMs, () => reject(new RetryableError(Code.UNAVAILABLE, 'the bus does not answer')));
    });
  };
  const bus: EventBus = {
    connected: true,
    droppedEvents: 0,
    onConnection: () => ({ close() {} }),
    publish: (subject, payload) => inner.publish(subject, payload),
    subscribe: (subject, onMessage) => inner.subscribe(subject, onMessage),
    keyValue: async (name, options) => {
      const bucket = await inner.keyValue(name, options);
      return {
        get: (key) => answered(() => bucket.get(key)),
        entries: () => answered(() => bucket.entries()),
        put: (key, value) => answered(() => bucket.put(key, value)),
        create: (key, value) => answered(() => bucket.create(key, value)),
        update: (key, value, revision) => answered(() => bucket.update(key, value, revision)),
        delete: (key) => answered(() => bucket.delete(key)),
        watch: (onChange) => bucket.watch((change) => hangs || onChange(change)),
      };
    },
    close: async () => {},
  };
  const setHanging = (value: boolean) => {
    hangs = value;
  };
  return { bus, setHanging };
}

describe('membership', () => {
  it('shows a member while it announces itself and drops it at once when it stops', async () => {
    const { clock, directory, announce, ids } = await cluster();
    const announcer = await announce('shard-0');
    await announce('router-0', 'router');
    await clock.advance(60_000);
    expect(ids()).toEqual(['shard-0', 'router-0']);
    expect(directory.of('router').map((member) => member.address)).toEqual(['router-0:1']);
    await announcer.stop();
    await clock.advance(0);
    expect(ids()).toEqual(['router-0']);
    await clock.advance(10_000);
    expect(directory.get('expert-shard', 'shard-0')).toBeUndefined();
  });

  it('drops a member that fell silent once its record is stale, and takes it back at its next heartbeat', async () => {
    const { clock, bus, directory, ids } = await cluster();
    const dead = new Announcer({ bus, clock, member: { service: 'guard', id: 'g' }, intervalMs: 1e9 });
    await dead.start();
    await clock.advance(2_900);
    expect(ids()).toEqual(['g']);
    await clock.advance(600);
    expect(ids()).toEqual([]);
    dead.update({ ready: true });
    await clock.advance(0);
    expect(directory.get('guard', 'g')?.ready).toBe(true);
  });

  it('writes a change at once that comes while another is being written, however near to its end', async () => {
    const { clock, directory, announce } = await cluster();
    const announcer = await announce('shard-0');
    for (let turns = 0; turns < 12; turns++) {
      announcer.update({ residentExperts: turns });
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      announcer.update({ loadedEpoch: turns + 1 });
      await clock.advance(0);
      expect(directory.get('expert-shard', 'shard-0')).toMatchObject({
        residentExperts: turns,
        loadedEpoch: turns + 1,
      });
    }
  });

  it('expires nobody while the bus is away, and gives a grace when it returns', async () => {
    const { clock, bus, announce, ids } = await cluster();
    await announce('shard-0');
    const silent = new Announcer({ bus, clock, member: { service: 'guard', id: 'silent' }, intervalMs: 1e9 });
    await silent.start();
    await clock.advance(1_000);
    bus.interrupt();
    await clock.advance(10_000);
    expect(ids()).toEqual(['shard-0', 'silent']);
    bus.resume({ lose: true });
    await clock.advance(2_500);
    expect(ids()).toEqual(['shard-0', 'silent']);
    await clock.advance(60_000);
    // `silent` writes at its return to the bus and never again.
    expect(ids()).toEqual(['shard-0']);
  });

  it('expires nobody while the bus hangs, connected but without an answer, and the dead alone once it answers again', async () => {
    const clock = new ManualClock();
    const bus = new InProcessBus({ clock });
    const hanging = hangable(bus, clock);
    const directory = new MemberDirectory({ bus: hanging.bus, clock });
    await directory.start();
    stops.push(() => directory.stop());
    const ids = () => directory.all().map((member) => member.id);
    const alive = new Announcer({ bus, clock, member: { service: 'expert-shard', id: 'alive' } });
    const dead = new Announcer({ bus, clock, member: { service: 'guard', id: 'dead' }, intervalMs: 1e9 });
    for (const announcer of [alive, dead]) await announcer.start();
    stops.push(() => alive.stop());
    await clock.advance(1_000);
    hanging.setHanging(true);
    await clock.advance(20_000);
    expect(ids()).toEqual(['alive', 'dead']);
    hanging.setHanging(false);
    await clock.advance(2_500);
    expect(ids()).toEqual(['alive', 'dead']);
    await clock.advance(6_000);
    expect(ids()).toEqual(['alive']);
  });

  it('writes its record again when the bus returns without it, so that a new reader finds it at once', async () => {
    const { clock, bus, announce } = await cluster();
    await announce('shard-0');
    bus.interrupt();
    await clock.advance(5_000);
    bus.resume({ lose: true });
    await clock.advance(0);
    const late = new MemberDirectory({ bus, clock });
    await late.start();
    stops.push(() => late.stop());
    expect(late.all().map((member) => member.id)).toEqual(['shard-0']);
  });

  it('publishes several updates in a row as one change, and load without a change', async () => {
    const { clock, directory, announce, changes } = await cluster();
    const announcer = await announce('shard-0');
    const before = changes();
    announcer.update({ loadedEpoch: 3 });
    announcer.update({ residentExperts: 7, ready: false, reason: 'loading' });
    await clock.advance(0);
    expect(changes() - before).toBe(1);
    expect(directory.get('expert-shard', 'shard-0')).toMatchObject({
      loadedEpoch: 3,
      residentExperts: 7,
      ready: false,
    });
    announcer.update({ load: 0.5 });
    await clock.advance(1_000);
    expect(directory.get('expert-shard', 'shard-0')?.load).toBe(0.5);
    expect(changes() - before).toBe(1);
  });

  it('hides a member that is marked gone until its next heartbeat', async () => {
    const { clock, directory, announce, ids } = await cluster();
    await announce('shard-0');
    directory.markGone('expert-shard', 'shard-0');
    expect(ids()).toEqual([]);
    await clock.advance(900);
    expect(ids()).toEqual([]);
    await clock.advance(200);
    expect(ids()).toEqual(['shard-0']);
  });

  it('refuses an id that cannot be announced, naming it and the option', () => {
    const clock = new ManualClock();
    const bus = new InProcessBus({ clock });
    for (const id of ['', 'a b', 'host.local', 'x'.repeat(129)]) {
      expect(() => new Announcer({ bus, clock, member: { service: 'guard', id } })).toThrow(/id ".*--id/);
    }
  });
});
