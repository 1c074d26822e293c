// Blocks on their way to one kv-store: written behind, in batches, and dropped rather than waited for.
//
// Invariants
// 1. At most `queueBytesMax` bytes wait; a block that does not fit is dropped and counted.
// 2. A failure loses the batch that was on its way, nothing else, and pauses the queue for `pauseMs`.
import type { Clock } from '../../lib/actor/clock.ts';
import type { Channel } from '../../lib/wire/client.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

export interface StoreQueueOptions {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly queueBytesMax: number;
  readonly onDone: (result: 'stored' | 'dropped', blocks: number) => void;
  readonly onError: (error: unknown) => void;
}

const batchBlocksMax = 64;
const storeDeadlineMs = 5_000;
const pauseMs = 1_000;

export class StoreQueue {
  readonly #options: StoreQueueOptions;
  readonly #waiting: fulgur.v1.IKvBlock[] = [];
  #waitingBytes = 0;
  #sending = false;
  #stopped = false;

  constructor(options: StoreQueueOptions) {
    this.#options = options;
  }

  /** Whether a block of `bytes` would be taken now: asked before the block is read from the pool. */
  hasRoom(bytes: number): boolean {
    return !this.#stopped && this.#waitingBytes + bytes <= this.#options.queueBytesMax;
  }

  push(block: fulgur.v1.IKvBlock): void {
    const bytes = block.payload?.length ?? 0;
    if (!this.hasRoom(bytes)) {
      this.#options.onDone('dropped', 1);
      return;
    }
    this.#waiting.push(block);
    this.#waitingBytes += bytes;
    if (!this.#sending) void this.#send();
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
  }

  async #send(): Promise<void> {
    const { channel, clock, onDone, onError } = this.#options;
    this.#sending = true;
    while (this.#waiting.length > 0 && !this.#stopped) {
      const batch = this.#waiting.splice(0, batchBlocksMax);
      for (const block of batch) this.#waitingBytes -= block.payload?.length ?? 0;
      try {
        const answer = await channel.clientStream(KvStoreMethods.store, batch, { deadlineMs: storeDeadlineMs });
        onDone('stored', answer.stored + answer.alreadyPresent);
        if (answer.refused > 0) onDone('dropped', answer.refused);
      } catch (error) {
        onDone('dropped', batch.length);
        if (this.#stopped) break;
        onError(error);
        await new Promise<void>((resolve) => void clock.after(pauseMs, resolve));
      }
    }
    this.#sending = false;
  }
}
