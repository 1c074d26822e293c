// The event bus inside one process: what the embedded cluster runs on, and what tests drive by hand.
//
// Invariants
// 1. Listeners run after the call that caused them returns, in the order of those calls, as they would over a network.
// 2. A listener that throws disturbs no other.
// 3. `interrupt` and `resume` make it behave as NATS does around an outage; entries age meanwhile.
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../actor/clock.ts';
import { Code, RetryableError } from '../wire/errors.ts';
import type { EventBus, KeyValue, KeyValueOptions, KvChange, KvEntry, Subscription } from './bus.ts';
import { type EventStream, type EventStreamOptions, InProcessEventStream } from './event-stream.ts';
import { checkBucket, checkFilter, checkKey, checkSubject, matches } from './names.ts';

export interface InProcessBusOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
}

export class InProcessBus implements EventBus {
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  readonly #buckets = new Map<string, InProcessKeyValue>();
  readonly #streams = new Map<string, InProcessEventStream>();
  readonly #subscriptions = new Set<{ filter: string; onMessage: (subject: string, payload: Uint8Array) => void }>();
  readonly #connectionListeners = new Set<(connected: boolean) => void>();
  #connected = true;
  #closed = false;
  #droppedEvents = 0;

  constructor(options: InProcessBusOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#log = options.log;
  }

  get connected(): boolean {
    return this.#connected && !this.#closed;
  }

  get droppedEvents(): number {
    return this.#droppedEvents;
  }

  onConnection(listener: (connected: boolean) => void): Subscription {
    this.#connectionListeners.add(listener);
    return { close: () => this.#connectionListeners.delete(listener) };
  }

  publish(subject: string, payload: Uint8Array): void {
    if (!this.connected) {
      this.#droppedEvents++;
      return;
    }
    checkSubject(subject);
    for (const subscription of this.#subscriptions) {
      if (!matches(subscription.filter, subject)) continue;
      this.#later(() => {
        if (this.#subscriptions.has(subscription)) subscription.onMessage(subject, payload);
      });
    }
  }

  subscribe(filter: string, onMessage: (subject: string, payload: Uint8Array) => void): Subscription {
    checkFilter(filter);
    const subscription = { filter, onMessage };
    this.#subscriptions.add(subscription);
    return { close: () => this.#subscriptions.delete(subscription) };
  }

  async eventStream(options: EventStreamOptions): Promise<EventStream> {
    checkBucket(options.name);
    let stream = this.#streams.get(options.name);
    if (stream === undefined) {
      const publish = (subject: string, payload: Uint8Array) => {
        this.#requireConnected(options.name);
        this.publish(subject, payload);
      };
      stream = new InProcessEventStream(options, publish, this.#clock);
      this.#streams.set(options.name, stream);
    }
    return stream;
  }

  async keyValue(bucket: string, options: KeyValueOptions): Promise<KeyValue> {
    checkBucket(bucket);
    this.#requireConnected(bucket);
    let store = this.#buckets.get(bucket);
    if (store === undefined) {
      store = new InProcessKeyValue(options.ttlMs, this.#clock, {
        later: (fn) => this.#later(fn),
        requireConnected: () => this.#requireConnected(bucket),
      });
      this.#buckets.set(bucket, store);
    }
    return store;
  }

  /** The bus goes away, as a NATS server does: events are dropped, key-value calls reject. */
  interrupt(): void {
    this.#setConnected(false);
  }

  /** The bus comes back; `lose` says that it forgot every entry, as a restarted server without a disk does. */
  resume(options: { lose?: boolean } = {}): void {
    if (options.lose === true) for (const bucket of this.#buckets.values()) bucket.forget();
    this.#setConnected(true);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#subscriptions.clear();
    this.#connectionListeners.clear();
    for (const bucket of this.#buckets.values()) bucket.forget();
    this.#buckets.clear();
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    for (const listener of [...this.#connectionListeners]) this.#later(() => listener(connected));
  }

  #requireConnected(bucket: string): void {
    if (!this.connected)
      throw new RetryableError(Code.UNAVAILABLE, `the event bus is away: bucket ${bucket} not reached`);
  }

  #later(fn: () => void): void {
    queueMicrotask(() => {
      try {
        fn();
      } catch (error) {
        this.#log?.error({ err: error }, 'a bus listener failed');
      }
    });
  }
}

interface BusCalls {
  later(fn: () => void): void;
  requireConnected(): void;
}

class InProcessKeyValue implements KeyValue {
  readonly #ttlMs: number;
  readonly #clock: Clock;
  readonly #bus: BusCalls;
  readonly #entries = new Map<string, { value: Uint8Array; revision: number; writtenMs: number }>();
  readonly #watchers = new Set<(change: KvChange) => void>();
  #revision = 0;

  constructor(ttlMs: number, clock: Clock, bus: BusCalls) {
    this.#ttlMs = ttlMs;
    this.#clock = clock;
    this.#bus = bus;
  }

  async get(key: string): Promise<KvEntry | undefined> {
    checkKey(key);
    this.#bus.requireConnected();
    return this.#live(key);
  }

  async entries(): Promise<KvEntry[]> {
    this.#bus.requireConnected();
    return this.#liveEntries();
  }

  async put(key: string, value: Uint8Array): Promise<number> {
    checkKey(key);
    this.#bus.requireConnected();
    return this.#write(key, value);
  }

  async create(key: string, value: Uint8Array): Promise<number | undefined> {
    checkKey(key);
    this.#bus.requireConnected();
    return this.#live(key) === undefined ? this.#write(key, value) : undefined;
  }

  async update(key: string, value: Uint8Array, revision: number): Promise<number | undefined> {
    checkKey(key);
    this.#bus.requireConnected();
    return this.#live(key)?.revision === revision ? this.#write(key, value) : undefined;
  }

  async delete(key: string): Promise<void> {
    checkKey(key);
    this.#bus.requireConnected();
    if (!this.#entries.delete(key)) return;
    this.#announce({ key, value: undefined, revision: ++this.#revision });
  }

  watch(onChange: (change: KvChange) => void): Subscription {
    const watcher = (change: KvChange) => {
      if (this.#watchers.has(watcher)) onChange(change);
    };
    this.#watchers.add(watcher);
    for (const entry of this.#liveEntries()) this.#bus.later(() => watcher(entry));
    return { close: () => this.#watchers.delete(watcher) };
  }

  forget(): void {
    this.#entries.clear();
    this.#revision = 0;
  }

  #write(key: string, value: Uint8Array): number {
    const revision = ++this.#revision;
    const copy = value.slice();
    this.#entries.set(key, { value: copy, revision, writtenMs: this.#clock.now() });
    this.#announce({ key, value: copy, revision });
    return revision;
  }

  #announce(change: KvChange): void {
    for (const watcher of this.#watchers) this.#bus.later(() => watcher(change));
  }

  #live(key: string): KvEntry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (this.#ttlMs > 0 && this.#clock.now() - entry.writtenMs >= this.#ttlMs) {
      this.#entries.delete(key);
      return undefined;
    }
    return { key, value: entry.value, revision: entry.revision };
  }

  #liveEntries(): KvEntry[] {
    return [...this.#entries.keys()].flatMap((key) => this.#live(key) ?? []).sort((a, b) => a.revision - b.revision);
  }
}
