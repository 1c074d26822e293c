// Which full blocks kv-stores are still to be given, and when: the write-behind of the prefix cache.
//
// A block is only named here; it is read from the pool when its turn has come. Writing is of use to other requests and
// other replicas, never to what runs now, so it takes what nobody needs first: all there is while nothing runs, and a
// small share of the time while sequences wait for tokens. What leaves the pool before its turn is dropped: whoever wants
// it computes it again.
//
// Invariants
// 1. Cells are read between steps only.
// 2. While sequences run, writing takes at most `busyShare` of the time: of the event loop, and of a kv-store that computes
//    on the same cores. What is written while nothing runs counts for nothing.
// 3. The list holds a block at most once, and at most twice as many as the pools have.
import type { Clock } from '../../lib/actor/clock.ts';
import type { BlockRef, BlockStore, FilledBlock } from './block-store.ts';
import { cellsOfBlock } from './block-table.ts';
import type { CellMemory } from './prefix-cache.ts';
import type { KvGroups } from './prefix-index.ts';

/** Blocks looked at in a turn: those of a kv-store that does not take them now are passed by. */
const lookAhead = 64;
/** Share of the time that writing may take while sequences run. */
const busyShare = 0.02;

export interface WriteBehindOptions {
  readonly groups: KvGroups;
  readonly cells: CellMemory;
  readonly store: BlockStore;
  readonly clock: Pick<Clock, 'now'>;
}

export class WriteBehind {
  readonly #options: WriteBehindOptions;
  /** In the order in which they filled; by group and key. */
  readonly #waiting = new Map<string, FilledBlock>();
  /** While sequences run nothing is written before (monotonic milliseconds). */
  #nextMs = Number.NEGATIVE_INFINITY;

  constructor(options: WriteBehindOptions) {
    this.#options = options;
  }

  /** A block that the last step filled. */
  add(block: FilledBlock): void {
    this.#waiting.set(nameOf(block), block);
    if (this.#waiting.size > 2 * this.#poolBlocks) for (const one of this.#waiting.values()) this.#placeOf(one);
  }

  /** Writes what there is time for. To be called between steps; `busy` when another follows. */
  turn(busy: boolean): void {
    const { store, clock } = this.#options;
    if (!busy) this.#nextMs = Number.NEGATIVE_INFINITY;
    if (this.#waiting.size === 0 || clock.now() < this.#nextMs) return;
    let seen = 0;
    for (const ref of this.#waiting.values()) {
      if (++seen > lookAhead || !store.someIdle) return;
      const place = this.#placeOf(ref);
      // One block after another: more that wait would only take memory.
      if (place === undefined || !store.isIdle(ref.key) || !store.wants(ref.key, ref.group)) continue;
      this.#write(ref, place);
      if (busy) return;
    }
  }

  /** Writes what is still to be written of these, as far as the queues take it: the pool is about to lose it. */
  hurry(keys: readonly string[]): void {
    for (const group of ['full', 'window'] as const) {
      for (const key of keys) {
        const ref = this.#waiting.get(nameOf({ key, group }));
        const place = ref && this.#placeOf(ref);
        if (place !== undefined && this.#options.store.wants(key, group)) this.#write(ref!, place);
      }
    }
  }

  /** A block was sent, which took `busyMs` of this machine. */
  spent(busyMs: number): void {
    this.#nextMs = Math.max(this.#nextMs, this.#options.clock.now()) + busyMs / busyShare;
  }

  /** Where the pool has it; undefined, and forgotten, when it has it no more. */
  #placeOf(ref: BlockRef): number | undefined {
    const place = this.#options.groups[ref.group]?.find(ref.key);
    if (place === undefined) this.#waiting.delete(nameOf(ref));
    return place;
  }

  get #poolBlocks(): number {
    const { full, window } = this.#options.groups;
    return (full?.blockCount ?? 0) + (window?.blockCount ?? 0);
  }

  #write(block: FilledBlock, place: number): void {
    const { store, cells, clock } = this.#options;
    this.#waiting.delete(nameOf(block));
    const startedMs = clock.now();
    store.write(block, (payload) => cells.readCells(block.group, cellsOfBlock(place), payload));
    this.spent(clock.now() - startedMs);
  }
}

function nameOf({ key, group }: BlockRef): string {
  return `${group}${key}`;
}
