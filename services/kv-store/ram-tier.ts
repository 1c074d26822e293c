// The fast tier: blocks in memory, bounded by bytes, the least recently used leave first.
import { type Block, type BlockName, entryOverheadBytes } from './block.ts';

export class RamTier {
  readonly limitBytes: number;
  /** In order of use: the first is the next to leave. */
  readonly #blocks = new Map<BlockName, Block>();
  #bytes = 0;

  /** Whether a tier of `limitBytes` can keep a payload of `payloadBytes` at all. */
  static canHold(payloadBytes: number, limitBytes: number): boolean {
    return payloadBytes + entryOverheadBytes <= limitBytes;
  }

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  get count(): number {
    return this.#blocks.size;
  }

  /** Payload bytes and the cost of their index entries. */
  get bytes(): number {
    return this.#bytes;
  }

  has(name: BlockName): boolean {
    return this.#blocks.has(name);
  }

  /** The block, which becomes the most recently used. */
  get(name: BlockName): Block | undefined {
    const block = this.#blocks.get(name);
    if (block !== undefined) this.#touch(name, block);
    return block;
  }

  /** Keeps `block`, which must fit, and returns those that left for it, the oldest first. */
  put(block: Block): Block[] {
    this.#remove(block.name);
    const cost = block.payload.length + entryOverheadBytes;
    const evicted: Block[] = [];
    for (const [name, oldest] of this.#blocks) {
      if (this.#bytes + cost <= this.limitBytes) break;
      this.#remove(name);
      evicted.push(oldest);
    }
    this.#blocks.set(block.name, block);
    this.#bytes += cost;
    return evicted;
  }

  /** Every block, the most recently used first. */
  newestFirst(): Block[] {
    return [...this.#blocks.values()].reverse();
  }

  #touch(name: BlockName, block: Block): void {
    this.#blocks.delete(name);
    this.#blocks.set(name, block);
  }

  #remove(name: BlockName): void {
    const block = this.#blocks.get(name);
    if (block === undefined) return;
    this.#blocks.delete(name);
    this.#bytes -= block.payload.length + entryOverheadBytes;
  }
}
