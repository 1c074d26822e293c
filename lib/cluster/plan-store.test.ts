import { describe, expect, it } from 'vitest';
import { ManualClock } from '../actor/manual-clock.ts';
import type { EventBus } from './bus.ts';
import { InProcessBus } from './in-process-bus.ts';
import { decodePlan, encodePlan, expertsOf, holdersOf, type PlacementPlan } from './plan.ts';
import { PlanStore } from './plan-store.ts';

const plan = (epoch: number, reason = ''): PlacementPlan => ({
  epoch,
  modelFingerprint: 'model',
  reason,
  layers: [{ layer: 1, experts: [{ shardIds: ['a'] }, { shardIds: ['a', 'b'] }] }],
});

async function stores(count: number) {
  const clock = new ManualClock();
  const bus = new InProcessBus({ clock });
  const opened: PlanStore[] = [];
  for (let index = 0; index < count; index++) {
    const store = new PlanStore({ bus, clock });
    await store.start();
    opened.push(store);
  }
  return { clock, bus, stores: opened };
}

describe('the plan store', () => {
  it('tells every reader of a plan once, and a late listener of the one that is there', async () => {
    const { clock, stores: opened } = await stores(2);
    const [writer, reader] = opened as [PlanStore, PlanStore];
    const told: string[] = [];
    writer.onTarget((seen) => told.push(`writer ${seen.epoch}`));
    reader.onTarget((seen) => told.push(`reader ${seen.epoch}`));
    expect(await writer.putTarget(plan(1))).toBe(true);
    expect(await writer.putTarget(plan(2))).toBe(true);
    await clock.advance(0);
    expect(told.filter((line) => line.startsWith('writer'))).toEqual(['writer 1', 'writer 2']);
    expect(told.filter((line) => line.startsWith('reader'))).toEqual(['reader 1', 'reader 2']);
    reader.onTarget((seen) => told.push(`late ${seen.epoch}`));
    await clock.advance(0);
    expect(told.at(-1)).toBe('late 2');
    expect(reader.target).toEqual(plan(2));
    expect(reader.current).toBeUndefined();
  });

  it('refuses a plan that is no newer than the stored one, unless it is the same', async () => {
    const { clock, stores: opened } = await stores(2);
    const [one, two] = opened as [PlanStore, PlanStore];
    expect(await one.putCurrent(plan(5))).toBe(true);
    expect(await two.putCurrent(plan(4))).toBe(false);
    expect(await two.putCurrent(plan(5, 'other'))).toBe(false);
    expect(await two.putCurrent(plan(5))).toBe(true);
    const both = await Promise.all([one.putCurrent(plan(6, 'one')), two.putCurrent(plan(6, 'two'))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    await clock.advance(0);
    expect(one.current).toEqual(two.current);
  });

  it('keeps its plans while the bus is away and writes back what the bus has lost', async () => {
    const { clock, bus, stores: opened } = await stores(1);
    const store = opened[0]!;
    await store.putTarget(plan(2));
    await store.putCurrent(plan(1));
    bus.interrupt();
    await clock.advance(0);
    expect(store.current?.epoch).toBe(1);
    await expect(store.putCurrent(plan(2))).rejects.toThrow(/away/);
    bus.resume({ lose: true });
    await clock.advance(0);
    await store.takeOver();
    const late = new PlanStore({ bus, clock });
    await late.start();
    expect([late.target?.epoch, late.current?.epoch]).toEqual([2, 1]);
    expect(await store.putCurrent(plan(2))).toBe(true);
    await clock.advance(0);
    expect(late.current?.epoch).toBe(2);
  });
});

describe('a leader that is replaced while it writes', () => {
  /** A store whose writes wait at the bus until they are let go. */
  async function slowWriter(bus: InProcessBus, clock: ManualClock) {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slowBus: EventBus = {
      connected: true,
      droppedEvents: 0,
      onConnection: (listener) => bus.onConnection(listener),
      publish: (subject, payload) => bus.publish(subject, payload),
      subscribe: (subject, onMessage) => bus.subscribe(subject, onMessage),
      keyValue: async (name, options) => {
        const bucket = await bus.keyValue(name, options);
        return {
          get: (key) => bucket.get(key),
          entries: () => bucket.entries(),
          put: (key, value) => bucket.put(key, value),
          create: async (key, value) => held.then(() => bucket.create(key, value)),
          update: async (key, value, revision) => held.then(() => bucket.update(key, value, revision)),
          delete: (key) => bucket.delete(key),
          watch: (onChange) => bucket.watch(onChange),
        };
      },
      close: async () => {},
    };
    const store = new PlanStore({ bus: slowBus, clock });
    await store.start();
    return { store, letGo };
  }

  it('fails with what was under way when the next one took over', async () => {
    const { clock, bus, stores: opened } = await stores(1);
    const next = opened[0]!;
    await next.putTarget(plan(1));
    await next.putCurrent(plan(1));
    await next.putTarget(plan(2));
    const { store: deposed, letGo } = await slowWriter(bus, clock);
    const late = deposed.putCurrent(plan(2));
    await clock.advance(0);
    await next.takeOver();
    expect(await next.putTarget(plan(3))).toBe(true);
    letGo();
    expect(await late).toBe(false);
    await clock.advance(0);
    expect([next.target?.epoch, next.current?.epoch]).toEqual([3, 1]);
  });

  it('writes nothing when its lead ended while it read what is stored', async () => {
    const { stores: opened } = await stores(1);
    const [store] = opened as [PlanStore];
    await store.putTarget(plan(1));
    expect(await store.putTarget(plan(2), () => false)).toBe(false);
    expect(store.target?.epoch).toBe(1);
  });
});

describe('a placement plan', () => {
  it('survives its encoding and answers who holds what', () => {
    expect(decodePlan(encodePlan(plan(3, 'why')))).toEqual(plan(3, 'why'));
    expect([...holdersOf(plan(1))]).toEqual(['a', 'b']);
    expect([...expertsOf(plan(1), 'b')]).toEqual([[1, [1]]]);
  });
});
