// Routed experts in this process: loads and unloads them while it serves, and computes their weighted sums.
//
// Invariants
// 1. An expert is used only between the end of its load and the start of its unload; unloading waits for the calls and
//    fused graphs that use its layer.
// 2. Calls are stateless: the same call gives the same answer here and on any replica with the same device.
// 3. One graph is in flight; the next one is built meanwhile; more calls wait in the order of their arrival.
import { rowBytes } from '../tensor/activations.ts';
import { Backend, type BackendOptions } from '../tensor/backend.ts';
import type { ExpertPairs } from '../tensor/expert-calls.ts';
import { type ComputedBatch, ExpertsHolder, type TakenRows } from '../tensor/experts-holder.ts';
import type { GgufModel } from '../tensor/gguf.ts';
import { Scratch } from '../tensor/scratch.ts';
import { type RowsOffer, rowsSecretBytes, thisMachine } from '../tensor/shared-rows.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import type { ModelDescription, MoeDescription } from './description.ts';
import { ExpertSlots } from './expert-slots.ts';
import { type EncodedExpertRows, type EncodedMemory, type ExpertRows, ExpertSums } from './expert-sums.ts';
import { type Precision, widensWeights } from './precision.ts';
import { describeModel } from './registry.ts';
import type { ExpertWeights } from './step.ts';

export interface ExpertHostOptions extends BackendOptions {
  /** To be the same in every process that serves a model. */
  readonly precision?: Precision | undefined;
}

type OnLayer<Call> = Call & { readonly layer: number };

export type ExpertHostCall = OnLayer<ExpertRows>;

export type EncodedExpertCall = OnLayer<EncodedExpertRows>;

interface LayerState {
  readonly moe: MoeDescription;
  readonly loaded: Set<number>;
  /** Calls and fused graphs that use the layer's weights now. */
  pins: number;
  onUnpinned: (() => void)[];
  /** Loads and unloads of the layer happen one after another. */
  changes: Promise<void>;
}

/** Enough for the kernels of prompts. */
const warmUpRows = 64;

export class ExpertHost {
  readonly description: ModelDescription;
  /** Whose kernels compute: a variant of ours, or ggml. */
  readonly kernels: string;
  readonly #backend: Backend;
  readonly #slots: ExpertSlots;
  readonly #sums: ExpertSums;
  readonly #layers = new Map<number, LayerState>();
  readonly #holder: ExpertsHolder | undefined;
  #weightBytes = 0;
  #open = true;

  private constructor(description: ModelDescription, backend: Backend, slots: ExpertSlots, isExact: boolean) {
    this.description = description;
    this.kernels = (isExact ? undefined : backend.kernels?.variant()) ?? 'ggml';
    this.#backend = backend;
    this.#slots = slots;
    this.#sums = new ExpertSums(backend, description);
    for (const { index, feedForward } of description.layers) {
      if (feedForward.kind !== 'moe') continue;
      const changes = Promise.resolve();
      this.#layers.set(index, { moe: feedForward, loaded: new Set(), pins: 0, onUnpinned: [], changes });
    }
    if (this.kernels !== 'ggml') {
      this.#holder = ExpertsHolder.make(description.layers.length, description.nExpert, backend.threads);
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
        const ids = missing.slice(i, i + count);
        for (const id of ids) state.loaded.add(id);
        const { packed } = this.#slots.tensors(layer);
        if (packed !== undefined) this.#holder?.loaded(layer, packed, state.moe.expertsUsed, ids);
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
      await this.#holder?.unload(layer, gone);
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
  run(call: ExpertHostCall, memory = new Scratch()): Promise<Float32Array> {
    return this.#use(call, call.hidden.length, ({ activation }) =>
      this.#sums.compute(this.#slots.tensors(call.layer), activation, call, memory),
    );
  }

  /** `run` for rows as they travel between processes: the sums are encoded as the rows are. */
  runEncoded(call: EncodedExpertCall, memory: EncodedMemory): Promise<Uint8Array> {
    const { hiddenSize } = this.description;
    const values = (call.hidden.length / rowBytes(call.dtype, hiddenSize)) * hiddenSize;
    return this.#use(call, values, ({ activation }) =>
      this.#sums.computeEncoded(this.#slots.tensors(call.layer), activation, call, memory),
    );
  }

  /** Starts computing rows in memory that a process of this machine offers; or why that cannot be. */
  shareRows(offer: RowsOffer): TakenRows | string {
    if (this.#holder === undefined) return 'its experts are computed by ggml or on a device';
    if (offer.machine === '' || offer.machine !== thisMachine()) return 'it is another machine';
    if (offer.secret.length !== rowsSecretBytes) return 'its secret is not of 16 bytes';
    const { hidden } = offer.shape;
    const { hiddenSize } = this.description;
    return hidden === hiddenSize ? this.#holder.take(offer) : `its rows have ${hidden} values, not ${hiddenSize}`;
  }

  /** What was computed in shared memory since the last call. */
  computedShared(): ComputedBatch[] {
    return this.#holder?.computed() ?? [];
  }

  /** Milliseconds since an expert was last computed with in shared memory; very large for never. */
  sharedIdleMs(layer: number, expert: number): number {
    return this.#holder?.idleMs(layer, expert) ?? Number.MAX_VALUE;
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#holder?.close();
    await Promise.all([...this.#layers.values()].map(({ changes }) => changes));
    await this.#sums.close();
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
      const hidden = new Float32Array(rows * this.description.hiddenSize);
      const call = { rows, hidden, rowIndex, expertIds, weights: new Float32Array(rows).fill(1) };
      await this.#sums.compute(this.#slots.tensors(layer), moe.activation, call, new Scratch());
    }
  }

  /** Computes a call of `values` hidden values, whose layer keeps its weights meanwhile. */
  async #use<Sums>(
    call: OnLayer<ExpertPairs>,
    values: number,
    compute: (moe: MoeDescription) => Promise<Sums>,
  ): Promise<Sums> {
    const state = this.#layer(call.layer);
    const unpin = pinned(state);
    try {
      this.#check(call, values, state);
      return await compute(state.moe);
    } finally {
      unpin();
    }
  }

  #layer(layer: number): LayerState {
    if (!this.#open) throw new FulgurError(Code.UNAVAILABLE, 'the expert host is closed');
    const state = this.#layers.get(layer);
    if (state !== undefined) return state;
    throw new FulgurError(Code.INVALID_ARGUMENT, `layer ${layer} has no experts`, { field: 'layer' });
  }

  #check({ layer, rows, rowIndex, expertIds, weights }: OnLayer<ExpertPairs>, values: number, state: LayerState): void {
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
