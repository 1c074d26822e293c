// One watcher of a NATS bucket: follows the bucket through consumers that come and go.
import type { KV, KvWatchEntry } from '@nats-io/kv';
import type { QueuedIterator } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import type { Clock } from '../actor/clock.ts';
import type { KvChange } from './bus.ts';

const retryWaitMs = 500;

export class NatsWatcher {
  readonly #onChange: (change: KvChange) => void;
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  /** Last revision told per key: a renewed consumer starts with what its predecessor had told already. */
  readonly #told = new Map<string, number>();
  #entries: QueuedIterator<KvWatchEntry> | undefined;
  #closed = false;
  #generation = 0;

  constructor(onChange: (change: KvChange) => void, clock: Clock, log: Logger | undefined) {
    this.#onChange = onChange;
    this.#clock = clock;
    this.#log = log;
  }

  /** The bucket was lost: revisions start afresh. */
  forget(): void {
    this.#told.clear();
  }

  /** Watches `bucket`, trying until it can. */
  start(bucket: KV): void {
    this.follow(bucket).catch(() => this.#retryLater(bucket, this.#generation));
  }

  /** Watches `bucket` from now on, in place of what was watched before. Rejects when the server does not allow it. */
  async follow(bucket: KV): Promise<void> {
    const generation = ++this.#generation;
    this.#entries?.stop();
    this.#entries = undefined;
    const entries = await bucket.watch();
    if (this.#closed || generation !== this.#generation) {
      entries.stop();
      return;
    }
    this.#entries = entries;
    void this.#deliver(bucket, entries, generation);
  }

  close(): void {
    this.#closed = true;
    this.#generation++;
    this.#entries?.stop();
  }

  async #deliver(bucket: KV, entries: QueuedIterator<KvWatchEntry>, generation: number): Promise<void> {
    try {
      for await (const entry of entries) {
        if (generation !== this.#generation) return;
        this.#tell(entry);
      }
    } catch (error) {
      this.#log?.warn({ err: error }, 'a watch of a NATS bucket broke');
    }
    this.#retryLater(bucket, generation);
  }

  /** A consumer that ended without being replaced (removed on the server) is made again. */
  #retryLater(bucket: KV, generation: number): void {
    if (this.#closed || generation !== this.#generation) return;
    this.#clock.after(retryWaitMs, () => {
      if (this.#closed || generation !== this.#generation) return;
      this.start(bucket);
    });
  }

  #tell(entry: KvWatchEntry): void {
    if (entry.revision <= (this.#told.get(entry.key) ?? 0)) return;
    this.#told.set(entry.key, entry.revision);
    const value = entry.operation === 'PUT' ? entry.value : undefined;
    try {
      this.#onChange({ key: entry.key, value, revision: entry.revision });
    } catch (error) {
      this.#log?.error({ err: error, key: entry.key }, 'a bus listener failed');
    }
  }
}
