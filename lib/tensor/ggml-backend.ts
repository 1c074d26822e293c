// ggml's functions for devices, their memory and their threads, typed.
import { type Address, type GgmlLibraries, type NativeFunction, native, type Pointer, struct } from './ffi.ts';
import type { Ggml, Handle, Tensor } from './ggml.ts';

/** enum ggml_backend_dev_type */
export const DeviceType = { CPU: 0 } as const;

export function declareBackends({ base, ggml }: GgmlLibraries) {
  return {
    loadBackends: native<(folder: string) => void>(ggml, 'void ggml_backend_load_all_from_path(const char *dir)'),
    deviceCount: native<() => number>(ggml, 'size_t ggml_backend_dev_count()'),
    device: native<(index: number) => Handle>(ggml, 'void *ggml_backend_dev_get(size_t index)'),
    deviceName: native<(device: Handle) => string>(base, 'const char *ggml_backend_dev_name(void *dev)'),
    deviceDescription: native<(device: Handle) => string>(base, 'const char *ggml_backend_dev_description(void *dev)'),
    deviceType: native<(device: Handle) => number>(base, 'int ggml_backend_dev_type(void *dev)'),
    /** Bytes that are free and bytes in all, written to arrays of one. */
    deviceMemory: native<(device: Handle, free: BigUint64Array, total: BigUint64Array) => void>(
      base,
      'void ggml_backend_dev_memory(void *dev, void *free, void *total)',
    ),
    deviceRegistry: native<(device: Handle) => Handle>(base, 'void *ggml_backend_dev_backend_reg(void *dev)'),
    registrySymbol: native<(registry: Handle, name: string) => Pointer | null>(
      base,
      'void *ggml_backend_reg_get_proc_address(void *reg, const char *name)',
    ),
    openDevice: native<(device: Handle, params: null) => Handle | null>(
      base,
      'void *ggml_backend_dev_init(void *dev, const char *params)',
    ),
    freeBackend: native<(backend: Handle) => void>(base, 'void ggml_backend_free(void *backend)'),
    compute: native<(backend: Handle, graph: Handle) => number>(
      base,
      'int ggml_backend_graph_compute(void *backend, void *graph)',
    ),
    supportsOperation: native<(backend: Handle, node: Tensor) => boolean>(
      base,
      'bool ggml_backend_supports_op(void *backend, void *op)',
    ),
    graphNode: native<(graph: Handle, index: number) => Tensor>(base, 'void *ggml_graph_node(void *g, int i)'),
    operationName: native<(node: Tensor) => string>(base, 'const char *ggml_op_desc(void *t)'),
    defaultBufferType: native<(backend: Handle) => Handle>(
      base,
      'void *ggml_backend_get_default_buffer_type(void *backend)',
    ),
    allocateTensors: native<(context: Handle, backend: Handle) => Handle | null>(
      base,
      'void *ggml_backend_alloc_ctx_tensors(void *ctx, void *backend)',
    ),
    bufferFromMemory: native<(address: Pointer, bytes: number) => Handle>(
      base,
      'void *ggml_backend_cpu_buffer_from_ptr(void *ptr, size_t size)',
    ),
    placeTensor: native<(buffer: Handle, tensor: Tensor, address: Pointer) => number>(
      base,
      'int ggml_backend_tensor_alloc(void *buffer, void *tensor, void *addr)',
    ),
    clearBuffer: native<(buffer: Handle, value: number) => void>(
      base,
      'void ggml_backend_buffer_clear(void *buffer, uint8_t value)',
    ),
    freeBuffer: native<(buffer: Handle) => void>(base, 'void ggml_backend_buffer_free(void *buffer)'),
    write: native<(tensor: Tensor, data: Address, offset: number, bytes: number) => void>(
      base,
      'void ggml_backend_tensor_set(void *t, const void *data, size_t offset, size_t size)',
    ),
    read: native<(tensor: Tensor, data: Address, offset: number, bytes: number) => void>(
      base,
      'void ggml_backend_tensor_get(void *t, void *data, size_t offset, size_t size)',
    ),
    newAllocator: native<(bufferType: Handle) => Handle>(base, 'void *ggml_gallocr_new(void *buft)'),
    allocateGraph: native<(allocator: Handle, graph: Handle) => boolean>(
      base,
      'bool ggml_gallocr_alloc_graph(void *galloc, void *graph)',
    ),
    allocatorBytes: native<(allocator: Handle, buffer: number) => number>(
      base,
      'size_t ggml_gallocr_get_buffer_size(void *galloc, int buffer_id)',
    ),
    freeAllocator: native<(allocator: Handle) => void>(base, 'void ggml_gallocr_free(void *galloc)'),
  };
}

/** Thread pool functions of the CPU back end, which lives in a library of its own; see `cpuFunctions`. */
export interface CpuFunctions {
  setThreads(backend: Handle, threads: number): void;
  newThreadpool(params: unknown): Handle | null;
  freeThreadpool(pool: Handle): void;
  setThreadpool(backend: Handle, pool: Handle): void;
  threadpoolParams(threads: number): ThreadpoolParams;
}

export interface ThreadpoolParams {
  n_threads: number;
  poll: number;
  [field: string]: unknown;
}

let cpu: CpuFunctions | undefined;

/** The CPU back end's own functions, found through its registry because its library differs by instruction set. */
export function cpuFunctions(g: Ggml, device: Handle): CpuFunctions | undefined {
  if (g.deviceType(device) !== DeviceType.CPU) return undefined;
  if (cpu !== undefined) return cpu;
  const registry = g.deviceRegistry(device);
  const find = <F extends (...args: never[]) => unknown>(name: string, prototype: string): NativeFunction<F> =>
    native<F>(g.registrySymbol(registry, name)!, prototype);
  struct('ggml_threadpool_params', {
    cpumask: 'uint8_t [512]',
    n_threads: 'int',
    prio: 'int',
    poll: 'uint32_t',
    strict_cpu: 'bool',
    paused: 'bool',
  });
  cpu = {
    setThreads: find('ggml_backend_set_n_threads', 'void ggml_backend_set_n_threads(void *backend, int n)'),
    newThreadpool: find('ggml_threadpool_new', 'void *ggml_threadpool_new(ggml_threadpool_params *params)'),
    freeThreadpool: find('ggml_threadpool_free', 'void ggml_threadpool_free(void *pool)'),
    setThreadpool: find(
      'ggml_backend_cpu_set_threadpool',
      'void ggml_backend_cpu_set_threadpool(void *backend, void *pool)',
    ),
    threadpoolParams: native(
      g.libraries.base,
      'ggml_threadpool_params ggml_threadpool_params_default(int n_threads)',
    ) as unknown as CpuFunctions['threadpoolParams'],
  };
  return cpu;
}
