// Partial sums of a layer's experts, as shards give them, and their total.
import { addRows } from '../../lib/tensor/activations.ts';
import { Scratch } from '../../lib/tensor/scratch.ts';

/** A shard's answer: sums of some rows of a call. */
export interface Contribution {
  readonly shardId: string;
  /** Row of the call of each row, rising. */
  readonly rows: Uint32Array;
  /** [rows, hiddenSize] */
  readonly sums: Float32Array;
  readonly computedMs: number;
}

/** The memory of a micro-batch: rows to send, partial sums that came, their total. */
export class CallMemory {
  readonly sent = new Scratch();
  readonly total = new Scratch();
  readonly #partials: Scratch[] = [];
  #used = 0;

  /** Partial sums of the call before are no longer needed. */
  begin(): void {
    this.#used = 0;
  }

  partial(): Scratch {
    this.#partials[this.#used] ??= new Scratch();
    return this.#partials[this.#used++]!;
  }
}

/**
 * Adds partial sums in the order of shard ids, then of rows: independent of which answer came first. The total lies in
 * `memory`, or in the place of the first sums where those have all rows.
 */
export function addUp(contributions: Contribution[], memory: Scratch, rows: number, width: number): Float32Array {
  contributions.sort((a, b) => (a.shardId < b.shardId ? -1 : a.shardId > b.shardId ? 1 : a.rows[0]! - b.rows[0]!));
  const [first, ...rest] = contributions;
  const isWhole = first?.rows.length === rows;
  const total = isWhole ? first.sums : memory.floats(rows * width).fill(0);
  for (const { rows: places, sums } of isWhole ? rest : contributions) {
    addRows(sums, places.length === rows ? undefined : places, total, width);
  }
  return total;
}
