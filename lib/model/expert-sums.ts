// The weighted sums of a layer's experts for rows of any origin: by our kernels where the experts are packed, else by ggml's.
import { decodeRows, encodeRows, rowBytes, type WireDType } from '../tensor/activations.ts';
import type { Backend } from '../tensor/backend.ts';
import { ExpertCalls, type ExpertPairs } from '../tensor/expert-calls.ts';
import { GraphSpace } from '../tensor/graph.ts';
import { Scratch } from '../tensor/scratch.ts';
import { SpacePool } from '../tensor/space-pool.ts';
import type { Activation, ModelDescription } from './description.ts';
import { arrangeExpertBatch, type ExpertBatch, scatterRows } from './expert-batch.ts';
import { type ExpertTensors, expertOutputs } from './expert-graph.ts';

export interface ExpertRows extends ExpertPairs {
  /** Normalised hidden states, [rows, hiddenSize]. */
  readonly hidden: Float32Array;
}

/** Rows as they travel between processes. */
export interface EncodedExpertRows extends ExpertPairs {
  readonly dtype: WireDType;
  /** [rows, hiddenSize] of `dtype`, at any address. */
  readonly hidden: Uint8Array;
}

/** The memory of one encoded call after another. */
export class EncodedMemory {
  readonly hidden = new Scratch();
  readonly sums = new Scratch();
  readonly encoded = new Scratch();
}

// Nodes of the largest graph: the fixed part, and three per expert of the row with most of them.
const fixedNodes = 32;
const nodesPerBlock = 3;
/** One is computed while the next is built. */
const spacesMax = 2;

export class ExpertSums {
  readonly #hiddenSize: number;
  readonly #graphs: SpacePool<GraphSpace>;
  readonly #calls: SpacePool<ExpertCalls>;

  constructor(backend: Backend, { hiddenSize, nExpertUsed }: ModelDescription) {
    this.#hiddenSize = hiddenSize;
    const nodes = fixedNodes + nodesPerBlock * nExpertUsed;
    this.#graphs = new SpacePool(spacesMax, () => new GraphSpace(backend, nodes));
    this.#calls = new SpacePool(spacesMax, () => new ExpertCalls(backend));
  }

  /** [rows, hiddenSize], in `memory`; rows without a pair are zero. */
  async compute(
    tensors: ExpertTensors,
    activation: Activation,
    call: ExpertRows,
    memory: Scratch,
  ): Promise<Float32Array> {
    const { rows, hidden, rowIndex, expertIds, weights } = call;
    if (rowIndex.length === 0) return memory.floats(rows * this.#hiddenSize).fill(0);
    const { packed } = tensors;
    if (packed !== undefined) {
      const sums = memory.floats(rows * this.#hiddenSize);
      await this.#calls.use((calls) => calls.run(packed, { dtype: 'f32', values: hidden, sums }, call));
      return sums;
    }
    const batch = arrangeExpertBatch(rows, rowIndex, expertIds, weights);
    return this.#graphs.use((space) => this.#computeByGgml(space, tensors, activation, call, batch, memory));
  }

  /** The same, encoded as the rows are. */
  async computeEncoded(
    tensors: ExpertTensors,
    activation: Activation,
    call: EncodedExpertRows,
    memory: EncodedMemory,
  ): Promise<Uint8Array> {
    const { dtype, hidden } = call;
    const count = call.rows * this.#hiddenSize;
    const { packed } = tensors;
    if (packed !== undefined && dtype === 'bf16' && call.rowIndex.length > 0) {
      const sums = memory.encoded.bytes(rowBytes(dtype, count));
      await this.#calls.use((calls) => calls.run(packed, { dtype, values: hidden, sums }, call));
      return sums;
    }
    const values = decodeRows(hidden, dtype, count, memory.hidden);
    const sums = await this.compute(tensors, activation, { ...call, hidden: values }, memory.sums);
    return encodeRows(sums, dtype, memory.encoded);
  }

  /** Waits for the calls in progress. */
  async close(): Promise<void> {
    await this.#graphs.close();
    await this.#calls.close();
  }

  async #computeByGgml(
    space: GraphSpace,
    tensors: ExpertTensors,
    activation: Activation,
    { rows, hidden }: ExpertRows,
    batch: ExpertBatch,
    memory: Scratch,
  ): Promise<Float32Array> {
    const { g } = space;
    const hiddenSize = this.#hiddenSize;
    const pairs = batch.gather.length;
    const context = space.begin();
    const gathered = g.getRows(context, space.f32(hidden, hiddenSize, rows), space.i32(batch.gather, pairs));
    const input = g.reshape3(context, gathered, hiddenSize, 1, pairs);
    const ids = space.i32(batch.experts, 1, pairs);
    const outputs = expertOutputs(g, context, tensors, activation, input, ids);
    const factors = g.reshape3(context, space.f32(batch.weights, pairs), 1, 1, pairs);
    const weighted = space.output(g.mul(context, outputs, factors));
    const rowBytes = hiddenSize * 4;
    let start = batch.blockRows[0]!;
    for (const count of batch.blockRows.slice(1)) {
      const sum = g.view2(context, weighted, hiddenSize, count, rowBytes, 0);
      space.expand(
        g.addInPlace(context, sum, g.view2(context, weighted, hiddenSize, count, rowBytes, start * rowBytes)),
      );
      start += count;
    }
    await space.compute();
    const values = batch.rowOfRank.length * hiddenSize;
    if (batch.inRowOrder) return space.read(weighted, memory.floats(values));
    const ranked = space.read(weighted, new Float32Array(values));
    return scatterRows(ranked, batch.rowOfRank, memory.floats(rows * hiddenSize), hiddenSize);
  }
}
