// The memory of one step: the graph under construction and the hidden states that wait while experts are computed
// elsewhere. Kept between steps and enlarged when a step needs more.
import type { Backend } from '../tensor/backend.ts';
import { GgmlType, type Tensor } from '../tensor/ggml.ts';
import { GraphSpace } from '../tensor/graph.ts';
import { TensorStore } from '../tensor/tensor-store.ts';
import type { ModelDescription } from './description.ts';
import { addsSharedLate } from './step-graph.ts';

/** Nodes of a layer beside its experts and its attention runs, and of embedding and head. */
const layerNodes = 112;
const fixedNodes = 32;
const nodesPerExpert = 2;
const nodesPerRun = 14;

export class StepSpace {
  readonly #backend: Backend;
  readonly #model: ModelDescription;
  #graph: GraphSpace | undefined;
  #graphNodes = 0;
  #store: TensorStore | undefined;
  #states: readonly Tensor[] = [];
  #stateRows = 0;

  constructor(backend: Backend, model: ModelDescription) {
    this.#backend = backend;
    this.#model = model;
  }

  /** Makes room for a step of `rows` rows in `runs` attention runs; call it before the first graph of the step. */
  reserve(rows: number, runs: number): void {
    const { layers, nExpertUsed, hiddenSize } = this.#model;
    const nodes = fixedNodes + layers.length * (layerNodes + nodesPerExpert * nExpertUsed + nodesPerRun * runs);
    if (nodes > this.#graphNodes) {
      this.#graph?.close();
      this.#graphNodes = Math.ceil(nodes * 1.5);
      this.#graph = new GraphSpace(this.#backend, this.#graphNodes);
    }
    if (rows > this.#stateRows) {
      this.#store?.close();
      this.#stateRows = Math.ceil(rows / 64) * 64;
      const count = layers.some((layer) => addsSharedLate(this.#model, layer)) ? 2 : 1;
      this.#store = new TensorStore(this.#backend, count);
      const shape = { type: GgmlType.F32, shape: [hiddenSize, this.#stateRows] };
      this.#states = this.#store.allocate(new Array(count).fill(shape)).map(({ tensor }) => tensor);
    }
  }

  get graph(): GraphSpace {
    return this.#graph!;
  }

  /** [hiddenSize, rows or more], kept from one graph of a step to the next. */
  get state(): Tensor {
    return this.#states[0]!;
  }

  /** The same for the shared experts' output, in models that do not add it to the hidden state at once. */
  get sharedState(): Tensor {
    return this.#states[1]!;
  }

  close(): void {
    this.#graph?.close();
    this.#store?.close();
  }
}
