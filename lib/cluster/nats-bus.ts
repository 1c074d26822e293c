// The event bus over NATS.
//
// Invariants
// 1. `connected` is true only while every bucket exists on the server and every watcher follows it: after a reconnect the
//    buckets are made again if the server lost them, and the watchers are renewed, before listeners hear of it.
// 2. It reconnects for ever, with bounded waits; only `close` ends it.
// 3. Nothing is buffered while the server is away: events are dropped and counted, key-value calls reject at once.
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type ConnectionOptions, connect, type NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../actor/clock.ts';
import { Code, RetryableError } from '../wire/errors.ts';
import type { EventBus, KeyValue, KeyValueOptions, Subscription } from './bus.ts';
import type { EventStream, EventStreamOptions } from './event-stream.ts';
import { checkBucket, checkFilter, checkSubject } from './names.ts';
import { NatsEventStream } from './nats-event-stream.ts';
import { NatsKeyValue } from './nats-key-value.ts';
import { natsOptions, redacted } from './nats-url.ts';

export interface NatsBusOptions {
  /** One or more of nats://[user:password@]host:port or tls://..., separated by commas. */
  readonly url: string;
  /** Shown by the server's monitoring: the service's id. */
  readonly name: string;
  readonly log?: Logger;
  readonly clock?: Clock;
  /** How long `connect` keeps trying before it gives up; 10,000 by default. */
  readonly connectTimeoutMs?: number;
  /** Servers of a NATS cluster that hold a copy of each bucket: 1 (default), 3 or 5. */
  readonly replicas?: number;
}

const requestTimeoutMs = 2_000;
const retryWaitMs = { first: 100, most: 2_000 };

export class NatsBus implements EventBus {
  readonly #connection: NatsConnection;
  readonly #options: NatsBusOptions;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Promise<NatsKeyValue>>();
  readonly #listeners = new Set<(connected: boolean) => void>();
  #connected = true;
  #closed = false;
  /** Grows with every disconnect and reconnect: a restoration that was overtaken ends. */
  #generation = 0;
  #droppedEvents = 0;

  /** Fails with UNAVAILABLE, naming the address, when no server answers within `connectTimeoutMs`. */
  static async connect(options: NatsBusOptions): Promise<NatsBus> {
    const clock = options.clock ?? systemClock;
    const timeoutMs = options.connectTimeoutMs ?? 10_000;
    const startMs = clock.now();
    const settings: ConnectionOptions = {
      ...natsOptions(options.url),
      name: options.name,
      timeout: Math.min(timeoutMs, 2_000),
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: true,
      reconnectTimeWait: 250,
      reconnectJitter: 250,
      pingInterval: 2_000,
      maxPingOut: 2,
      noAsyncTraces: true,
    };
    for (let waitMs = retryWaitMs.first; ; waitMs = Math.min(waitMs * 2, retryWaitMs.most)) {
      try {
        const connection = await connect(settings);
        return new NatsBus(connection, { ...options, clock });
      } catch (error) {
        const leftMs = timeoutMs - (clock.now() - startMs);
        if (leftMs <= 0) throw unreachable(options.url, timeoutMs, error);
        await new Promise<void>((resolve) => clock.after(Math.min(waitMs, leftMs), resolve));
      }
    }
  }

  private constructor(connection: NatsConnection, options: NatsBusOptions & { clock: Clock }) {
    this.#connection = connection;
    this.#options = options;
    this.#clock = options.clock;
    void this.#followStatus();
  }

  get connected(): boolean {
    return this.#connected;
  }

  get droppedEvents(): number {
    return this.#droppedEvents;
  }

  onConnection(listener: (connected: boolean) => void): Subscription {
    this.#listeners.add(listener);
    return { close: () => this.#listeners.delete(listener) };
  }

  publish(subject: string, payload: Uint8Array): void {
    checkSubject(subject);
    if (!this.#connected) {
      this.#droppedEvents++;
      return;
    }
    try {
      this.#connection.publish(subject, payload);
    } catch (error) {
      this.#droppedEvents++;
      this.#options.log?.warn({ err: error, subject }, 'an event could not be published');
    }
  }

  subscribe(filter: string, onMessage: (subject: string, payload: Uint8Array) => void): Subscription {
    checkFilter(filter);
    const subscription = this.#connection.subscribe(filter, {
      callback: (error, message) => {
        if (error !== null) {
          this.#options.log?.warn({ err: error, subject: filter }, 'a subscription failed');
          return;
        }
        try {
          onMessage(message.subject, message.data);
        } catch (failure) {
          this.#options.log?.error({ err: failure, subject: filter }, 'a bus listener failed');
        }
      },
    });
    return { close: () => subscription.unsubscribe() };
  }

  async keyValue(bucket: string, options: KeyValueOptions): Promise<KeyValue> {
    checkBucket(bucket);
    let opened = this.#buckets.get(bucket);
    if (opened === undefined) {
      opened = this.#openBucket(bucket, options);
      this.#buckets.set(bucket, opened);
      // A bucket that could not be opened is not remembered: the next call tries again.
      opened.catch(() => this.#buckets.delete(bucket));
    }
    return opened;
  }

  async eventStream(options: EventStreamOptions): Promise<EventStream> {
    checkBucket(options.name);
    if (!this.#connected)
      throw new RetryableError(Code.UNAVAILABLE, `NATS is away: stream ${options.name} not reached`);
    const stream = new NatsEventStream({
      options,
      replicas: this.#options.replicas ?? 1,
      client: jetstream(this.#connection, { timeout: requestTimeoutMs }),
      manager: await jetstreamManager(this.#connection, { timeout: requestTimeoutMs, checkAPI: false }),
      connected: () => this.#connected,
    });
    await stream.ensure();
    return stream;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#generation++;
    this.#connected = false;
    this.#listeners.clear();
    const buckets = await Promise.allSettled(this.#buckets.values());
    for (const bucket of buckets) if (bucket.status === 'fulfilled') bucket.value.close();
    // Events published just before the end still leave, unless the server is away.
    const flushed = this.#connection.flush().catch(() => {});
    await Promise.race([flushed, new Promise<void>((resolve) => this.#clock.after(500, resolve))]);
    await this.#connection.close();
  }

  async #openBucket(name: string, options: KeyValueOptions): Promise<NatsKeyValue> {
    if (!this.#connected) throw new RetryableError(Code.UNAVAILABLE, `NATS is away: bucket ${name} not reached`);
    const client = jetstream(this.#connection, { timeout: requestTimeoutMs });
    const manager = await jetstreamManager(this.#connection, { timeout: requestTimeoutMs, checkAPI: false });
    const bucket = new NatsKeyValue({
      name,
      options: { ...options, replicas: this.#options.replicas ?? 1 },
      client,
      manager,
      log: this.#options.log,
      clock: this.#clock,
      connected: () => this.#connected,
    });
    await bucket.ensure();
    return bucket;
  }

  async #followStatus(): Promise<void> {
    for await (const status of this.#connection.status()) {
      if (status.type === 'disconnect') this.#onDisconnect();
      if (status.type === 'reconnect') void this.#restore();
      if (status.type === 'error') this.#options.log?.warn({ err: status.error }, 'NATS reports an error');
    }
    if (!this.#closed) this.#options.log?.error('the NATS connection ended for good');
    this.#setConnected(false);
  }

  #onDisconnect(): void {
    this.#generation++;
    this.#setConnected(false);
  }

  /** Makes invariant 1 true again; tries until it succeeds or the connection breaks again. */
  async #restore(): Promise<void> {
    const generation = ++this.#generation;
    for (let waitMs = retryWaitMs.first; ; waitMs = Math.min(waitMs * 2, retryWaitMs.most)) {
      try {
        for (const opened of [...this.#buckets.values()]) {
          const bucket = await opened.catch(() => undefined);
          await bucket?.restore();
        }
        if (generation === this.#generation) this.#setConnected(true);
        return;
      } catch (error) {
        if (generation !== this.#generation) return;
        this.#options.log?.warn({ err: error }, 'the state on NATS is not restored yet');
        await new Promise<void>((resolve) => this.#clock.after(waitMs, resolve));
        if (generation !== this.#generation) return;
      }
    }
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected || (connected && this.#closed)) return;
    this.#connected = connected;
    const url = redacted(this.#options.url);
    if (connected) this.#options.log?.info({ url }, 'NATS is back');
    else if (!this.#closed) this.#options.log?.warn({ url }, 'NATS is away: state is kept, events are dropped');
    for (const listener of [...this.#listeners]) {
      try {
        listener(connected);
      } catch (error) {
        this.#options.log?.error({ err: error }, 'a bus listener failed');
      }
    }
  }
}

function unreachable(url: string, timeoutMs: number, cause: unknown): RetryableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new RetryableError(
    Code.UNAVAILABLE,
    `NATS at ${redacted(url)} not reached within ${timeoutMs} ms (${why}): start it or correct the option nats-url`,
    { cause, field: 'natsUrl' },
  );
}
