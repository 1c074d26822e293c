// One key-value bucket on NATS JetStream.
//
// Invariants
// 1. A bucket that the server no longer has is made again by `restore`, and by any write that finds it gone.
// 2. A watcher hears each revision of a key at most once per incarnation of the bucket, in order; keys that an older
//    incarnation had and a new one lacks are not announced.
import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  StorageType,
} from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { Logger } from 'pino';
import type { Clock } from '../actor/clock.ts';
import { Code, FulgurError, RetryableError } from '../wire/errors.ts';
import type { KeyValue, KeyValueOptions, KvChange, KvEntry, Subscription } from './bus.ts';
import { checkKey } from './names.ts';
import { NatsWatcher } from './nats-watcher.ts';

export interface NatsBucketParts {
  readonly name: string;
  readonly options: KeyValueOptions & { readonly replicas: number };
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly log: Logger | undefined;
  readonly clock: Clock;
  connected(): boolean;
}

const nanosPerMs = 1_000_000;
const defaultDuplicateWindow = 120_000 * nanosPerMs;

export class NatsKeyValue implements KeyValue {
  readonly #parts: NatsBucketParts;
  readonly #stream: string;
  readonly #watchers = new Set<NatsWatcher>();
  #bucket: KV | undefined;
  /** When the server made the stream: a new value means that everything before is lost. */
  #incarnation = '';
  #restoring: Promise<void> | undefined;

  constructor(parts: NatsBucketParts) {
    this.#parts = parts;
    this.#stream = `KV_${parts.name}`;
  }

  /** Opens the bucket; makes it when the server does not have it. Returns whether it is another one than before. */
  async ensure(): Promise<boolean> {
    const { name, options, client, manager } = this.#parts;
    const storage = options.storage === 'file' ? StorageType.File : StorageType.Memory;
    this.#bucket = await new Kvm(client).create(name, {
      ttl: options.ttlMs,
      history: 1,
      storage,
      replicas: options.replicas,
    });
    const info = await manager.streams.info(this.#stream);
    const maxAge = options.ttlMs * nanosPerMs;
    if (info.config.max_age !== maxAge) {
      // The server wants the window in which it drops repeated message ids, which we do not use, no longer than the age.
      const window = maxAge === 0 ? defaultDuplicateWindow : Math.min(maxAge, defaultDuplicateWindow);
      await manager.streams.update(this.#stream, { max_age: maxAge, duplicate_window: window });
    }
    const renewed = this.#incarnation !== info.created;
    this.#incarnation = info.created;
    return renewed;
  }

  /** Makes invariant 1 true and has every watcher follow the bucket that is there now. */
  async restore(): Promise<void> {
    this.#restoring ??= this.#restoreOnce().finally(() => {
      this.#restoring = undefined;
    });
    return this.#restoring;
  }

  async get(key: string): Promise<KvEntry | undefined> {
    checkKey(key);
    const entry = await this.#call((bucket) => bucket.get(key));
    if (entry === null || entry.operation !== 'PUT') return undefined;
    return { key, value: entry.value, revision: entry.revision };
  }

  async entries(): Promise<KvEntry[]> {
    const prefix = `$KV.${this.#parts.name}.`;
    const info = await this.#call(() =>
      this.#parts.manager.streams.info(this.#stream, { subjects_filter: `${prefix}>` }),
    );
    const subjects = Object.keys(info.state.subjects ?? {});
    const found = await Promise.all(subjects.map((subject) => this.get(subject.slice(prefix.length))));
    return found.filter((entry) => entry !== undefined).sort((a, b) => a.revision - b.revision);
  }

  async put(key: string, value: Uint8Array): Promise<number> {
    checkKey(key);
    return this.#call((bucket) => bucket.put(key, value));
  }

  async create(key: string, value: Uint8Array): Promise<number | undefined> {
    checkKey(key);
    return this.#call((bucket) => ifUnchanged(bucket.create(key, value)));
  }

  async update(key: string, value: Uint8Array, revision: number): Promise<number | undefined> {
    checkKey(key);
    return this.#call((bucket) => ifUnchanged(bucket.update(key, value, revision)));
  }

  async delete(key: string): Promise<void> {
    checkKey(key);
    await this.#call((bucket) => bucket.delete(key));
  }

  watch(onChange: (change: KvChange) => void): Subscription {
    const watcher = new NatsWatcher(onChange, this.#parts.clock, this.#parts.log);
    this.#watchers.add(watcher);
    if (this.#bucket !== undefined) watcher.start(this.#bucket);
    return {
      close: () => {
        this.#watchers.delete(watcher);
        watcher.close();
      },
    };
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers.clear();
  }

  async #restoreOnce(): Promise<void> {
    const renewed = await this.ensure();
    const bucket = this.#bucket!;
    await Promise.all(
      [...this.#watchers].map((watcher) => {
        if (renewed) watcher.forget();
        return watcher.follow(bucket);
      }),
    );
  }

  /** Runs one request; when the bucket is gone, makes it again and runs the request once more. */
  async #call<T>(request: (bucket: KV) => Promise<T>): Promise<T> {
    const { name } = this.#parts;
    if (!this.#parts.connected() || this.#bucket === undefined) {
      throw new RetryableError(Code.UNAVAILABLE, `NATS is away: bucket ${name} not reached`);
    }
    try {
      return await request(this.#bucket);
    } catch (error) {
      if (error instanceof FulgurError) throw error;
      if (!(await this.#isGone())) {
        throw new RetryableError(Code.UNAVAILABLE, `bucket ${name} on NATS did not answer: ${String(error)}`, {
          cause: error,
        });
      }
    }
    try {
      await this.restore();
      return await request(this.#bucket);
    } catch (error) {
      throw new RetryableError(Code.UNAVAILABLE, `bucket ${name} on NATS is lost: ${String(error)}`, { cause: error });
    }
  }

  async #isGone(): Promise<boolean> {
    if (!this.#parts.connected()) return false;
    try {
      await this.#parts.manager.streams.info(this.#stream);
      return false;
    } catch (error) {
      return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
    }
  }
}

/** The revision written, or undefined when the server says that the key has changed. */
async function ifUnchanged(write: Promise<number>): Promise<number | undefined> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
    const { code } = error;
    if (code === JetStreamApiCodes.StreamWrongLastSequence || code === JetStreamApiCodes.StreamWrongLastSequenceUnknown)
      return undefined;
    throw error;
  }
}
