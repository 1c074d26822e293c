// Routed experts in this process: loads and unloads them while it serves, and computes their weighted sums.
//
// Invariants
// 1. An expert is used only between the end of its load and the start of its unload; unloading waits for the calls and
//    fused graphs that use its layer.
// 2. Calls are stateless: the same call gives the same answer here and on any replica with the same device.
// 3. One graph is in flight; the next one is built meanwhile; more calls wait in the order of their arrival.
import { decodeRows, encodeRows, rowBytes, type WireDType } from '../tensor/activations.ts';
import { Backend, type BackendOptions } from '../tensor/backend.ts';
import { ExpertCalls, type ExpertPairs } from '../tensor/expert-calls.ts';
import type { GgufModel } from '../tensor/gguf.ts';
import { GraphSpace } from '../tensor/graph.ts';
import { Scratch } from '../tensor/scratch.ts';
import { SpacePool } from '../tensor/space-pool.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import type { Activation, ModelDescription, MoeDescription } from './description.ts';
import { arrangeExpertBatch, type ExpertBatch, scatterRows } from './expert-batch.ts';
import { expertOutputs } from './expert-graph.ts';
import { ExpertSlots } from './expert-slots.ts';
import { type Precision, widensWeights } from './precision.ts';
import { describeModel } from './registry.ts';
import type { ExpertWeights } from './step.ts';

export interface ExpertHostOptions extends BackendOptions {
  /** To be the same in every process that serves a model. */
  readonly precision?: Precision | undefined;
}

/** The pairs (rowIndex[i], expertIds[i], weights[i]) of a call, in any order. */
interface ExpertHostPairs extends ExpertPairs {
  readonly layer: number;
  readonly rows: number;
}

export interface ExpertHostCall extends ExpertHostPairs {
  /** Normalised hidden states, [rows, hiddenSize]. */
  readonly hidden: Float32Array;
}

export interface EncodedExpertCall extends ExpertHostPairs {
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

interface LayerState {
  readonly moe: MoeDescription;
  readonly loaded: Set<number>;
  /** Calls and fused graphs that use the layer's weights now. */
  pins: number;
  onUnpinned: (() => void)[];
  /** Loads and unloads of the layer happen one after another. */
  changes: Promise<void>;
}

// Nodes of the largest graph: the fixed part, and three per expert of the row with most of them.
const fixedNodes = 32;
const nodesPerBlock = 3;
const spacesMax = 2;
/** Enough for the kernels of prompts. */
const warmUpRows = 64;

export class ExpertHost {
  readonly description: ModelDescription;
  /** Whose kernels compute: a variant of ours, or ggml. */
  readonly kernels: string;
  readonly #backend: Backend;
  readonly #slots: ExpertSlots;
  readonly #spaces: SpacePool<GraphSpace>;
  readonly #packedCalls: SpacePool<ExpertCalls>;
  readonly #layers = new Map<number, LayerState>();
  #weightBytes = 0;
  #open = true;

  private constructor(description: ModelDescription, backend: Backend, slots: ExpertSlots, isExact: boolean) {
    this.description = description;
    this.kernels = (isExact ? undefined : backend.kernels?.variant()) ?? 'ggml';
    this.#backend = backend;
    this.#slots = slots;
    const nodes = fixedNodes + nodesPerBlock * description.nExpertUsed;
    this.#spaces = new SpacePool(spacesMax, () => new GraphSpace(backend, nodes));
    this.#packedCalls = new SpacePool(spacesMax, () => new ExpertCalls(backend));
    for (const { index, feedForward } of description.layers) {
      if (feedForward.kind !== 'moe') continue;
      const changes = Promise.resolve();
      this.#layers.set(index, { moe: feedForward, loaded: new Set(), pins: 0, onUnpinned: [], changes });
    }
  }

  /** Opens the model without any expert. @throws FulgurError when it has none, or lacks a tensor. */
  static async open(model: GgufModel, options: ExpertHostOptions): Promise<ExpertHost> {
    const description = describeModel(model);
    if (description.nExpert === 0) throw model.error('it has no experts');
    const backend = Backend.open(options);
    const widen = widensWeights(model, options.precision);
    try {
      const slots = await ExpertSlots.open(model, description, backend, { widen });
      return new ExpertHost(description, backend, slots, widen);
    } catch (error) {
      await backend.close();
      throw error;
    }
  }

  /** Bytes of the weights of all loaded experts. */
  get weightBytes(): number {
    return this.#weightBytes;
  }

  /** Bytes of one expert of a layer. */
  expertBytes(layer: number): number {
    this.#layer(layer);
    return this.#slots.expertBytes(layer);
  }

  has(layer: number, expert: number): boolean {
    return this.#layers.get(layer)?.loaded.has(expert) ?? false;
  }

  /** Loaded experts by layer, both in rising order; layers without any are left out. */
  residency(): { readonly layer: number; readonly expertIds: number[] }[] {
    return [...this.#layers]
      .filter(([, { loaded }]) => loaded.size > 0)
      .map(([layer, { loaded }]) => ({ layer, expertIds: [...loaded].sort((a, b) => a - b) }));
  }

  /** Reads experts from the file; those that are loaded are left as they are. */
  load(layer: number, expertIds: Iterable<number>): Promise<void> {
    const state = this.#layer(layer);
    const wanted = checkedIds(layer, state.moe.experts, expertIds);
    return this.#change(state, async () => {
      const missing = wanted.filter((id) => !state.loaded.has(id));
      for (let i = 0; i < missing.length; ) {
        let count = 1;
        while (missing[i + count] === missing[i]! + count) count++;
        await this.#slots.fill(layer, missing[i]!, count);
        for (const id of missing.slice(i, i + count)) state.loaded.add(id);
        this.#weightBytes += count * this.#slots.expertBytes(layer);
        i += count;
      }
    });
  }

  /** Forgets experts at once, and gives their memory back when the calls in progress are done. */
  unload(layer: number, expertIds: Iterable<number>): Promise<void> {
    const state = this.#layer(layer);
    const unwanted = checkedIds(layer, state.moe.experts, expertIds);
    return this.#change(state, async () => {
      const gone = unwanted.filter((id) => state.loaded.delete(id));
      if (gone.length === 0) return;
      while (state.pins > 0) await new Promise<void>((resolve) => state.onUnpinned.push(resolve));
      for (const id of gone) this.#slots.release(layer, id);
      this.#weightBytes -= gone.length * this.#slots.expertBytes(layer);
    });
  }

  /** All experts of a layer as tensors, for a model runner in this process; undefined unless all are loaded. */
  localWeights(layer: number): ExpertWeights | undefined {
    const state = this.#layers.get(layer);
    if (!this.#open || state === undefined || state.loaded.size < state.moe.experts) return undefined;
    return { ...this.#slots.tensors(layer), pin: () => pinned(state) };
  }

  /**
   * For each row the weighted sum over its pairs, [rows, hiddenSize], in `memory`; rows without a pair are zero.
   * @throws FulgurError FAILED_PRECONDITION naming an expert that is not loaded.
   */
  async run(call: ExpertHostCall, memory = new Scratch()): Promise<Float32Array> {
    const state = this.#layer(call.layer);
    const unpin = pinned(state);
    try {
      this.#check(call, call.hidden.length, state);
      const { hiddenSize } = this.description;
      if (call.rowIndex.length === 0) return memory.floats(call.rows * hiddenSize).fill(0);
      const { packed } = this.#slots.tensors(call.layer);
      if (packed !== undefined) {
        const sums = memory.floats(call.rows * hiddenSize);
        const rows = { count: call.rows, isBf16: false, values: call.hidden, sums };
        await this.#packedCalls.use((calls) => calls.run(packed, rows, call));
        return sums;
      }
      const batch = arrangeExpertBatch(call.rows, call.rowIndex, call.expertIds, call.weights);
      return await this.#spaces.use((space) => this.#compute(space, call, batch, state.moe.activation, memory));
    } finally {
      unpin();
    }
  }

  /** `run` for rows as they travel between processes: the sums are encoded as the rows are. */
  async runEncoded(call: EncodedExpertCall, memory: EncodedMemory): Promise<Uint8Array> {
    const { layer, rows, dtype, hidden } = call;
    const { hiddenSize } = this.description;
    const state = this.#layer(layer);
    const unpin = pinned(state);
    try {
      this.#check(call, (hidden.length / rowBytes(dtype, hiddenSize)) * hiddenSize, state);
      const count = rows * hiddenSize;
      const { packed } = this.#slots.tensors(layer);
      if (packed === undefined || dtype !== 'bf16' || call.rowIndex.length === 0) {
        const sums = await this.run({ ...call, hidden: decodeRows(hidden, dtype, count, memory.hidden) }, memory.sums);
        return encodeRows(sums, dtype, memory.encoded);
      }
      const sums = memory.encoded.bytes(rowBytes(dtype, count));
      await this.#packedCalls.use((calls) =>
        calls.run(packed, { count: rows, isBf16: true, values: hidden, sums }, call),
      );
      return sums;
    } finally {
      unpin();
    }
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await Promise.all([...this.#layers.values()].map(({ changes }) => changes));
    await this.#spaces.close();
    await this.#packedCalls.close();
    for (const state of this.#layers.values()) {
      while (state.pins > 0) await new Promise<void>((resolve) => state.onUnpinned.push(resolve));
    }
    await this.#slots.close();
    await this.#backend.close();
  }

  /**
   * Rows through slots that may be empty yet, on other devices than the CPU, so that the device has its kernels ready, or
   * says that it cannot compute.
   */
  async warmUp(): Promise<void> {
    if (this.#backend.isCpu) return;
    const [layer, { moe }] = [...this.#layers][0]!;
    for (const rows of [warmUpRows, 1]) {
      const rowIndex = Uint32Array.from({ length: rows }, (_, i) => i);
      const expertIds = Uint32Array.from({ length: rows }, (_, i) => i % moe.experts);
      const call = { layer, rows, hidden: new Float32Array(rows * this.description.hiddenSize), rowIndex, expertIds };
      const weights = new Float32Array(rows).fill(1);
      const batch = arrangeExpertBatch(rows, rowIndex, expertIds, weights);
      await this.#spaces.use((space) =>
        this.#compute(space, { ...call, weights }, batch, moe.activation, new Scratch()),
      );
    }
  }

  async #compute(
    space: GraphSpace,
    { layer, rows, hidden }: ExpertHostCall,
    batch: ExpertBatch,
    activation: Activation,
    memory: Scratch,
  ): Promise<Float32Array> {
    const { g } = space;
    const { hiddenSize } = this.description;
    const pairs = batch.gather.length;
    const context = space.begin();
    const gathered = g.getRows(context, space.f32(hidden, hiddenSize, rows), space.i32(batch.gather, pairs));
    const input = g.reshape3(context, gathered, hiddenSize, 1, pairs);
    const ids = space.i32(batch.experts, 1, pairs);
    const outputs = expertOutputs(g, context, this.#slots.tensors(layer), activation, input, ids);
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

  #layer(layer: number): LayerState {
    if (!this.#open) throw new FulgurError(Code.UNAVAILABLE, 'the expert host is closed');
    const state = this.#layers.get(layer);
    if (state !== undefined) return state;
    throw new FulgurError(Code.INVALID_ARGUMENT, `layer ${layer} has no experts`, { field: 'layer' });
  }

  #check({ layer, rows, rowIndex, expertIds, weights }: ExpertHostPairs, values: number, state: LayerState): void {
    const bad = (what: string): FulgurError =>
      new FulgurError(Code.INVALID_ARGUMENT, `expert call for layer ${layer}: ${what}`);
    if (values !== rows * this.description.hiddenSize) {
      throw bad(`${values} hidden values are not ${rows} rows of ${this.description.hiddenSize}`);
    }
    if (expertIds.length !== rowIndex.length || weights.length !== rowIndex.length) {
      throw bad(`${rowIndex.length} rows, ${expertIds.length} experts and ${weights.length} weights are no pairs`);
    }
    const perRow = new Uint32Array(rows);
    for (const row of rowIndex) {
      if (row >= rows) throw bad(`row ${row} is beyond its ${rows} rows`);
      if (++perRow[row]! > state.moe.expertsUsed) throw bad(`row ${row} has over ${state.moe.expertsUsed} experts`);
    }
    for (const id of expertIds) {
      if (!state.loaded.has(id)) {
        throw new FulgurError(Code.FAILED_PRECONDITION, `expert ${id} of layer ${layer} is not loaded here`, {
          reason: 'expert_not_resident',
        });
      }
    }
  }

  #change(state: LayerState, change: () => Promise<void>): Promise<void> {
    const done = state.changes.then(change);
    state.changes = done.catch(() => undefined);
    return done;
  }
}

/** Counts a user of a layer's weights; the function that comes back ends the use. */
function pinned(state: LayerState): () => void {
  state.pins++;
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    if (--state.pins === 0) for (const listener of state.onUnpinned.splice(0)) listener();
  };
}

function checkedIds(layer: number, experts: number, ids: Iterable<number>): number[] {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  for (const id of sorted) {
    if (Number.isInteger(id) && id >= 0 && id < experts) continue;
    throw new FulgurError(Code.INVALID_ARGUMENT, `layer ${layer} has experts 0 to ${experts - 1}, not ${id}`);
  }
  return sorted;
}
