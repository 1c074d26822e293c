// Runs a model one step at a time: rows of several sequences through all layers, keys and values in the pool.
//
// A layer whose experts are in this process is computed in the same graph as its neighbours. Any other layer cuts the
// graph: what comes before is computed up to the router's choice and the shared experts, the provider is asked for the
// routed experts' sum, and the next graph begins by adding it. Behind the last layer's attention only the output rows are
// computed, so its experts see fewer rows, or none.
//
// Invariants
// 1. Steps may overlap (while one waits for its experts another computes), so long as no cell that one of them writes
//    is seen or written by the other.
// 2. A step that fails leaves the pool usable: only cells that it was to write are undefined.
import { Backend, type BackendOptions, type DeviceInfo } from '../tensor/backend.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufModel } from '../tensor/gguf.ts';
import { SpacePool } from '../tensor/space-pool.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import { type AttentionPlan, planAttention } from './attention-plan.ts';
import type { LayerDescription, ModelDescription, MoeDescription } from './description.ts';
import { KvPool, type KvPoolOptions } from './kv-pool.ts';
import { type Precision, widensWeights } from './precision.ts';
import { describeModel } from './registry.ts';
import type { ExpertObserver, ExpertProvider, StepBatch } from './step.ts';
import { addsSharedLate, type Routing, StepGraph, type Unfinished } from './step-graph.ts';
import { StepSpace } from './step-space.ts';
import { ModelWeights } from './weights.ts';

export type {
  ExpertCall,
  ExpertObserver,
  ExpertProvider,
  ExpertWeights,
  SequenceSlice,
  StepBatch,
} from './step.ts';

export interface RunnerOptions extends BackendOptions {
  readonly pool: KvPoolOptions;
  readonly precision?: Precision | undefined;
  /** Steps that may overlap; more wait. */
  readonly stepsMax?: number;
}

interface RoutedLayer {
  readonly layer: number;
  readonly rows: number;
  readonly moe: MoeDescription;
  readonly ids: Tensor;
  readonly weights: Tensor;
}

/** The state of one step between its graphs. */
interface Step {
  readonly batch: StepBatch;
  readonly plan: AttentionPlan;
  readonly experts: ExpertProvider;
  readonly observe: ExpertObserver | undefined;
  /** Next layer to compute. */
  layer: number;
  /** Rows that are computed on: all of them up to the last layer's attention, then the output rows. */
  rows: number;
  /** Routed experts' sum of the layer before, when that one was cut. */
  routed: Float32Array | undefined;
}

interface Segment {
  /** What was routed in this graph, for the observer; the last one is the cut, when there is one. */
  readonly routings: RoutedLayer[];
  /** Input of the experts of the layer at which the graph is cut. */
  readonly cut: { readonly layer: LayerDescription; readonly hidden: Tensor } | undefined;
  readonly logits: Tensor | undefined;
  readonly unpin: (() => void)[];
}

const defaultSteps = 2;

export class ModelRunner {
  readonly description: ModelDescription;
  readonly fingerprint: string;
  readonly pool: KvPool;
  readonly device: DeviceInfo;
  /** Bytes of the weights, mapped from the file or in memory. */
  readonly weightBytes: number;
  /** Whose kernels compute: a variant of ours, or ggml. */
  readonly kernels: string;
  readonly #backend: Backend;
  readonly #weights: ModelWeights;
  readonly #attention: { readonly onCpu: boolean; readonly native: boolean };
  readonly #spaces: SpacePool<StepSpace>;
  #open = true;

  private constructor(
    model: GgufModel,
    description: ModelDescription,
    backend: Backend,
    weights: ModelWeights,
    options: RunnerOptions,
  ) {
    this.description = description;
    this.fingerprint = model.fingerprint;
    this.device = backend.device;
    const isExact = widensWeights(model, options.precision);
    this.kernels = (isExact ? undefined : backend.kernels?.variant()) ?? 'ggml';
    this.weightBytes = weights.bytes;
    this.#backend = backend;
    this.#weights = weights;
    this.pool = new KvPool(backend, description, options.pool);
    const isHalf = (options.pool.dtype ?? 'f16') === 'f16';
    this.#attention = { onCpu: backend.isCpu, native: isHalf && this.kernels !== 'ggml' };
    this.#spaces = new SpacePool(options.stepsMax ?? defaultSteps, () => new StepSpace(backend, description));
  }

  /** @throws FulgurError naming what the model lacks, or the option that is wrong. */
  static async load(model: GgufModel, options: RunnerOptions): Promise<ModelRunner> {
    const description = describeModel(model);
    const backend = Backend.open(options);
    let weights: ModelWeights | undefined;
    try {
      const widen = widensWeights(model, options.precision);
      weights = await ModelWeights.load(model, description, backend, { widen });
      return new ModelRunner(model, description, backend, weights, options);
    } catch (error) {
      weights?.close();
      await backend.close();
      throw error;
    }
  }

  /**
   * Computes one step. Returns the logits of the output rows, [outputs, vocabularySize], in a new array.
   * @throws what the provider throws, and FulgurError INTERNAL for cells or rows that do not add up.
   */
  step(batch: StepBatch, experts: ExpertProvider, observe?: ExpertObserver): Promise<Float32Array> {
    return this.#spaces.use((space) => this.#step(space, batch, experts, observe));
  }

  async #step(
    space: StepSpace,
    batch: StepBatch,
    experts: ExpertProvider,
    observe: ExpertObserver | undefined,
  ): Promise<Float32Array> {
    if (!this.#open) throw new FulgurError(Code.UNAVAILABLE, 'the model is closed');
    this.#check(batch);
    const plan = planAttention(batch, this.description, this.pool.cells, this.#attention);
    const step: Step = { batch, plan, experts, observe, layer: 0, rows: plan.rows, routed: undefined };
    const runs = (plan.full?.runs.length ?? 0) + (plan.window?.runs.length ?? 0);
    space.reserve(plan.rows, runs);
    for (;;) {
      const segment = this.#build(space, step);
      try {
        await space.graph.compute();
      } finally {
        for (const unpin of segment.unpin) unpin();
      }
      const choice = this.#report(space, step, segment);
      if (segment.cut === undefined) {
        const logits = new Float32Array(batch.outputRows.length * this.description.vocabularySize);
        return segment.logits === undefined ? logits : space.graph.read(segment.logits, logits);
      }
      const { rows } = step;
      const hidden = space.graph.read(segment.cut.hidden, new Float32Array(rows * this.description.hiddenSize));
      const sum = await experts.run({ layer: segment.cut.layer.index, rows, hidden, ...choice! });
      if (sum.length !== hidden.length) {
        throw new FulgurError(Code.INTERNAL, `experts returned ${sum.length} values for ${hidden.length}`);
      }
      step.routed = sum;
    }
  }

  /** Waits for the steps in progress, then frees the pool, the weights and the device. */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#spaces.close();
    await this.#backend.close();
    this.pool.close();
    this.#weights.close();
  }

  /** Builds the graph from the step's next layer to the next cut, or to the logits. */
  #build(space: StepSpace, step: Step): Segment {
    const { description } = this;
    const { outputRows } = step.batch;
    const graph = new StepGraph(space.graph, description, this.#weights, this.pool, step.plan);
    const segment = { routings: [] as RoutedLayer[], unpin: [] as (() => void)[] };
    let x = step.routed === undefined ? graph.embed(step.batch.tokens) : this.#resume(space, step, graph, step.routed);
    while (step.layer < description.layers.length) {
      const layer = description.layers[step.layer++]!;
      x = graph.attention(x, layer);
      if (step.layer === description.layers.length) {
        step.rows = outputRows.length;
        if (step.rows === 0) break;
        x = graph.pick(x, outputRows);
      }
      const y = graph.feedForwardNorm(x, layer);
      const { feedForward } = layer;
      if (feedForward.kind === 'dense') {
        x = graph.denseFeedForward(x, y, layer);
        continue;
      }
      const unfinished = graph.sharedExperts(x, y, layer);
      const routing = graph.route(y, step.rows, layer, feedForward);
      const local = step.experts.localWeights?.(layer.index);
      if (local === undefined || step.observe !== undefined) {
        segment.routings.push(keepRouting(graph, layer.index, step.rows, feedForward, routing));
      }
      if (local === undefined) {
        this.#suspend(space, step, graph, unfinished);
        return { ...segment, cut: { layer, hidden: graph.space.output(y) }, logits: undefined };
      }
      segment.unpin.push(local.pin());
      x = graph.finish(unfinished, graph.routedExperts(y, step.rows, routing, local, feedForward), layer);
    }
    const logits = step.rows > 0 ? graph.space.output(graph.head(x)) : undefined;
    if (logits === undefined) graph.space.expand(x);
    return { ...segment, cut: undefined, logits };
  }

  /** Keeps what waits for a layer's routed experts until the next graph. */
  #suspend(space: StepSpace, { rows }: Step, graph: StepGraph, { x, shared }: Unfinished): void {
    const { hiddenSize } = this.description;
    graph.store(x, graph.firstRows(space.state, hiddenSize, rows));
    if (shared !== undefined) graph.store(shared, graph.firstRows(space.sharedState, hiddenSize, rows));
  }

  /** The hidden state behind the layer before, whose routed experts were computed elsewhere. */
  #resume(space: StepSpace, { layer, rows }: Step, graph: StepGraph, routed: Float32Array): Tensor {
    const { description } = this;
    const before = description.layers[layer - 1]!;
    const kept = (tensor: Tensor): Tensor => graph.firstRows(tensor, description.hiddenSize, rows);
    const shared = addsSharedLate(description, before) ? kept(space.sharedState) : undefined;
    return graph.finish(
      { x: kept(space.state), shared },
      graph.space.f32(routed, description.hiddenSize, rows),
      before,
    );
  }

  /** Tells the observer what was chosen; returns the choice of the last layer. */
  #report(space: StepSpace, step: Step, { routings }: Segment): Choice | undefined {
    let last: Choice | undefined;
    for (const { layer, rows, moe, ids, weights } of routings) {
      const size = rows * moe.expertsUsed;
      last = {
        expertIds: space.graph.read(ids, new Int32Array(size)),
        weights: space.graph.read(weights, new Float32Array(size)),
      };
      step.observe?.(layer, last.expertIds, last.weights);
    }
    return last;
  }

  #check({ tokens, outputRows }: StepBatch): void {
    if (tokens.length === 0) throw new FulgurError(Code.INTERNAL, 'a step has no rows');
    for (const token of tokens) {
      if (token >= 0 && token < this.description.vocabularySize) continue;
      throw new FulgurError(
        Code.INVALID_ARGUMENT,
        `token ${token} is outside the vocabulary of ${this.description.vocabularySize}`,
      );
    }
    for (const row of outputRows) {
      if (row < 0 || row >= tokens.length) throw new FulgurError(Code.INTERNAL, `output row ${row} is no row`);
    }
  }
}

interface Choice {
  readonly expertIds: Int32Array;
  readonly weights: Float32Array;
}

function keepRouting(
  graph: StepGraph,
  layer: number,
  rows: number,
  moe: MoeDescription,
  routing: Routing,
): RoutedLayer {
  return {
    layer,
    rows,
    moe,
    ids: graph.space.output(graph.readableIds(routing)),
    weights: graph.space.output(routing.weights),
  };
}
