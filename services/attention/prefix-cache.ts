// Keys and values that outlive their request: named blocks in the pool, and the kv-store behind it.
//
// Invariants
// 1. `publish`, `absorb` and everything else that touches cells runs between steps.
// 2. What is fetched enters the pool as cached blocks: admission finds it there, or recomputes it when it is gone again.
import type { Clock } from '../../lib/actor/clock.ts';
import { blockTokens } from '../../lib/model/block-key.ts';
import type { BlockEventPublisher } from './block-events.ts';
import { BlockPool } from './block-pool.ts';
import type { BlockRef, BlockStore, GroupName, StoredBlock } from './block-store.ts';
import { cellsOfBlock } from './block-table.ts';
import { firstWindowBlock, type KvGroups, longestResume, matchPrefix, resumableBlocks } from './prefix-index.ts';
import type { RestoreCosts, Restoring } from './restore-costs.ts';
import type { Sequence } from './sequence.ts';
import { WriteBehind } from './write-behind.ts';

/** The memory that cells lie in. */
export interface CellMemory {
  /** Contents of cells of one group, all of its layers, into `payload`. */
  readCells(group: GroupName, cells: Uint32Array, payload: Uint8Array): void;
  writeCells(group: GroupName, cells: Uint32Array, payload: Uint8Array): void;
}

export interface PrefixCacheOptions {
  readonly fullBlocks: number;
  readonly windowBlocks: number;
  readonly windowTokens: number;
  readonly cells: CellMemory;
  readonly events: BlockEventPublisher;
  readonly store: BlockStore | undefined;
  readonly fetchDeadlineMs: number;
  /** Bytes of a block in each group. */
  readonly payloadBytes: Readonly<Record<GroupName, number>>;
  readonly costs: RestoreCosts;
  readonly clock: Clock;
}

export class PrefixCache {
  readonly groups: KvGroups;
  readonly #options: PrefixCacheOptions;
  /** Undefined where there is never a kv-store. */
  readonly #writeBehind: WriteBehind | undefined;

  constructor(options: PrefixCacheOptions) {
    const { fullBlocks, windowBlocks, windowTokens, events } = options;
    this.#options = options;
    // Routers follow one part of each block: that of the group without which nothing can be resumed.
    const onEvicted = (key: string) => events.evicted(key);
    this.groups = {
      full: fullBlocks > 0 ? new BlockPool({ blocks: fullBlocks, onEvicted }) : undefined,
      window:
        windowBlocks > 0 ? new BlockPool({ blocks: windowBlocks, ...(fullBlocks === 0 && { onEvicted }) }) : undefined,
      windowTokens,
    };
    const { store, cells, clock } = options;
    this.#writeBehind = store && new WriteBehind({ groups: this.groups, cells, store, clock });
    events.begin(this.groups.full ?? this.groups.window);
  }

  /** Names the blocks that the last step filled; they are written behind, as a part of the trace of `traceparent`. */
  publish(sequence: Sequence, traceparent: string): void {
    for (const index of sequence.takeFilledBlocks()) {
      const key = sequence.keys()[index]!;
      const { full, window } = sequence.blocks.publish(index, key);
      if ((this.groups.full ? full : window) !== undefined) this.#options.events.stored(key);
      for (const [group, block] of [
        ['full', full],
        ['window', window],
      ] as const) {
        if (block !== undefined) this.#writeBehind?.add({ key, group, traceparent });
      }
    }
  }

  /** Gives kv-stores some of what they do not have; `busy` when a step follows. */
  writeBehind(busy: boolean): void {
    this.#writeBehind?.turn(busy);
  }

  /** A block was written behind, which took `busyMs` of the event loop. */
  wrote(busyMs: number): void {
    this.#writeBehind?.spent(busyMs);
  }

  /** Gives kv-stores what they do not have of a sequence whose blocks were taken back, while the pool still has it. */
  swapOut(sequence: Sequence): void {
    this.#writeBehind?.hurry(sequence.keys());
  }

  /** The cheaper way to the keys and values of a sequence that was preempted. */
  restoring(sequence: Sequence): Restoring {
    if (!this.canFetch(sequence)) return 'compute';
    const { costs, payloadBytes } = this.#options;
    const blocks = resumableBlocks(sequence.tokens.length);
    const missing = blocks - matchPrefix(this.groups, sequence.keys(), blocks).blocks;
    const windowBlocks = blocks - firstWindowBlock(blocks * blockTokens, this.groups.windowTokens);
    const bytes = missing * payloadBytes.full + Math.min(missing, windowBlocks) * payloadBytes.window;
    return costs.fetchMs(bytes) < costs.computeMs(missing * blockTokens) ? 'fetch' : 'compute';
  }

  /** Whether the kv-stores may know more of this text than the pool does. */
  canFetch(sequence: Sequence): boolean {
    const limit = resumableBlocks(sequence.tokens.length);
    if (limit === 0 || !this.#options.store?.available) return false;
    return matchPrefix(this.groups, sequence.keys(), limit).blocks < limit;
  }

  /** Blocks that lengthen what the pool has of this text; none when the kv-stores have none, or not in time. */
  async fetch(sequence: Sequence): Promise<StoredBlock[]> {
    const { store, fetchDeadlineMs, clock } = this.#options;
    if (store === undefined) return [];
    const dueMs = clock.now() + fetchDeadlineMs;
    const keys = sequence.keys().slice(0, resumableBlocks(sequence.tokens.length));
    const local = matchPrefix(this.groups, keys, keys.length).blocks;
    const missing = this.#missing(keys);
    const present = await store.match(missing, fetchDeadlineMs);
    const absent = new Set(missing.filter((_, i) => !present[i]).map(({ key, group }) => `${group}${key}`));
    const has = (group: GroupName) => (index: number) => !absent.has(`${group}${keys[index]}`);
    const blocks = longestResume({ full: has('full'), window: has('window') }, keys.length, this.groups.windowTokens);
    if (blocks <= local) return [];
    const firstWindow = firstWindowBlock(blocks * blockTokens, this.groups.windowTokens);
    const indexOf = new Map(keys.map((key, index) => [key, index]));
    const useful = missing.filter(({ key, group }) => {
      const index = indexOf.get(key)!;
      return index < blocks && (group === 'full' || index >= firstWindow);
    });
    const startedMs = clock.now();
    const fetched = await store.fetch(useful, Math.max(1, dueMs - startedMs));
    const bytes = fetched.reduce((sum, { payload }) => sum + payload.length, 0);
    this.#options.costs.observeFetch(bytes, clock.now() - startedMs);
    return fetched;
  }

  /** Puts fetched blocks into the pool, where the admission of `sequence` will find them. */
  absorb(sequence: Sequence, blocks: readonly StoredBlock[]): void {
    if (blocks.length === 0) return;
    const held = this.#holdChain(sequence);
    const order = new Map(sequence.keys().map((key, index) => [key, index]));
    for (const block of [...blocks].sort((a, b) => order.get(a.key)! - order.get(b.key)!)) {
      const pool = this.groups[block.group];
      if (pool === undefined || pool.find(block.key) !== undefined) continue;
      const place = pool.allocate();
      if (place === undefined) break;
      this.#options.cells.writeCells(block.group, cellsOfBlock(place), block.payload);
      pool.publish(place, block.key);
      if (pool === (this.groups.full ?? this.groups.window)) this.#options.events.stored(block.key);
      sequence.fetched.add(block.key);
      held.push({ pool, place });
    }
    for (const { pool, place } of held.reverse()) pool.release(place);
  }

  /** What the pool has of this text, kept from eviction while the rest is added. */
  #holdChain(sequence: Sequence): { pool: BlockPool; place: number }[] {
    const held: { pool: BlockPool; place: number }[] = [];
    for (const pool of [this.groups.full, this.groups.window]) {
      for (const key of pool === undefined ? [] : sequence.keys()) {
        const place = pool!.find(key);
        if (place === undefined) continue;
        pool!.retain(place);
        held.push({ pool: pool!, place });
      }
    }
    return held;
  }

  #missing(keys: readonly string[]): BlockRef[] {
    const refs: BlockRef[] = [];
    for (const group of ['full', 'window'] as const) {
      const pool = this.groups[group];
      if (pool === undefined) continue;
      for (const key of keys) if (pool.find(key) === undefined) refs.push({ key, group });
    }
    return refs;
  }
}
