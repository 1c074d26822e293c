// Blocks on their way to one kv-store: written behind, in batches, and dropped rather than waited for.
//
// Invariants
// 1. At most `queueBytesMax` bytes wait; a block that does not fit is not begun.
// 2. A failure loses the batch that was on its way, nothing else, and pauses the queue for `pauseMs`.
// 3. A call belongs to the trace of a request whose blocks it brings: of several, the first that is sampled. It is never
//    the root of a trace where requests have one.
// 4. Hashing and sending begin a turn of the event loop after `begin`, when the step that waited for it has started.
import { setImmediate } from 'node:timers/promises';
import { context, TraceFlags } from '@opentelemetry/api';
import type { Clock } from '../../lib/actor/clock.ts';
import { contextFromTraceparent, parseTraceparent } from '../../lib/telemetry/traceparent.ts';
import type { Channel } from '../../lib/wire/client.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { BlockMessage } from './block-message.ts';

export interface StoreQueueOptions {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly queueBytesMax: number;
  /** The kv-store computes on this machine's cores: its work for a call is work of writing. */
  readonly sharesCores: boolean;
  readonly onDone: (result: 'stored' | 'dropped', blocks: number) => void;
  readonly onError: (error: unknown) => void;
  /**
   * A batch of `bytes` is over, after `busyMs` on this process's event loop, or until the answer where the store shares the
   * cores: there is room again.
   */
  readonly onRoom: (bytes: number, busyMs: number) => void;
}

interface Waiting {
  readonly message: BlockMessage;
  readonly traceparent: string;
}

const batchBlocksMax = 64;
const storeDeadlineMs = 5_000;
const pauseMs = 1_000;

export class StoreQueue {
  readonly #options: StoreQueueOptions;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #sending = false;
  #stopped = false;
  /** Memory of a block that was sent, for the next. */
  #memory: Buffer | undefined;

  constructor(options: StoreQueueOptions) {
    this.#options = options;
  }

  /** Whether nothing waits or is on its way. */
  get idle(): boolean {
    return !this.#stopped && !this.#sending;
  }

  /** Whether a block of `bytes` would be taken now: asked before the block is read from the pool. */
  hasRoom(bytes: number): boolean {
    return !this.#stopped && this.#waitingBytes + bytes <= this.#options.queueBytesMax;
  }

  /** Queues a block, for which there must be room; its payload has to be filled in at once. */
  begin(id: fulgur.v1.IBlockId, payloadBytes: number, traceparent: string): Uint8Array {
    const message = new BlockMessage(id, payloadBytes, this.#memory);
    this.#memory = undefined;
    this.#waiting.push({ message, traceparent });
    this.#waitingBytes += payloadBytes;
    if (!this.#sending) void this.#send();
    return message.payload;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
  }

  async #send(): Promise<void> {
    const { channel, clock, sharesCores, onDone, onError, onRoom } = this.#options;
    this.#sending = true;
    for (;;) {
      await setImmediate();
      const batch = this.#waiting.splice(0, batchBlocksMax);
      if (batch.length === 0 || this.#stopped) break;
      const bytes = batch.reduce((sum, { message }) => sum + message.payload.length, 0);
      this.#waitingBytes -= bytes;
      let busyMs = 0;
      const calledMs = clock.now();
      const sealed = function* () {
        for (const { message } of batch) {
          const startedMs = clock.now();
          const encoded = message.seal();
          busyMs += clock.now() - startedMs;
          yield encoded;
        }
      };
      try {
        const answer = await context.with(traceOf(batch), () =>
          channel.clientStream(KvStoreMethods.store, sealed(), { deadlineMs: storeDeadlineMs }),
        );
        onDone('stored', answer.stored + answer.alreadyPresent);
        if (answer.refused > 0) onDone('dropped', answer.refused);
        this.#memory = batch[0]!.message.memory;
        if (sharesCores) busyMs = clock.now() - calledMs;
      } catch (error) {
        onDone('dropped', batch.length);
        if (this.#stopped) break;
        onError(error);
        await new Promise<void>((resolve) => void clock.after(pauseMs, resolve));
      }
      if (this.#waiting.length === 0) this.#sending = false;
      onRoom(bytes, busyMs);
      if (!this.#sending) return;
    }
    this.#sending = false;
  }
}

function traceOf(batch: readonly Waiting[]) {
  const isSampled = ({ traceparent }: Waiting) => parseTraceparent(traceparent)?.traceFlags === TraceFlags.SAMPLED;
  return contextFromTraceparent((batch.find(isSampled) ?? batch[0])?.traceparent);
}
