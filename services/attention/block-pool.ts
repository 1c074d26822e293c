// The blocks of one group of KV cells: which are free, which are in use, and which still hold a prefix worth keeping.
//
// A model has up to two groups: `full` (layers that attend to the whole context) and `window` (sliding-window layers).
// Block b of a group is its cells [32 b, 32 b + 32). The pool counts references; it never touches the cells themselves.
//
// Invariants
// 1. Every block is exactly one of free, used (references > 0) or cached (no reference, has a key).
// 2. A block with a key is full and is never written again: that is what makes sharing it safe (copy-on-write without
//    a copy: whoever grows a shared prefix writes into a block of its own).
// 3. A key names at most one block; eviction takes the cached block that was released longest ago.

export interface BlockPoolOptions {
  readonly blocks: number;
  /** Called when a cached block loses its contents to a new owner. */
  readonly onEvicted?: (key: string) => void;
}

export class BlockPool {
  readonly blockCount: number;
  readonly #references: Int32Array;
  readonly #keyOf: (string | undefined)[];
  readonly #blockOf = new Map<string, number>();
  /** Blocks without contents; the last one is taken first, so that recently touched memory is reused. */
  readonly #free: number[];
  /** Insertion order is the order of release: the first is evicted first. */
  readonly #cached = new Set<number>();
  readonly #onEvicted: ((key: string) => void) | undefined;

  constructor(options: BlockPoolOptions) {
    this.blockCount = options.blocks;
    this.#references = new Int32Array(options.blocks);
    this.#keyOf = new Array<string | undefined>(options.blocks).fill(undefined);
    this.#free = Array.from({ length: options.blocks }, (_, i) => options.blocks - 1 - i);
    this.#onEvicted = options.onEvicted;
  }

  get free(): number {
    return this.#free.length;
  }

  get cached(): number {
    return this.#cached.size;
  }

  get used(): number {
    return this.blockCount - this.#free.length - this.#cached.size;
  }

  /** Blocks that `allocate` can give. */
  get available(): number {
    return this.#free.length + this.#cached.size;
  }

  /** A block without contents, held by the caller; undefined when every block is in use. */
  allocate(): number | undefined {
    const block = this.#free.pop() ?? this.#evict();
    if (block !== undefined) this.#references[block] = 1;
    return block;
  }

  /** One more holder of `block`, used or cached. */
  retain(block: number): void {
    const count = this.#references[block]!;
    if (count === 0 && !this.#cached.delete(block)) throw new Error(`block ${block} is free: it cannot be retained`);
    this.#references[block] = count + 1;
  }

  /** One holder less. The last one leaves a block with a key cached and any other free. */
  release(block: number): void {
    const count = this.#references[block]!;
    if (count === 0) throw new Error(`block ${block} is released more often than it was held`);
    this.#references[block] = count - 1;
    if (count > 1) return;
    if (this.#keyOf[block] === undefined) this.#free.push(block);
    else this.#cached.add(block);
  }

  /** Names the contents of a full, held block. False when another block already has this key: this one stays private. */
  publish(block: number, key: string): boolean {
    if (this.#references[block] === 0) throw new Error(`block ${block} is not held: it cannot be published`);
    if (this.#keyOf[block] !== undefined || this.#blockOf.has(key)) return false;
    this.#keyOf[block] = key;
    this.#blockOf.set(key, block);
    return true;
  }

  /** The block with this key, used or cached. */
  find(key: string): number | undefined {
    return this.#blockOf.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#blockOf.keys();
  }

  #evict(): number | undefined {
    const [oldest] = this.#cached;
    if (oldest === undefined) return undefined;
    this.#cached.delete(oldest);
    const key = this.#keyOf[oldest]!;
    this.#keyOf[oldest] = undefined;
    this.#blockOf.delete(key);
    this.#onEvicted?.(key);
    return oldest;
  }
}
