// Tells the cluster which blocks come and go: BlockEvents in sequence, gathered for 50 ms.
//
// Invariants
// 1. The sequence grows by one with each event, sent or dropped while the bus was away: a reader sees what it missed.
// 2. A snapshot covers exactly the events up to its sequence number.
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { EventBus, Subscription } from '../../lib/cluster/bus.ts';
import { Events, publishEvent } from '../../lib/cluster/subjects.ts';
import type { BlockName } from './block.ts';
import { BlockLedger, type TierName } from './block-ledger.ts';

const gatherMs = 50;
/** Keys of one event: 128 KiB, well under the bus's message limit. */
const keysPerEventMax = 4096;

export interface BlockPublisherOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly producerId: string;
}

export class BlockPublisher {
  readonly #bus: EventBus;
  readonly #clock: Clock;
  readonly #producerId: string;
  readonly #incarnation: number;
  readonly #ledger = new BlockLedger();
  readonly #connection: Subscription;
  #sequence = 0;
  #timer: Timer | undefined;

  constructor({ bus, clock, producerId }: BlockPublisherOptions) {
    this.#bus = bus;
    this.#clock = clock;
    this.#producerId = producerId;
    this.#incarnation = clock.unixMs();
    // An event even when nothing has changed: its number shows readers what was dropped while the bus was away.
    this.#connection = bus.onConnection((connected) => {
      if (connected) this.#publish([], []);
    });
  }

  gained(tier: TierName, name: BlockName): void {
    this.#ledger.gained(tier, name);
    this.#arm();
  }

  lost(tier: TierName, name: BlockName): void {
    this.#ledger.lost(tier, name);
    this.#arm();
  }

  /** The tier has forgotten everything: it was turned off or started again. */
  lostAll(tier: TierName): void {
    this.#ledger.lostAll(tier);
    this.#arm();
  }

  /** Every key that is served now, after publishing what has not been published yet. */
  snapshot(): { sequence: number; keys: string[] } {
    this.flush();
    return { sequence: this.#sequence, keys: this.#ledger.announced() };
  }

  flush(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (;;) {
      const { stored, evicted } = this.#ledger.take(keysPerEventMax);
      if (stored.length + evicted.length === 0) return;
      this.#publish(stored, evicted);
    }
  }

  stop(): void {
    this.flush();
    this.#connection.close();
  }

  #arm(): void {
    this.#timer ??= this.#clock.after(gatherMs, () => this.flush());
  }

  #publish(stored: readonly string[], evicted: readonly string[]): void {
    this.#sequence += 1;
    publishEvent(this.#bus, Events.blocks, {
      producerId: this.#producerId,
      sequence: this.#sequence,
      incarnation: this.#incarnation,
      storedKeys: Buffer.from(stored.join(''), 'hex'),
      evictedKeys: Buffer.from(evicted.join(''), 'hex'),
    });
  }
}
