// Kept events on NATS JetStream: one stream on disk, made when it is missing.
import {
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { Code, RetryableError } from '../wire/errors.ts';
import type { EventStream, EventStreamOptions, KeptEvent } from './event-stream.ts';

const nanosPerMs = 1_000_000;
const fetchWaitMs = 1_000;
const fetchMessages = 500;

export interface NatsEventStreamParts {
  readonly options: EventStreamOptions;
  readonly replicas: number;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  connected(): boolean;
}

export class NatsEventStream implements EventStream {
  readonly #parts: NatsEventStreamParts;

  constructor(parts: NatsEventStreamParts) {
    this.#parts = parts;
  }

  /** Makes the stream when the server lacks it, and gives it our limits when it has others. */
  async ensure(): Promise<void> {
    const { options, replicas, manager } = this.#parts;
    const config = {
      subjects: [options.filter],
      max_age: options.maxAgeMs * nanosPerMs,
      max_bytes: options.maxBytes,
    };
    try {
      await manager.streams.add({
        name: options.name,
        ...config,
        retention: RetentionPolicy.Limits,
        discard: DiscardPolicy.Old,
        storage: StorageType.File,
        num_replicas: replicas,
      });
    } catch {
      await manager.streams.update(options.name, config);
    }
  }

  async append(subject: string, payload: Uint8Array): Promise<void> {
    this.#requireConnected();
    try {
      await this.#parts.client.publish(subject, payload);
    } catch (error) {
      // A server that came back without its disk has no such stream: make it, for the next attempt.
      await this.ensure().catch(() => {});
      throw this.#away(error);
    }
  }

  async read(sinceUnixMs: number, max: number): Promise<KeptEvent[]> {
    this.#requireConnected();
    const { client, options } = this.#parts;
    const kept: KeptEvent[] = [];
    try {
      const consumer = await client.consumers.get(options.name, {
        deliver_policy: sinceUnixMs > 0 ? DeliverPolicy.StartTime : DeliverPolicy.All,
        ...(sinceUnixMs > 0 && { opt_start_time: new Date(sinceUnixMs).toISOString() }),
      });
      for (let pending = 1; pending > 0; ) {
        pending = 0;
        const messages = await consumer.fetch({ max_messages: fetchMessages, expires: fetchWaitMs });
        for await (const message of messages) {
          kept.push({ subject: message.subject, payload: message.data, atUnixMs: message.time.getTime() });
          pending = message.info.pending;
          if (pending === 0) break;
        }
        if (kept.length > max) kept.splice(0, kept.length - max);
      }
    } catch (error) {
      throw this.#away(error);
    }
    return kept;
  }

  #requireConnected(): void {
    if (!this.#parts.connected()) throw this.#away(undefined);
  }

  #away(cause: unknown): RetryableError {
    return new RetryableError(Code.UNAVAILABLE, `the event stream ${this.#parts.options.name} is not reached`, {
      cause,
    });
  }
}
