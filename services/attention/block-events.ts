// Tells routers which prefix blocks this replica's pool holds: BlockEvents in sequence, gathered per step.
//
// Invariants
// 1. The sequence grows by one with each event of an incarnation, sent or dropped: a reader sees what it missed.
// 2. A snapshot covers exactly the events up to its sequence number.
import type { Clock } from '../../lib/actor/clock.ts';
import type { EventBus, Subscription } from '../../lib/cluster/bus.ts';
import { Events, publishEvent } from '../../lib/cluster/subjects.ts';
import type { BlockPool } from './block-pool.ts';

export interface BlockEventsOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly producerId: string;
}

/** Keys of one event: 128 KiB, well under the bus's message limit. */
const keysPerEventMax = 4096;

export class BlockEventPublisher {
  readonly #options: BlockEventsOptions;
  readonly #connection: Subscription;
  /** What changed since the last event: true when the key is now stored. */
  readonly #changes = new Map<string, boolean>();
  #pool: BlockPool | undefined;
  #incarnation = 0;
  #sequence = 0;

  constructor(options: BlockEventsOptions) {
    this.#options = options;
    // An event even when nothing has changed: its number shows readers what was dropped while the bus was away.
    this.#connection = options.bus.onConnection((connected) => {
      if (connected && this.#sequence > 0) this.#publish([], []);
    });
  }

  /** A new, empty pool takes the place of the one before. */
  begin(pool: BlockPool | undefined): void {
    this.#pool = pool;
    this.#changes.clear();
    this.#incarnation = Math.max(this.#options.clock.unixMs(), this.#incarnation + 1);
    this.#sequence = 0;
    this.#publish([], []);
  }

  stored(key: string): void {
    this.#changes.set(key, true);
  }

  evicted(key: string): void {
    this.#changes.set(key, false);
  }

  flush(): void {
    while (this.#changes.size > 0) {
      const stored: string[] = [];
      const evicted: string[] = [];
      for (const [key, isStored] of this.#changes) {
        (isStored ? stored : evicted).push(key);
        this.#changes.delete(key);
        if (stored.length + evicted.length === keysPerEventMax) break;
      }
      this.#publish(stored, evicted);
    }
  }

  /** Every key of the pool, after publishing what has not been published yet. */
  snapshot(): { sequence: number; keys: string[] } {
    this.flush();
    return { sequence: this.#sequence, keys: [...(this.#pool?.keys() ?? [])] };
  }

  stop(): void {
    this.#connection.close();
  }

  #publish(stored: readonly string[], evicted: readonly string[]): void {
    this.#sequence += 1;
    publishEvent(this.#options.bus, Events.blocks, {
      producerId: this.#options.producerId,
      sequence: this.#sequence,
      incarnation: this.#incarnation,
      storedKeys: Buffer.from(stored.join(''), 'hex'),
      evictedKeys: Buffer.from(evicted.join(''), 'hex'),
    });
  }
}
