// The blocks that one sequence holds in each group, and the cell of each of its positions.
//
// Invariants
// 1. The table holds one reference on each block in it, and gives all of them back in `release`.
// 2. Blocks before the resume point may be shared; `extend` adds only blocks of the sequence's own.
// 3. Window blocks wholly behind the window are given back by `trim`, so a sequence keeps at most one window, the
//    chunk that is being computed, and one block of slack.
import { blockTokens } from '../../lib/model/block-key.ts';
import type { BlockPool } from './block-pool.ts';
import { firstWindowBlock, type KvGroups, type PrefixMatch } from './prefix-index.ts';

class GroupTable {
  readonly pool: BlockPool;
  /** Index of the first block still held. */
  first = 0;
  readonly blocks: number[] = [];
  /** Cell of position p at index p; positions before 32 * first are stale. */
  cells = new Uint32Array(8 * blockTokens);

  constructor(pool: BlockPool) {
    this.pool = pool;
  }

  get end(): number {
    return this.first + this.blocks.length;
  }

  push(block: number): void {
    const at = this.end * blockTokens;
    if (at + blockTokens > this.cells.length) {
      const grown = new Uint32Array(2 * this.cells.length);
      grown.set(this.cells);
      this.cells = grown;
    }
    for (let i = 0; i < blockTokens; i++) this.cells[at + i] = block * blockTokens + i;
    this.blocks.push(block);
  }

  at(index: number): number | undefined {
    return index < this.first ? undefined : this.blocks[index - this.first];
  }

  releaseBefore(index: number): void {
    while (this.first < index && this.blocks.length > 0) {
      this.pool.release(this.blocks.shift()!);
      this.first++;
    }
  }

  /** Last block first, so that the head of a chain, which more texts share, is evicted last. */
  releaseAll(): void {
    while (this.blocks.length > 0) this.pool.release(this.blocks.pop()!);
    this.first = 0;
  }
}

export class BlockTable {
  readonly #full: GroupTable | undefined;
  readonly #window: GroupTable | undefined;
  readonly #windowTokens: number;

  constructor(groups: KvGroups) {
    this.#full = groups.full && new GroupTable(groups.full);
    this.#window = groups.window && new GroupTable(groups.window);
    this.#windowTokens = groups.windowTokens;
  }

  /** Takes the blocks of a match into an empty table. */
  adopt(match: PrefixMatch): void {
    for (const block of match.full) {
      this.#full!.pool.retain(block);
      this.#full!.push(block);
    }
    if (this.#window === undefined) return;
    this.#window.first = match.windowFirst;
    for (const block of match.window) {
      this.#window.pool.retain(block);
      this.#window.push(block);
    }
  }

  /** Blocks that `extend(tokens)` would allocate in the fullest group. */
  missing(tokens: number): { full: number; window: number } {
    const end = Math.ceil(tokens / blockTokens);
    return {
      full: this.#full ? Math.max(0, end - this.#full.end) : 0,
      window: this.#window ? Math.max(0, end - this.#window.end) : 0,
    };
  }

  /** Gives positions up to `tokens` (exclusive) a cell. False, and nothing changes, when a pool has too few blocks. */
  extend(tokens: number): boolean {
    const missing = this.missing(tokens);
    if (this.#full && this.#full.pool.available < missing.full) return false;
    if (this.#window && this.#window.pool.available < missing.window) return false;
    for (let i = 0; i < missing.full; i++) this.#full!.push(this.#full!.pool.allocate()!);
    for (let i = 0; i < missing.window; i++) this.#window!.push(this.#window!.pool.allocate()!);
    return true;
  }

  /** Gives back window blocks that no token from `position` on can see. */
  trim(position: number): void {
    this.#window?.releaseBefore(firstWindowBlock(position, this.#windowTokens));
  }

  /** Names block `index` in every group; `full` and `window` are its blocks where they were new under this key. */
  publish(index: number, key: string): { full: number | undefined; window: number | undefined } {
    const publishIn = (group: GroupTable | undefined): number | undefined => {
      const block = group?.at(index);
      return block !== undefined && group!.pool.publish(block, key) ? block : undefined;
    };
    return { full: publishIn(this.#full), window: publishIn(this.#window) };
  }

  /** Cells of positions 0 to `end` (exclusive) in the full group; a view that the next `extend` may outdate. */
  fullCells(end: number): Uint32Array {
    return this.#full ? this.#full.cells.subarray(0, end) : new Uint32Array(0);
  }

  /** First position whose window cell is held. */
  get windowStart(): number {
    return this.#window ? this.#window.first * blockTokens : 0;
  }

  /** Cells of positions `windowStart` to `end` (exclusive) in the window group. */
  windowCells(end: number): Uint32Array {
    return this.#window ? this.#window.cells.subarray(this.windowStart, end) : new Uint32Array(0);
  }

  release(): void {
    this.#window?.releaseAll();
    this.#full?.releaseAll();
  }
}

/** Cells of a block, for the pool's `readCells` and `writeCells`. */
export function cellsOfBlock(block: number): Uint32Array {
  return Uint32Array.from({ length: blockTokens }, (_, i) => block * blockTokens + i);
}
