// libllama running a whole model: the yardstick for our own results and speed.
//
// Owns a model, a context and the arrays of one batch. Calls run one at a time, off the event loop.
import { Code, FulgurError, invalid } from '../wire/errors.ts';
import { allDevices, deviceNamed } from './devices.ts';
import { addressOf, type Pointer } from './ffi.ts';
import { type CpuFunctions, cpuFunctions, DeviceType, GgmlType, ggml, type Handle } from './ggml.ts';
import { type Llama, llama } from './llama.ts';
import type { Batch } from './llama-structs.ts';

export interface LlamaRunnerOptions {
  readonly threads: number;
  /** Most tokens that one `decode` takes. */
  readonly batchTokens: number;
  /** Most tokens of one sequence, prompt and answer together. */
  readonly sequenceTokens: number;
  /** Sequences that may be under way at once. Default 1. */
  readonly sequences?: number;
  /** Element type of cached keys and values. Default f16. */
  readonly kvType?: 'f16' | 'f32';
  /** Default true. */
  readonly flashAttention?: boolean;
  /** Device of all layers as ggml names it; the CPU unless said otherwise. */
  readonly device?: string | undefined;
  /** Lay weights out anew for the CPU's instructions, as llama.cpp does by default. Default true. */
  readonly repack?: boolean;
}

export interface LlamaRow {
  readonly token: number;
  /** Position in its sequence, from 0. */
  readonly position: number;
  readonly sequence: number;
  /** Whether the logits of this row are wanted. */
  readonly output: boolean;
}

export class LlamaRunner {
  readonly vocabularySize: number;
  readonly options: LlamaRunnerOptions;
  readonly #llama: Llama;
  readonly #context: Pointer;
  readonly #model: Pointer;
  readonly #arrays: BatchArrays;
  readonly #threads: CpuThreads;
  #running: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @throws FulgurError when libllama cannot load the file or lacks memory for the context. */
  static async load(path: string, options: LlamaRunnerOptions): Promise<LlamaRunner> {
    const library = llama();
    const params = library.modelDefaultParams();
    params.devices = addressOf(deviceList(options.device));
    params.n_gpu_layers = options.device === undefined ? 0 : allLayers;
    params.use_extra_bufts = options.repack ?? true;
    const model = await library.modelFromFile.async(path, params);
    if (model === null) {
      throw new FulgurError(Code.FAILED_PRECONDITION, `libllama cannot load ${path}`, { field: 'model' });
    }
    const context = library.contextFromModel(model, contextParams(library, options));
    if (context === null) {
      library.modelFree(model);
      const { sequences = 1, sequenceTokens } = options;
      throw new FulgurError(
        Code.RESOURCE_EXHAUSTED,
        `libllama cannot make a context of ${sequences} sequences of ${sequenceTokens} tokens`,
      );
    }
    return new LlamaRunner(library, model, context, options);
  }

  private constructor(library: Llama, model: Pointer, context: Pointer, options: LlamaRunnerOptions) {
    // Threads of its own, as llama.cpp's programs give it: otherwise every graph starts and ends some.
    this.#threads = new CpuThreads(options.threads);
    library.attachThreadpool(context, this.#threads.pool, null);
    this.#llama = library;
    this.#model = model;
    this.#context = context;
    this.options = options;
    this.vocabularySize = library.vocabularySize(library.modelVocabulary(model));
    this.#arrays = new BatchArrays(options.batchTokens);
  }

  /** Parameters of the model, as libllama counts them. */
  get parameters(): number {
    return this.#llama.modelParameters(this.#model);
  }

  /**
   * Runs the rows (all sequences' next tokens) and returns the logits of those marked as outputs, in the order of the
   * rows: [outputs, vocabularySize], row-major.
   */
  decode(rows: readonly LlamaRow[]): Promise<Float32Array> {
    if (rows.length === 0 || rows.length > this.options.batchTokens) {
      throw invalid('rows', `a batch has 1 to ${this.options.batchTokens} rows, not ${rows.length}`);
    }
    return this.#exclusively(async () => {
      const status = await this.#llama.decode.async(this.#context, this.#arrays.fill(rows));
      if (status !== 0) throw new FulgurError(Code.INTERNAL, `llama_decode failed with status ${status}`);
      return this.#outputs(rows);
    });
  }

  /** Forgets all sequences. */
  clear(): Promise<void> {
    return this.#exclusively(async () => this.#llama.memoryClear(this.#llama.memory(this.#context), false));
  }

  /** Forgets one sequence. */
  forget(sequence: number): Promise<void> {
    return this.#exclusively(async () => {
      this.#llama.memorySequenceRemove(this.#llama.memory(this.#context), sequence, -1, -1);
    });
  }

  /** Waits for what runs, then frees the model. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#running.catch(() => {});
    this.#llama.contextFree(this.#context);
    this.#llama.modelFree(this.#model);
    this.#threads.free();
  }

  #outputs(rows: readonly LlamaRow[]): Float32Array {
    const wanted = rows.flatMap((row, i) => (row.output ? [i] : []));
    const logits = new Float32Array(wanted.length * this.vocabularySize);
    wanted.forEach((row, i) => {
      const at = this.#llama.logits(this.#context, row);
      if (at === null) throw new FulgurError(Code.INTERNAL, `libllama has no logits for row ${row}`);
      this.#llama.copy(logits.subarray(i * this.vocabularySize), at, this.vocabularySize * 4);
    });
    return logits;
  }

  #exclusively<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new FulgurError(Code.FAILED_PRECONDITION, 'the runner is closed');
    const result = this.#running.catch(() => {}).then(call);
    this.#running = result;
    return result;
  }
}

/** More layers than any model has. */
const allLayers = 1 << 20;
const deviceLists = new Map<string, BigUint64Array>();

/** The devices that a model is loaded on beside the CPU, ended by a null; kept, because libllama reads it later. */
function deviceList(name: string | undefined): BigUint64Array {
  const key = name ?? '';
  const known = deviceLists.get(key);
  if (known !== undefined) return known;
  const g = ggml();
  const list = BigUint64Array.from(name === undefined ? [0n] : [deviceNamed(g, name), 0n]);
  deviceLists.set(key, list);
  return list;
}

function contextParams(library: Llama, options: LlamaRunnerOptions) {
  const { threads, batchTokens, sequenceTokens, sequences = 1 } = options;
  const params = library.contextDefaultParams();
  const kvType = options.kvType === 'f32' ? GgmlType.F32 : GgmlType.F16;
  return Object.assign(params, {
    n_ctx: sequenceTokens * sequences,
    n_batch: batchTokens,
    n_ubatch: Math.min(batchTokens, 512),
    n_seq_max: sequences,
    n_outputs_max: batchTokens,
    n_outputs_max_per_seq: batchTokens,
    n_threads: threads,
    n_threads_batch: threads,
    flash_attn_type: (options.flashAttention ?? true) ? 1 : 0,
    type_k: kvType,
    type_v: kvType,
    kv_unified: false,
  });
}

/** A pool of the CPU back end's threads, with ggml's own settings. */
class CpuThreads {
  readonly pool: Handle;
  readonly #cpu: CpuFunctions;

  constructor(threads: number) {
    const g = ggml();
    const device = allDevices(g).find((one) => g.deviceType(one) === DeviceType.CPU);
    const cpu = device === undefined ? undefined : cpuFunctions(g, device);
    const pool = cpu?.newThreadpool(cpu.threadpoolParams(threads)) ?? null;
    if (cpu === undefined || pool === null) {
      throw new FulgurError(Code.RESOURCE_EXHAUSTED, `cannot start ${threads} compute threads`);
    }
    this.#cpu = cpu;
    this.pool = pool;
  }

  free(): void {
    this.#cpu.freeThreadpool(this.pool);
  }
}

/** The arrays behind a llama_batch, reused from call to call. */
class BatchArrays {
  readonly #tokens: Int32Array;
  readonly #positions: Int32Array;
  readonly #counts: Int32Array;
  readonly #sequences: Int32Array;
  readonly #sequenceAddresses: BigUint64Array;
  readonly #outputs: Int8Array;

  constructor(rows: number) {
    this.#tokens = new Int32Array(rows);
    this.#positions = new Int32Array(rows);
    this.#counts = new Int32Array(rows).fill(1);
    this.#sequences = new Int32Array(rows);
    this.#outputs = new Int8Array(rows);
    const first = addressOf(this.#sequences);
    this.#sequenceAddresses = BigUint64Array.from({ length: rows }, (_, i) => first + BigInt(i * 4));
  }

  fill(rows: readonly LlamaRow[]): Batch {
    rows.forEach((row, i) => {
      this.#tokens[i] = row.token;
      this.#positions[i] = row.position;
      this.#sequences[i] = row.sequence;
      this.#outputs[i] = row.output ? 1 : 0;
    });
    return {
      n_tokens: rows.length,
      token: addressOf(this.#tokens),
      embd: null,
      pos: addressOf(this.#positions),
      n_seq_id: addressOf(this.#counts),
      seq_id: addressOf(this.#sequenceAddresses),
      logits: addressOf(this.#outputs),
    };
  }
}
