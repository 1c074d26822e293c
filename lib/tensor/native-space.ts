// Our kernels as operations of ggml graphs: describes each one to the library and makes the tensor that stands for its
// result.
//
// Invariants
// 1. Operations live from their making to the next `reset`, like the tensors of the graph that they belong to.
// 2. A space serves one graph at a time, because its operations share the memory in which they work.
import { Code, FulgurError } from '../wire/errors.ts';
import { symbol } from './ffi.ts';
import { type Ggml, GgmlType, type Handle, type Tensor } from './ggml.ts';
import { allThreads, type NativeKernels } from './native.ts';
import type { PackedExperts, PackedMatrix } from './native-weights.ts';
import { choiceWidth } from './sampling.ts';

/** The experts that each row chose, and their weights. */
export interface ChosenExperts {
  /** Of all rows together. */
  readonly count: number;
  /** i32, contiguous, [count / rows, rows]. */
  readonly ids: Tensor;
  /** f32, contiguous, [count]. */
  readonly weights: Tensor;
}

/** Rows that attend to cells of a pool, each to its own. */
export interface CellRows {
  readonly heads: number;
  readonly kvHeads: number;
  /** Multiples of 16. */
  readonly headSize: number;
  readonly valueSize: number;
  /** Factor on the products of queries and keys. */
  readonly scale: number;
  /** First row of the query and how many follow. */
  readonly rowStart: number;
  readonly rowCount: number;
  /** Most cells that a row attends to. */
  readonly cellsMax: number;
}

export class NativeSpace {
  readonly #g: Ggml;
  readonly #kernels: NativeKernels;
  readonly #threads: number;
  readonly #space: Handle;

  /** For graphs that `threads` threads compute. */
  constructor(g: Ggml, kernels: NativeKernels, threads: number) {
    this.#g = g;
    this.#threads = threads;
    this.#kernels = kernels;
    const space = kernels.newSpace(symbol(g.libraries.base, 'ggml_get_data'));
    if (space === null) throw noMemory();
    this.#space = space;
  }

  /** Forgets the operations of the graph before. */
  reset(): void {
    this.#kernels.resetSpace(this.#space);
  }

  /** Rows of `input` [k, rows] times the matrix: [n, rows]. */
  matmul(context: Handle, { type, k, n, address }: PackedMatrix, input: Tensor): Tensor {
    const x = this.#contiguous(context, input);
    const rows = this.#g.rowCount(x);
    const operation = this.#kernels.newMatmul(this.#space, type, address, k, n, rows, x, k);
    return this.#custom(context, [n, rows], [x], this.#kernels.matmul, operation);
  }

  /** For each of the `rows` rows of `input` [hidden, rows] the weighted sum of its experts: [hidden, rows]. */
  experts(context: Handle, experts: PackedExperts, input: Tensor, rows: number, chosen: ChosenExperts): Tensor {
    const { count } = chosen;
    const args = [input, chosen.ids, chosen.weights].map((tensor) => this.#contiguous(context, tensor));
    const [x, ids, weights] = args as [Tensor, Tensor, Tensor];
    const perRow = count / rows;
    const { description } = experts;
    const operation = this.#kernels.newExperts(this.#space, description, rows, count, x, ids, perRow, weights);
    return this.#custom(context, [experts.hidden, rows], args, this.#kernels.experts, operation);
  }

  /**
   * Attention of some rows of `query` [headSize, heads, rows] to their cells of `keys` and `values` (f16): i32 `cells`,
   * and for each row its offset in them and its count, i32 [2, rowCount]. `sinks` [heads] are scores that heads give to
   * nothing. [valueSize * heads, rowCount].
   */
  attention(
    context: Handle,
    rows: CellRows,
    query: Tensor,
    keys: Tensor,
    values: Tensor,
    cells: Tensor,
    spans: Tensor,
    sinks?: Tensor,
  ): Tensor {
    const shape = new DataView(new ArrayBuffer(20));
    const sizes = [rows.heads, rows.kvHeads, rows.headSize, rows.valueSize];
    for (const [i, size] of sizes.entries()) shape.setInt32(4 * i, size, true);
    shape.setFloat32(16, rows.scale, true);
    const x = this.#contiguous(context, query);
    const operation = this.#kernels.newAttention(
      this.#space,
      shape,
      rows.rowCount,
      rows.rowStart,
      rows.cellsMax,
      this.#threads,
      x,
      keys,
      values,
      cells,
      spans,
      sinks ?? null,
    );
    const all = [x, keys, values, cells, spans, ...(sinks === undefined ? [] : [sinks])];
    return this.#custom(context, [rows.heads * rows.valueSize, rows.rowCount], all, this.#kernels.attention, operation);
  }

  /** A choice for each row of `logits` [vocabulary, rows] by `draws` i32 [drawWidth, rows]: [choiceWidth, rows]. */
  sampling(context: Handle, logits: Tensor, vocabulary: number, rows: number, draws: Tensor): Tensor {
    const operation = this.#kernels.newSampling(this.#space, rows, vocabulary, logits, draws);
    return this.#custom(context, [choiceWidth, rows], [logits, draws], this.#kernels.sampling, operation);
  }

  close(): void {
    this.#kernels.freeSpace(this.#space);
  }

  #contiguous(context: Handle, tensor: Tensor): Tensor {
    return this.#g.isContiguous(tensor) ? tensor : this.#g.contiguous(context, tensor);
  }

  #custom(
    context: Handle,
    [n0, n1]: readonly [number, number],
    args: readonly Tensor[],
    run: Handle,
    operation: Handle | null,
  ): Tensor {
    if (operation === null) throw noMemory();
    const addresses = BigUint64Array.from(args);
    return this.#g.custom(context, GgmlType.F32, n0, n1, 1, 1, addresses, args.length, run, allThreads, operation);
  }
}

export function noMemory(): FulgurError {
  return new FulgurError(Code.RESOURCE_EXHAUSTED, 'no memory for an operation of the native kernels');
}
