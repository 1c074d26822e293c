// The memory of one step: its graphs and the hidden states that wait while experts are computed elsewhere. Kept between
// steps and enlarged when a step needs more.
//
// Graphs of few rows, as of sequences that decode, are kept as they were built: for each layer at which a graph begins
// the last two shapes, so that a step of a shape that was there before only fills in its inputs.
import type { Backend } from '../tensor/backend.ts';
import { GgmlType, type Tensor } from '../tensor/ggml.ts';
import { GraphSpace } from '../tensor/graph.ts';
import { Scratch } from '../tensor/scratch.ts';
import { TensorStore } from '../tensor/tensor-store.ts';
import type { ModelDescription } from './description.ts';
import { addsSharedLate } from './step-graph.ts';
import type { Segment } from './step-segment.ts';

/** Nodes of a layer beside its experts and its attention runs, and of embedding and head. */
const layerNodes = 112;
const fixedNodes = 32;
const nodesPerExpert = 2;
const nodesPerRun = 20;

/** Rows up to which graphs are kept: with more of them building is nothing beside computing, and memory is dear. */
const keptRowsMax = 64;
const keptPerLayer = 2;

interface Kept {
  readonly shape: string;
  readonly graph: GraphSpace;
  /** Undefined while it is built, and when that failed. */
  segment: Segment | undefined;
}

export class StepSpace {
  readonly #backend: Backend;
  readonly #model: ModelDescription;
  /** For graphs that are not kept. */
  #graph: GraphSpace | undefined;
  #graphNodes = 0;
  /** By first layer, the shape used last in front. */
  readonly #kept = new Map<number, Kept[]>();
  #store: TensorStore | undefined;
  #states: readonly Tensor[] = [];
  #expertIds: Tensor | undefined;
  #stateRows = 0;
  /** Hidden states on their way to experts, and logits. */
  readonly hidden = new Scratch();
  readonly logits = new Scratch();

  constructor(backend: Backend, model: ModelDescription) {
    this.#backend = backend;
    this.#model = model;
  }

  /** Makes room for a step of `rows` rows in `runs` attention runs; call it before the first graph of the step. */
  reserve(rows: number, runs: number): void {
    const { layers, nExpertUsed, hiddenSize } = this.#model;
    const nodes = fixedNodes + layers.length * (layerNodes + nodesPerExpert * nExpertUsed + nodesPerRun * runs);
    if (nodes > this.#graphNodes) {
      this.#closeGraphs();
      this.#graphNodes = Math.ceil(nodes * 1.5);
    }
    if (rows > this.#stateRows) {
      // Kept graphs read and write the states.
      this.#closeGraphs();
      this.#store?.close();
      this.#stateRows = Math.ceil(rows / 64) * 64;
      const states = layers.some((layer) => addsSharedLate(this.#model, layer)) ? 2 : 1;
      const state = { type: GgmlType.F32, shape: [hiddenSize, this.#stateRows] };
      const routed = layers.filter(({ feedForward }) => feedForward.kind === 'moe').length;
      const ids = { type: GgmlType.I32, shape: [Math.max(1, routed * nExpertUsed * this.#stateRows)] };
      this.#store = new TensorStore(this.#backend, states + 1);
      const [expertIds, ...others] = this.#store.allocate([ids, ...new Array(states).fill(state)]);
      this.#expertIds = expertIds!.tensor;
      this.#states = others.map(({ tensor }) => tensor);
    }
  }

  /** The graph of this shape that begins at `layer`, where it was kept. */
  known(layer: number, shape: string): Segment | undefined {
    const kept = this.#kept.get(layer);
    const at = kept?.findIndex((one) => one.shape === shape) ?? -1;
    if (at === -1) return undefined;
    const [found] = kept!.splice(at, 1);
    kept!.unshift(found!);
    return found!.segment;
  }

  /** Where to build a graph of this shape, of a step with `rows` rows; `keep` it when it is built. */
  graphFor(layer: number, shape: string, rows: number): GraphSpace {
    if (rows > keptRowsMax) {
      this.#graph ??= new GraphSpace(this.#backend, this.#graphNodes);
      return this.#graph;
    }
    const kept = this.#kept.get(layer) ?? [];
    this.#kept.set(layer, kept);
    const at = kept.findIndex((one) => one.shape === shape);
    // Index -1 takes the one that was used longest ago.
    const [replaced] = at >= 0 || kept.length >= keptPerLayer ? kept.splice(at, 1) : [];
    const graph = replaced?.graph ?? new GraphSpace(this.#backend, this.#graphNodes);
    kept.unshift({ shape, graph, segment: undefined });
    return graph;
  }

  keep(layer: number, shape: string, segment: Segment): void {
    const [latest] = this.#kept.get(layer) ?? [];
    if (latest?.shape === shape && latest.graph === segment.graph) latest.segment = segment;
  }

  /** [hiddenSize, rows or more], kept from one graph of a step to the next. */
  get state(): Tensor {
    return this.#states[0]!;
  }

  /** The same for the shared experts' output, in models that do not add it to the hidden state at once. */
  get sharedState(): Tensor {
    return this.#states[1]!;
  }

  /** Room for the ids of the experts that a step chooses in all layers: what a device is asked once is got soonest. */
  get expertIds(): Tensor {
    return this.#expertIds!;
  }

  close(): void {
    this.#closeGraphs();
    this.#store?.close();
  }

  #closeGraphs(): void {
    this.#graph?.close();
    this.#graph = undefined;
    for (const { graph } of [...this.#kept.values()].flat()) graph.close();
    this.#kept.clear();
  }
}
