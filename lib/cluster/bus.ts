// The event bus: events and small shared state between services, over NATS or inside one process.
//
// Invariants
// 1. Publishing never blocks: while the bus is away, events are dropped and counted. Only a malformed subject throws.
// 2. State that a watcher has seen stays usable while the bus is away; `connected` tells readers not to expire it.
// 3. Revisions of a key grow; `create` and `update` succeed for one writer only (compare and set).
// 4. A server that restarts without its state starts its revisions afresh. Its absent keys are not announced as deleted
//    to watchers: whoever owns a key writes it again when the bus comes back.
// 5. Key-value calls reject with a RetryableError while the bus is away; they never wait longer than a few seconds.

import type { EventStream, EventStreamOptions } from './event-stream.ts';

export interface Subscription {
  close(): void;
}

export interface KvEntry {
  readonly key: string;
  readonly value: Uint8Array;
  readonly revision: number;
}

/** `value` is undefined when the key was deleted. Expiry by age is not announced: readers time entries themselves. */
export type KvChange = { readonly key: string; readonly value: Uint8Array | undefined; readonly revision: number };

export interface KeyValueOptions {
  /** Entries older than this disappear; 0 keeps them. */
  readonly ttlMs: number;
  /** Where NATS keeps the bucket; `memory` (default) does not survive a restart of the server. */
  readonly storage?: 'memory' | 'file';
}

export interface KeyValue {
  get(key: string): Promise<KvEntry | undefined>;
  entries(): Promise<KvEntry[]>;
  put(key: string, value: Uint8Array): Promise<number>;
  /** Revision of the new entry, or undefined when the key exists. */
  create(key: string, value: Uint8Array): Promise<number | undefined>;
  /** Revision of the new entry, or undefined when `revision` is not the latest. */
  update(key: string, value: Uint8Array, revision: number): Promise<number | undefined>;
  delete(key: string): Promise<void>;
  /** Calls `onChange` with every present entry first, then with each change, in order; resumes after a reconnect. */
  watch(onChange: (change: KvChange) => void): Subscription;
}

export interface EventBus {
  readonly connected: boolean;
  /** Called with the new state whenever `connected` changes. */
  onConnection(listener: (connected: boolean) => void): Subscription;
  /** Events that `publish` threw away because the bus was away, since it was opened. */
  readonly droppedEvents: number;
  /** Tokens of [A-Za-z0-9_-] joined by dots. */
  publish(subject: string, payload: Uint8Array): void;
  /** `subject` may end in `.*` (one token). */
  subscribe(subject: string, onMessage: (subject: string, payload: Uint8Array) => void): Subscription;
  keyValue(bucket: string, options: KeyValueOptions): Promise<KeyValue>;
  /** Opens a stream that keeps events; rejects with a RetryableError while the bus is away. Absent where none can be kept. */
  eventStream?(options: EventStreamOptions): Promise<EventStream>;
  close(): Promise<void>;
}
