// Which prefix blocks each producer (attention replica or kv-store) holds, learnt from its events.
//
// Owns: one set of block keys per producer. Does not own the asking for snapshots: it says when one is needed.
//
// Invariants
// 1. The index is a hint: a key in it may be gone, a block may be missing from it. Nothing but speed depends on it.
// 2. Events of one incarnation are applied in sequence. A gap or a new incarnation empties the producer's set and asks for
//    a snapshot; events that come meanwhile are kept and applied on top of it.
// 3. At most `maxKeysPerProducer` keys are kept per producer; the oldest go first.
import { keyText, splitKeys } from '../../lib/model/block-key.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

interface Producer {
  incarnation: number;
  sequence: number;
  readonly keys: Set<string>;
  /** Events that came while a snapshot is on its way; undefined when none is. */
  waiting: fulgur.v1.IBlockEvents[] | undefined;
}

export interface PrefixIndexOptions {
  readonly maxKeysPerProducer: number;
  /** Asks `producerId` for all of its blocks; `applySnapshot` or `snapshotFailed` must follow. */
  readonly requestSnapshot: (producerId: string) => void;
}

/** Events kept while a snapshot is on its way; with more, another snapshot is asked for after it. */
const maxWaitingEvents = 1024;

export class PrefixIndex {
  readonly #options: PrefixIndexOptions;
  readonly #producers = new Map<string, Producer>();

  constructor(options: PrefixIndexOptions) {
    this.#options = options;
  }

  /** A producer that is known from membership: asks for its blocks when nothing is known of it. */
  track(producerId: string): void {
    if (!this.#producers.has(producerId)) this.#startOver(producerId, 0, 0);
  }

  forget(producerId: string): void {
    this.#producers.delete(producerId);
  }

  /** Forgets every producer that is not among `producerIds`. */
  retain(producerIds: ReadonlySet<string>): void {
    for (const id of this.#producers.keys()) if (!producerIds.has(id)) this.#producers.delete(id);
  }

  apply(event: fulgur.v1.IBlockEvents): void {
    const id = event.producerId ?? '';
    const incarnation = event.incarnation ?? 0;
    const sequence = event.sequence ?? 0;
    const producer = this.#producers.get(id);
    if (producer === undefined || producer.incarnation !== incarnation) {
      // The first event of an incarnation tells everything that came before it: nothing.
      if (sequence === 1) {
        const fresh = { incarnation, sequence: 0, keys: new Set<string>(), waiting: undefined };
        this.#producers.set(id, fresh);
        this.#take(fresh, event);
        return;
      }
      this.#startOver(id, incarnation, sequence, event);
      return;
    }
    if (producer.waiting !== undefined) {
      if (producer.waiting.length < maxWaitingEvents) producer.waiting.push(event);
      return;
    }
    if (sequence <= producer.sequence) return;
    if (sequence > producer.sequence + 1) this.#startOver(id, incarnation, sequence, event);
    else this.#take(producer, event);
  }

  /** `keys`: all that the producer holds after event `sequence`. */
  applySnapshot(producerId: string, sequence: number, keys: readonly Uint8Array[]): void {
    const producer = this.#producers.get(producerId);
    if (producer?.waiting === undefined) return;
    const waiting = producer.waiting;
    producer.waiting = undefined;
    producer.keys.clear();
    for (const key of keys) producer.keys.add(keyText(key));
    this.#trim(producer);
    producer.sequence = sequence;
    for (const event of waiting) this.apply(event);
  }

  /** No snapshot could be had: the index goes on from the events that it sees. */
  snapshotFailed(producerId: string): void {
    const producer = this.#producers.get(producerId);
    if (producer?.waiting === undefined) return;
    const waiting = producer.waiting;
    producer.waiting = undefined;
    for (const event of waiting) this.#take(producer, event);
  }

  /** How many leading keys of the chain the producer holds. */
  matched(producerId: string, chain: readonly string[], from = 0): number {
    const keys = this.#producers.get(producerId)?.keys;
    if (keys === undefined) return from;
    let count = from;
    while (count < chain.length && keys.has(chain[count] as string)) count += 1;
    return count;
  }

  /** As `matched`, where each block may be at any of the producers. */
  matchedByAny(producerIds: readonly string[], chain: readonly string[], from = 0): number {
    const sets = producerIds.flatMap((id) => this.#producers.get(id)?.keys ?? []);
    let count = from;
    while (count < chain.length && sets.some((keys) => keys.has(chain[count] as string))) count += 1;
    return count;
  }

  size(producerId: string): number {
    return this.#producers.get(producerId)?.keys.size ?? 0;
  }

  #startOver(id: string, incarnation: number, sequence: number, event?: fulgur.v1.IBlockEvents): void {
    const producer = { incarnation, sequence, keys: new Set<string>(), waiting: event === undefined ? [] : [event] };
    this.#producers.set(id, producer);
    this.#options.requestSnapshot(id);
  }

  #take(producer: Producer, event: fulgur.v1.IBlockEvents): void {
    producer.sequence = event.sequence ?? 0;
    for (const key of splitKeys(event.evictedKeys ?? new Uint8Array(0))) producer.keys.delete(keyText(key));
    for (const key of splitKeys(event.storedKeys ?? new Uint8Array(0))) producer.keys.add(keyText(key));
    this.#trim(producer);
  }

  #trim(producer: Producer): void {
    for (const key of producer.keys) {
      if (producer.keys.size <= this.#options.maxKeysPerProducer) return;
      producer.keys.delete(key);
    }
  }
}
