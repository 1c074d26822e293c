// Fulgur's own kernels (native/): found, loaded and typed. They are optional: where they are not built, or the processor
// or the device has no use for them, ggml's kernels do the work.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Address,
  loadLibrary,
  type NativeFunction,
  type NativeLibrary,
  native,
  type Pointer,
  symbol,
} from './ffi.ts';
import { once } from './once.ts';

/** What `fulgur_interface` of a library that fits this code returns. */
const interfaceVersion = 12;

/** Of a custom operation: every thread of the graph takes part. */
export const allThreads = -1;

export const kernelVariants = ['avx512bf16', 'avx512', 'avx2', 'neoni8mm', 'neon', 'plain'] as const;

export type KernelVariant = (typeof kernelVariants)[number];

export interface NativeKernels {
  /** The instructions in use. */
  readonly variant: () => string;
  /** Changes the instructions for the whole process; false when this processor lacks them. */
  readonly useVariant: (name: KernelVariant) => boolean;
  /** Bytes of `n` rows of `k` weights when packed; 0 when there is no kernel for the type or the shape. */
  readonly packedBytes: (type: number, k: number, n: number) => number;
  /** Packs rows; returns the bytes between strips of 16 rows, which `stride` sets when it is not 0. `decode`: `decoderOf`. */
  readonly pack: NativeFunction<
    (
      type: number,
      blocks: Pointer,
      k: number,
      n: number,
      packed: Pointer,
      stride: number,
      decode: Pointer | null,
    ) => number
  >;
  readonly newSpace: (tensorData: Pointer | null) => Pointer | null;
  readonly resetSpace: (space: Pointer) => void;
  readonly freeSpace: (space: Pointer) => void;
  readonly newMatmul: (
    space: Pointer,
    type: number,
    packed: Pointer,
    k: number,
    n: number,
    rows: number,
    x: Address,
    xStride: number,
  ) => Pointer | null;
  readonly newExperts: (
    space: Pointer,
    weights: Address,
    rows: number,
    pairs: number,
    x: Address,
    ids: Address,
    idsStride: number,
    factors: Address,
  ) => Pointer | null;
  /** An operation that computes experts of one call after another. */
  readonly newExpertCalls: (space: Pointer) => Pointer | null;
  /** Tells it the next call; false without memory. Nothing that is passed may change, or go, before it has run. */
  readonly aimExpertCalls: (
    operation: Pointer,
    weights: Address,
    rows: number,
    pairs: number,
    x: Address,
    ids: Address,
    pairRows: Address,
    factors: Address,
    isBf16: boolean,
    sums: Address,
  ) => boolean;
  readonly newAttention: (
    space: Pointer,
    shape: Address,
    rows: number,
    firstRow: number,
    cellsMax: number,
    threads: number,
    query: Address,
    keys: Address,
    values: Address,
    cells: Address,
    spans: Address,
    sinks: Address | null,
  ) => Pointer | null;
  readonly newSampling: (
    space: Pointer,
    rows: number,
    vocabulary: number,
    logits: Address,
    draws: Address,
  ) => Pointer | null;
  /** Choices from rows of logits, on the calling thread; the logits are as they were when it is done. */
  readonly sample: NativeFunction<
    (choices: Address, logits: Address, rows: number, vocabulary: number, draws: Address) => void
  >;
  /** ggml's function `compute` on a backend and a graph, by a thread that stays on `core`. */
  readonly computeOn: NativeFunction<(core: number, compute: Pointer, backend: Pointer, graph: Pointer) => number>;
  /** bf16 at any alignment as floats. */
  readonly readBf16: (from: Uint8Array, to: Float32Array, count: number) => void;
  /** Floats as bf16. */
  readonly writeBf16: (from: Float32Array, to: Uint8Array, count: number) => void;
  /** Floats, a multiple of 32, as blocks of q8_0. */
  readonly writeQ8: (from: Float32Array, to: Uint8Array, count: number) => void;
  /** Adds row i of `from` to row places[i] of `to`, or to row i. */
  readonly addRows: (
    from: Float32Array,
    places: Uint32Array | null,
    rows: number,
    width: number,
    to: Float32Array,
  ) => void;
  /** Addresses of the functions that ggml's threads call. */
  readonly matmul: Pointer;
  readonly experts: Pointer;
  readonly attention: Pointer;
  readonly sampling: Pointer;
  /** Address of a log function for ggml that writes errors to stderr. */
  readonly log: Pointer;
}

/** The library of native/, loaded once per process; undefined where it is not built. */
export const nativeLibrary = once(findLibrary);

/** The kernels, loaded once per process; undefined where they are not built. */
export const nativeKernels = once(load);

function findLibrary(): NativeLibrary | undefined {
  const extension = process.platform === 'darwin' ? 'dylib' : 'so';
  // Beside the compiled code, or where the build keeps it for code that runs from its sources.
  const folders = [join(import.meta.dirname, '../../native'), join(import.meta.dirname, '../../native/build')];
  const path = folders
    .map((folder) => join(folder, `libfulgur-kernels.${extension}`))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) return undefined;
  try {
    const found = loadLibrary(path);
    const version = native<() => number>(found, 'int32_t fulgur_interface()')();
    return version === interfaceVersion ? found : undefined;
  } catch {
    // Built for another machine or by another version: ggml's kernels serve.
    return undefined;
  }
}

function load(): NativeKernels | undefined {
  const library = nativeLibrary();
  if (library === undefined) return undefined;
  const useVariant = native<(name: string) => number>(library, 'int32_t fulgur_use_variant(const char *name)');
  return {
    variant: native(library, 'const char *fulgur_variant()'),
    useVariant: (name) => useVariant(name) === 1,
    packedBytes: native(library, 'int64_t fulgur_packed_bytes(int32_t type, int64_t k, int64_t n)'),
    pack: native(
      library,
      'int64_t fulgur_pack(int32_t type, void *blocks, int64_t k, int64_t n, void *packed, int64_t stride, void *decode)',
    ),
    newSpace: native(library, 'void *fulgur_space_new(void *tensor_data)'),
    resetSpace: native(library, 'void fulgur_space_reset(void *space)'),
    freeSpace: native(library, 'void fulgur_space_free(void *space)'),
    newMatmul: native(
      library,
      'void *fulgur_matmul_new(void *space, int32_t type, void *packed, int64_t k, int64_t n, int64_t rows, void *x, int64_t x_stride)',
    ),
    newExperts: native(
      library,
      'void *fulgur_experts_new(void *space, void *weights, int64_t rows, int64_t pairs, void *x, void *ids, int64_t ids_stride, void *factors)',
    ),
    newExpertCalls: native(library, 'void *fulgur_expert_calls_new(void *space)'),
    aimExpertCalls: native(
      library,
      'bool fulgur_expert_calls_aim(void *operation, void *weights, int64_t rows, int64_t pairs, void *x, void *ids, void *pair_rows, void *factors, bool bf16, void *sums)',
    ),
    newAttention: native(
      library,
      'void *fulgur_attention_new(void *space, void *shape, int64_t rows, int64_t first_row, int64_t cells_max, int32_t threads, void *query, void *keys, void *values, void *cells, void *spans, void *sinks)',
    ),
    newSampling: native(
      library,
      'void *fulgur_sampling_new(void *space, int64_t rows, int64_t vocabulary, void *logits, void *draws)',
    ),
    sample: native(
      library,
      'void fulgur_sample(void *choices, void *logits, int64_t rows, int64_t vocabulary, void *draws)',
    ),
    computeOn: native(library, 'int32_t fulgur_compute_on(int32_t core, void *compute, void *backend, void *graph)'),
    readBf16: native(library, 'void fulgur_read_bf16(void *from, void *to, int64_t count)'),
    writeBf16: native(library, 'void fulgur_write_bf16(void *from, void *to, int64_t count)'),
    writeQ8: native(library, 'void fulgur_write_q8_0(void *from, void *to, int64_t count)'),
    addRows: native(library, 'void fulgur_add_rows(void *from, void *places, int64_t rows, int64_t width, void *to)'),
    matmul: symbol(library, 'fulgur_matmul'),
    experts: symbol(library, 'fulgur_experts'),
    attention: symbol(library, 'fulgur_attention'),
    sampling: symbol(library, 'fulgur_sampling'),
    log: symbol(library, 'fulgur_log'),
  };
}
