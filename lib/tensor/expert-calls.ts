// Packed experts for one call after another, each with other rows and pairs: the graph that computes them stays, so that
// nothing is built or allocated for a call.
import type { Backend } from './backend.ts';
import type { Pointer } from './ffi.ts';
import { GgmlType } from './ggml.ts';
import { GraphSpace } from './graph.ts';
import { allThreads, type NativeKernels } from './native.ts';
import { noMemory } from './native-space.ts';
import type { PackedExperts } from './native-weights.ts';

/** The pairs (rowIndex[i], expertIds[i], weights[i]) of some rows, in any order. */
export interface ExpertPairs {
  readonly rows: number;
  readonly rowIndex: Uint32Array;
  readonly expertIds: Uint32Array;
  readonly weights: Float32Array;
}

/** Rows and their sums, [rows, hidden] each: floats, or bytes of bf16, of the rows at any address. */
export type RowsAndSums =
  | { readonly dtype: 'f32'; readonly values: Float32Array; readonly sums: Float32Array }
  | { readonly dtype: 'bf16'; readonly values: Uint8Array; readonly sums: Uint8Array };

export class ExpertCalls {
  readonly #kernels: NativeKernels;
  readonly #space: Pointer;
  readonly #operation: Pointer;
  readonly #graph: GraphSpace;
  /** What native code reads and writes of the call that runs. */
  readonly #held: ArrayBufferView[] = [];

  /** @throws FulgurError RESOURCE_EXHAUSTED; the backend must have kernels of ours. */
  constructor(backend: Backend) {
    this.#kernels = backend.kernels!;
    const space = this.#kernels.newSpace(null);
    const operation = space && this.#kernels.newExpertCalls(space);
    if (operation === null) throw noMemory();
    this.#space = space!;
    this.#operation = operation;
    this.#graph = new GraphSpace(backend, 1);
    const { g } = this.#graph;
    const context = this.#graph.begin();
    const none = new BigUint64Array(1);
    const run = this.#kernels.experts;
    this.#graph.output(g.custom(context, GgmlType.F32, 1, 1, 1, 1, none, 0, run, allThreads, operation));
  }

  /** For each row the weighted sum over its pairs, in `sums`; rows without a pair are zero. One call at a time. */
  async run(experts: PackedExperts, { dtype, values, sums }: RowsAndSums, pairs: ExpertPairs): Promise<void> {
    const { rows, rowIndex, expertIds, weights } = pairs;
    this.#held.push(values, sums, rowIndex, expertIds, weights);
    const hasRoom = this.#kernels.aimExpertCalls(
      this.#operation,
      experts.description,
      rows,
      rowIndex.length,
      values,
      expertIds,
      rowIndex,
      weights,
      dtype === 'bf16',
      sums,
    );
    if (!hasRoom) throw noMemory();
    try {
      await this.#graph.compute();
    } finally {
      this.#held.length = 0;
    }
  }

  close(): void {
    this.#graph.close();
    this.#kernels.freeSpace(this.#space);
  }
}
