// A segment of a step: one graph, from a layer to the next cut or to the logits. It is built for a shape (rows, runs of
// attention, where the experts are) and can be computed again for every step of that shape: only its inputs change.
import type { Tensor } from '../tensor/ggml.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import type { DrawTable } from '../tensor/sampling.ts';
import type { AttentionPlan, GroupPlan } from './attention-plan.ts';
import type { LayerDescription, ModelDescription } from './description.ts';
import type { KvPool } from './kv-pool.ts';
import type { ExpertObserver, ExpertProvider, ExpertWeights, StepBatch } from './step.ts';
import { addsSharedLate, StepGraph, type Unfinished } from './step-graph.ts';
import type { StepSpace } from './step-space.ts';
import type { ModelWeights } from './weights.ts';

/** The state of one step between its graphs. */
export interface Step {
  readonly batch: StepBatch;
  readonly plan: AttentionPlan;
  readonly experts: ExpertProvider;
  readonly observe: ExpertObserver | undefined;
  /** What to choose from the logits, on a CPU in the last graph; undefined where logits are wanted. */
  readonly draws: DrawTable | undefined;
  /** Next layer to compute. */
  layer: number;
  /** Rows that are computed on: all of them up to the last layer's attention, then the output rows. */
  rows: number;
  /** Routed experts' sum of the layer before, when that one was cut. */
  routed: Float32Array | undefined;
}

/** The step that a segment computes now: what its inputs are read from. */
export interface CurrentStep {
  step: Step;
}

/** The experts that were chosen in a layer: ids [rows, expertsUsed], beside those of the segment's other layers. */
export interface RoutedLayer {
  readonly layer: number;
  /** Where they begin in `StepSpace.expertIds`, and how many there are. */
  readonly first: number;
  readonly count: number;
}

/** A layer whose experts are computed elsewhere. */
export interface Cut {
  readonly layer: LayerDescription;
  /** Their input. */
  readonly hidden: Tensor;
  /** [1, expertsUsed, rows] */
  readonly weights: Tensor;
}

export interface Segment {
  readonly graph: GraphSpace;
  readonly current: CurrentStep;
  /** Where each layer with experts, up to the cut, had them when the graph was built; undefined for elsewhere. */
  readonly local: readonly { readonly layer: number; readonly weights: ExpertWeights | undefined }[];
  /** What was routed in this graph, for the observer; the last one is the cut, when there is one. */
  readonly routings: readonly RoutedLayer[];
  /** Where the graph is cut. */
  readonly cut: Cut | undefined;
  /** Of the output rows, in the last graph of a step that has any; undefined where they are chosen from in it. */
  readonly logits: Tensor | undefined;
  /** What was chosen from them. */
  readonly choices: Tensor | undefined;
  /** Where the step stands behind it. */
  readonly next: { readonly layer: number; readonly rows: number };
}

/** Equal for steps that a graph which begins at their layer serves, as long as the experts are where they were. */
export function shapeOf({ batch, plan, observe, draws, rows }: Step): string {
  const runs = (group: GroupPlan | undefined): string =>
    (group?.runs ?? [])
      .map(({ kind, rowStart, rowCount, sequences, cellCount, gather, firstCell, mask }) =>
        [kind, rowStart, rowCount, sequences, cellCount, gather?.length, firstCell, mask?.length].join(),
      )
      .join(' ');
  const sizes = [plan.rows, rows, batch.outputRows.length, observe !== undefined, draws !== undefined].join();
  return `${sizes}/${runs(plan.full)}/${runs(plan.window)}`;
}

/**
 * Keeps the experts that a segment computes with in place until the functions that come back are called; undefined when
 * they are no longer where they were when it was built.
 */
export function pinExperts({ local }: Segment, { experts }: Step): (() => void)[] | undefined {
  const pinned: ExpertWeights[] = [];
  for (const { layer, weights: before } of local) {
    const now = experts.localWeights?.(layer);
    if (now?.packed !== before?.packed || now?.gate !== before?.gate) return undefined;
    if (now?.up !== before?.up || now?.down !== before?.down) return undefined;
    if (now !== undefined) pinned.push(now);
  }
  return pinned.map((weights) => weights.pin());
}

export class SegmentBuilder {
  readonly #model: ModelDescription;
  readonly #weights: ModelWeights;
  readonly #pool: KvPool;

  constructor(model: ModelDescription, weights: ModelWeights, pool: KvPool) {
    this.#model = model;
    this.#weights = weights;
    this.#pool = pool;
  }

  /** Builds the graph from the step's next layer to the next cut, or to the logits. */
  build(space: StepSpace, graphSpace: GraphSpace, step: Step): Segment {
    const model = this.#model;
    const { outputRows } = step.batch;
    const current: CurrentStep = { step };
    const graph = new StepGraph(graphSpace, model, this.#weights, this.#pool, current);
    const routings: RoutedLayer[] = [];
    const local: Segment['local'][number][] = [];
    const segment = { graph: graphSpace, current, local, routings };
    let { layer: next, rows } = step;
    let x = step.routed === undefined ? graph.embed() : this.#resume(space, step, graph);
    while (next < model.layers.length) {
      const layer = model.layers[next++]!;
      x = graph.attention(x, layer);
      if (next === model.layers.length) {
        rows = outputRows.length;
        if (rows === 0) break;
        x = graph.pickOutputs(x);
      }
      const y = graph.feedForwardNorm(x, layer);
      const { feedForward } = layer;
      if (feedForward.kind === 'dense') {
        x = graph.denseFeedForward(x, y, layer);
        continue;
      }
      const unfinished = graph.sharedExperts(x, y, layer);
      const routing = graph.route(y, rows, layer, feedForward);
      const weights = step.experts.localWeights?.(layer.index);
      local.push({ layer: layer.index, weights });
      if (weights === undefined || step.observe !== undefined) {
        const before = routings.at(-1);
        const first = before === undefined ? 0 : before.first + before.count;
        graph.storeIds(routing, space.expertIds, first, rows, feedForward);
        routings.push({ layer: layer.index, first, count: rows * feedForward.expertsUsed });
      }
      if (weights === undefined) {
        this.#suspend(space, rows, graph, unfinished);
        const cut = { layer, hidden: graph.space.output(y), weights: graph.space.output(routing.weights) };
        return { ...segment, cut, logits: undefined, choices: undefined, next: { layer: next, rows } };
      }
      x = graph.finish(unfinished, graph.routedExperts(y, rows, routing, weights, feedForward), layer);
    }
    const ends = { cut: undefined, next: { layer: next, rows } };
    if (rows === 0) {
      graph.space.expand(x);
      return { ...segment, ...ends, logits: undefined, choices: undefined };
    }
    const logits = graph.head(x);
    if (step.draws !== undefined && graph.space.onCpu) {
      return { ...segment, ...ends, logits: undefined, choices: graph.space.output(graph.sample(logits, rows)) };
    }
    return { ...segment, ...ends, logits: graph.space.output(logits), choices: undefined };
  }

  /** Keeps what waits for a layer's routed experts until the next graph. */
  #suspend(space: StepSpace, rows: number, graph: StepGraph, { x, shared }: Unfinished): void {
    const { hiddenSize } = this.#model;
    graph.store(x, graph.firstRows(space.state, hiddenSize, rows));
    if (shared !== undefined) graph.store(shared, graph.firstRows(space.sharedState, hiddenSize, rows));
  }

  /** The hidden state behind the layer before, whose routed experts were computed elsewhere. */
  #resume(space: StepSpace, { layer, rows }: Step, graph: StepGraph): Tensor {
    const { hiddenSize, layers } = this.#model;
    const before = layers[layer - 1]!;
    const kept = (tensor: Tensor): Tensor => graph.firstRows(tensor, hiddenSize, rows);
    const shared = addsSharedLate(this.#model, before) ? kept(space.sharedState) : undefined;
    return graph.finish({ x: kept(space.state), shared }, graph.routedElsewhere(rows), before);
  }
}
