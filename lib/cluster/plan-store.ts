// The two placement plans that the cluster shares: `target`, which shards load, and `current`, which attention follows.
//
// Invariants
// 1. A plan is written only over one with a smaller epoch, by compare-and-set: two leaders cannot mix their plans.
// 2. What was read stays readable while the bus is away, and after the bus lost it: `takeOver` writes it back.
// 3. Nothing that a leader began to write lands after the next one has taken over: its right to write is asked for after it
//    read the revision that it writes over, and whoever takes over writes over every revision first.
import type { Logger } from 'pino';
import type { Clock } from '../actor/clock.ts';
import { Code, RetryableError } from '../wire/errors.ts';
import type { EventBus, KeyValue, KvChange, Subscription } from './bus.ts';
import { decodePlan, encodePlan, type PlacementPlan } from './plan.ts';
import { Bucket, PlanKey, planBucketOptions } from './subjects.ts';

export interface PlanStoreOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly log?: Logger;
}

/** One suffices unless another router writes at the same moment. */
const takeOverAttempts = 5;

type Key = (typeof PlanKey)[keyof typeof PlanKey];
type Listener = (plan: PlacementPlan) => void;

export class PlanStore {
  readonly #bus: EventBus;
  readonly #log: Logger | undefined;
  readonly #plans = new Map<Key, PlacementPlan>();
  readonly #listeners = { target: new Set<Listener>(), current: new Set<Listener>() };
  /** Revisions of our own writes: the watch tells what came before them later. Void once the bus was away. */
  readonly #written = new Map<Key, number>();
  #bucket: KeyValue | undefined;
  #subscriptions: Subscription[] = [];

  constructor(options: PlanStoreOptions) {
    this.#bus = options.bus;
    this.#log = options.log;
  }

  /** Resolves when the plans that are there now are known. Rejects when the bus is away. */
  async start(): Promise<void> {
    this.#bucket = await this.#bus.keyValue(Bucket.plan, planBucketOptions);
    for (const entry of await this.#bucket.entries()) this.#apply(entry);
    this.#subscriptions = [
      this.#bucket.watch((change) => this.#apply(change)),
      this.#bus.onConnection(() => this.#written.clear()),
    ];
  }

  stop(): void {
    for (const subscription of this.#subscriptions) subscription.close();
    this.#listeners.target.clear();
    this.#listeners.current.clear();
  }

  /** What shards load. */
  get target(): PlacementPlan | undefined {
    return this.#plans.get(PlanKey.target);
  }

  /** What attention follows. */
  get current(): PlacementPlan | undefined {
    return this.#plans.get(PlanKey.current);
  }

  /** Calls `fn` with each new target plan, and once soon when there is one already. Returns what ends that. */
  onTarget(fn: Listener): () => void {
    return this.#on(PlanKey.target, fn);
  }

  /** Calls `fn` with each new current plan, and once soon when there is one already. Returns what ends that. */
  onCurrent(fn: Listener): () => void {
    return this.#on(PlanKey.current, fn);
  }

  /**
   * False when the store holds a plan of this or a later epoch already, or when `mayWrite` says no once it was read: another
   * router leads. Rejects when the bus is away.
   */
  async putTarget(plan: PlacementPlan, mayWrite = () => true): Promise<boolean> {
    return this.#put(PlanKey.target, plan, mayWrite);
  }

  /** As putTarget, for what attention follows. */
  async putCurrent(plan: PlacementPlan, mayWrite = () => true): Promise<boolean> {
    return this.#put(PlanKey.current, plan, mayWrite);
  }

  /**
   * Called by a router when it begins to lead and when the bus returns: what the leader before it is still writing fails from
   * now on, and what the bus has lost is written back. Rejects when the bus is away.
   */
  async takeOver(): Promise<void> {
    for (const key of Object.values(PlanKey)) {
      let done = false;
      for (let attempt = 0; attempt < takeOverAttempts && !done; attempt += 1) done = await this.#renew(key);
      if (!done)
        throw new RetryableError(Code.ABORTED, `the placement plan '${key}' is written by another router all the time`);
    }
  }

  /** Gives the plan that is stored a new revision. False when another wrote meanwhile. */
  async #renew(key: Key): Promise<boolean> {
    const bucket = this.#requireBucket();
    const stored = await bucket.get(key);
    if (stored !== undefined) return (await bucket.update(key, stored.value, stored.revision)) !== undefined;
    const known = this.#plans.get(key);
    if (known === undefined) return true;
    if ((await bucket.create(key, encodePlan(known))) === undefined) return false;
    this.#log?.warn({ key, epoch: known.epoch }, 'the bus had lost a placement plan: written back');
    return true;
  }

  #on(key: Key, fn: Listener): () => void {
    const listeners = this.#listeners[key];
    listeners.add(fn);
    const known = this.#plans.get(key);
    if (known !== undefined) {
      queueMicrotask(() => {
        if (listeners.has(fn) && this.#plans.get(key) === known) this.#call(fn, known);
      });
    }
    return () => listeners.delete(fn);
  }

  async #put(key: Key, plan: PlacementPlan, mayWrite: () => boolean): Promise<boolean> {
    const bucket = this.#requireBucket();
    const value = encodePlan(plan);
    const stored = await bucket.get(key);
    if (!mayWrite()) return false;
    const newest = Math.max(
      stored === undefined ? 0 : decodePlan(stored.value).epoch,
      this.#plans.get(key)?.epoch ?? 0,
    );
    if (newest >= plan.epoch) return stored !== undefined && Buffer.compare(stored.value, value) === 0;
    const revision =
      stored === undefined ? await bucket.create(key, value) : await bucket.update(key, value, stored.revision);
    if (revision === undefined) return false;
    this.#written.set(key, revision);
    this.#learn(key, plan);
    return true;
  }

  #requireBucket(): KeyValue {
    if (this.#bucket === undefined) throw new Error('PlanStore is used before start');
    return this.#bucket;
  }

  #apply(change: KvChange): void {
    const { key, value, revision } = change;
    if (value === undefined || (key !== PlanKey.target && key !== PlanKey.current)) return;
    if (revision < (this.#written.get(key) ?? 0)) return;
    try {
      this.#learn(key, decodePlan(value));
    } catch (error) {
      this.#log?.error({ err: error, key }, 'a placement plan on the bus does not decode and is ignored');
    }
  }

  /** The store is the truth: after it was lost with every router, epochs may even begin again. */
  #learn(key: Key, plan: PlacementPlan): void {
    const known = this.#plans.get(key);
    if (known !== undefined && Buffer.compare(encodePlan(known), encodePlan(plan)) === 0) return;
    this.#plans.set(key, plan);
    for (const listener of [...this.#listeners[key]]) this.#call(listener, plan);
  }

  #call(listener: Listener, plan: PlacementPlan): void {
    try {
      listener(plan);
    } catch (error) {
      this.#log?.error({ err: error, epoch: plan.epoch }, 'a plan listener failed');
    }
  }
}
