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
import { addressOf, type Pointer } from '../tensor/ffi.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufModel } from '../tensor/gguf.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import { ChoiceTable, choiceBytes, type DrawTable, drawBytes } from '../tensor/sampling.ts';
import { SpacePool } from '../tensor/space-pool.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import { planAttention } from './attention-plan.ts';
import type { ModelDescription } from './description.ts';
import { KvPool, type KvPoolOptions } from './kv-pool.ts';
import { type Precision, widensWeights } from './precision.ts';
import { describeModel } from './registry.ts';
import type { ExpertObserver, ExpertProvider, StepBatch } from './step.ts';
import { pinExperts, type Segment, SegmentBuilder, type Step, shapeOf } from './step-segment.ts';
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

const defaultSteps = 2;
/** Enough for the kernels of prompts. */
const warmUpRows = 64;
/** Threads that Node's pool has unless UV_THREADPOOL_SIZE says otherwise. */
const hostThreads = 4;

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
  readonly #builder: SegmentBuilder;
  readonly #attention: { readonly onCpu: boolean; readonly flash: boolean; readonly native: boolean };
  readonly #spaces: SpacePool<StepSpace>;
  #graphsBuilt = 0;
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
    this.#builder = new SegmentBuilder(description, weights, this.pool);
    const isHalf = (options.pool.dtype ?? 'f16') === 'f16';
    const flash = description.layers.every(({ attention }) => backend.flashes(attention));
    this.#attention = { onCpu: backend.isCpu, flash, native: isHalf && this.kernels !== 'ggml' };
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

  /** Graphs built so far; steps of shapes that were there before build none. */
  get graphsBuilt(): number {
    return this.#graphsBuilt;
  }

  /**
   * Computes one step. Returns the logits of the output rows, [outputs, vocabularySize], which are valid until the next
   * step begins.
   * @throws what the provider throws, and FulgurError INTERNAL for cells or rows that do not add up.
   */
  step(batch: StepBatch, experts: ExpertProvider, observe?: ExpertObserver): Promise<Float32Array> {
    return this.#spaces.use(async (space) => {
      const last = await this.#step(space, batch, experts, observe, undefined);
      const logits = space.logits.floats(batch.outputRows.length * this.description.vocabularySize);
      return last.logits === undefined ? logits : last.graph.read(last.logits, logits);
    });
  }

  /** Whether there is a native sampler: without it, tokens have to be chosen from the logits of `step`. */
  get canChoose(): boolean {
    return this.#backend.hostKernels !== undefined;
  }

  /** Like `step`, but chooses a token from each output row by its draw, off the event loop; call it where `canChoose`. */
  choose(batch: StepBatch, experts: ExpertProvider, draws: DrawTable, observe?: ExpertObserver): Promise<ChoiceTable> {
    return this.#spaces.use(async (space) => {
      const last = await this.#step(space, batch, experts, observe, draws);
      const choices = new ChoiceTable(draws);
      if (last.choices !== undefined) last.graph.read(last.choices, choices.values);
      else if (last.logits !== undefined) await this.#chooseOnHost(space, last.graph, last.logits, draws, choices);
      return choices;
    });
  }

  /** Behind a device that cannot sample: rows in parts, on the threads of Node's pool. */
  async #chooseOnHost(
    space: StepSpace,
    { g }: GraphSpace,
    tensor: Tensor,
    draws: DrawTable,
    choices: ChoiceTable,
  ): Promise<void> {
    const { vocabularySize } = this.description;
    const logits = space.logits.floats(draws.rows * vocabularySize);
    const [rowsAt, choicesAt, drawsAt] = [addressOf(logits), addressOf(choices.values), addressOf(draws.values)];
    await g.read.async(tensor, rowsAt, 0, logits.byteLength);
    const { sample } = this.#backend.hostKernels!;
    const rowsEach = Math.ceil(draws.rows / hostThreads);
    const parts: Promise<void>[] = [];
    for (let first = 0; first < draws.rows; first += rowsEach) {
      const count = Math.min(rowsEach, draws.rows - first);
      const behind = (address: Pointer, rowBytes: number): Pointer => address + BigInt(first * rowBytes);
      const row = behind(rowsAt, vocabularySize * logits.BYTES_PER_ELEMENT);
      parts.push(sample.async(behind(choicesAt, choiceBytes), row, count, vocabularySize, behind(drawsAt, drawBytes)));
    }
    await Promise.all(parts);
  }

  /** Computes a step; returns its last graph. */
  async #step(
    space: StepSpace,
    batch: StepBatch,
    experts: ExpertProvider,
    observe: ExpertObserver | undefined,
    draws: DrawTable | undefined,
  ): Promise<Segment> {
    if (!this.#open) throw new FulgurError(Code.UNAVAILABLE, 'the model is closed');
    this.#check(batch, draws);
    const plan = planAttention(batch, this.description, this.pool.cells, this.#attention);
    const step: Step = { batch, plan, experts, observe, draws, layer: 0, rows: plan.rows, routed: undefined };
    const runs = (plan.full?.runs.length ?? 0) + (plan.window?.runs.length ?? 0);
    space.reserve(plan.rows, runs);
    for (;;) {
      const { segment, unpin } = this.#segment(space, step);
      const { graph, cut, next } = segment;
      try {
        await graph.compute();
      } finally {
        for (const release of unpin) release();
      }
      step.layer = next.layer;
      step.rows = next.rows;
      const choice = report(space, step, segment);
      if (cut === undefined) return segment;
      const { rows } = step;
      const hidden = graph.read(cut.hidden, space.hidden.floats(rows * this.description.hiddenSize));
      const sum = await experts.run({ layer: cut.layer.index, rows, hidden, ...choice! });
      if (sum.length !== hidden.length) {
        throw new FulgurError(Code.INTERNAL, `experts returned ${sum.length} values for ${hidden.length}`);
      }
      step.routed = sum;
    }
  }

  /**
   * Steps of some rows and of one, without experts, on other devices than the CPU and before there are sequences: a device
   * that cannot compute the model ends the start then, not a request, and has loaded or compiled its kernels.
   */
  async warmUp(): Promise<void> {
    if (this.#backend.isCpu) return;
    const nothing: ExpertProvider = { run: async ({ hidden }) => new Float32Array(hidden.length) };
    const { full, window } = this.pool.cells;
    for (const rows of [warmUpRows, 1]) {
      const rowCount = Math.min(rows, full || window, window || full);
      const cells = Uint32Array.from({ length: rowCount }, (_, i) => i);
      const slice = { rowStart: 0, rowCount, firstPosition: 0, fullCells: cells, windowCells: cells, windowStart: 0 };
      const outputRows = Int32Array.of(rowCount - 1);
      await this.step({ tokens: new Int32Array(rowCount), sequences: [slice], outputRows }, nothing);
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

  /** The graph from the step's next layer on, with its experts pinned: one built for such a step before, or a new one. */
  #segment(space: StepSpace, step: Step): { readonly segment: Segment; readonly unpin: (() => void)[] } {
    const shape = shapeOf(step);
    const known = space.known(step.layer, shape);
    const pinned = known && pinExperts(known, step);
    if (pinned !== undefined) {
      known!.current.step = step;
      return { segment: known!, unpin: pinned };
    }
    const segment = this.#builder.build(space, space.graphFor(step.layer, shape, step.plan.rows), step);
    space.keep(step.layer, shape, segment);
    this.#graphsBuilt++;
    return { segment, unpin: pinExperts(segment, step)! };
  }

  #check({ tokens, outputRows }: StepBatch, draws: DrawTable | undefined): void {
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
    if (draws !== undefined && draws.rows !== outputRows.length) {
      throw new FulgurError(Code.INTERNAL, `a step has ${draws.rows} draws for ${outputRows.length} output rows`);
    }
  }
}

interface Choice {
  readonly expertIds: Int32Array;
  readonly weights: Float32Array;
}

/** Tells the observer what was chosen; returns the choice of the layer at which the segment is cut. */
function report(space: StepSpace, step: Step, { graph, routings, cut }: Segment): Choice | undefined {
  const last = routings.at(-1);
  if (last === undefined) return undefined;
  const all = graph.read(space.expertIds, new Int32Array(last.first + last.count));
  for (const { layer, first, count } of routings) step.observe?.(layer, all.subarray(first, first + count));
  if (cut === undefined) return undefined;
  return { expertIds: all.subarray(last.first), weights: graph.read(cut.weights, new Float32Array(last.count)) };
}
