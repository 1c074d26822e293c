// A device that computes graphs: a ggml back end, its threads, and a queue that keeps one graph in flight.
import { Code, FulgurError, invalid } from '../wire/errors.ts';
import { keepOn, processThreads } from './affinity.ts';
import { deviceNamed } from './devices.ts';
import { symbol } from './ffi.ts';
import {
  type CpuFunctions,
  cpuFunctions,
  type Ggml,
  GgmlType,
  ggml,
  type Handle,
  showErrors,
  type Tensor,
} from './ggml.ts';
import { type NativeKernels, nativeKernels } from './native.ts';

export interface BackendOptions {
  /** Threads of a CPU device. */
  readonly threads: number;
  /** Name of the device as ggml gives it (`CPU`, `CUDA0`, `Vulkan0`); the CPU unless said otherwise. */
  readonly device?: string | undefined;
  /** Folder of ggml's libraries; those of the npm packages unless said otherwise. */
  readonly libraryPath?: string | undefined;
  /**
   * How long idle threads spin for the next graph before they sleep, 0 to 100 (1 is about a millisecond). Sleeping
   * threads leave the cores to the other processes of the machine; waking them costs some 10 us per graph.
   */
  readonly polling?: number | undefined;
  /**
   * A core for each thread of a CPU device, where they stay (Linux, with native kernels). Threads of a graph wait for each
   * other in spinning: two on one core hold each other up for milliseconds at a time.
   */
  readonly threadCores?: readonly number[] | undefined;
  /** Whose products of quantised weights are used on the CPU: ours where they are built, or ggml's. */
  readonly kernels?: 'native' | 'ggml' | undefined;
}

export interface DeviceInfo {
  readonly name: string;
  readonly description: string;
}

const threadsMax = 512;

/** Heads that attend, in elements. */
export interface FlashHeads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
  readonly valueSize: number;
  /** 0 for none. */
  readonly softCap: number;
}

/** Flash attention on GPUs wants cells in multiples of this: some heads it takes no other way, most are faster. */
export const cellUnit = 256;

/** Head sizes for which ggml's CUDA build has kernels with a soft cap. */
const softCappedHeads = [128, 256, 512];

interface Waiting {
  readonly graph: Handle;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Backend {
  readonly g: Ggml;
  readonly handle: Handle;
  readonly device: DeviceInfo;
  /** Whether the device computes on main memory, so that mapped files need no copy. */
  readonly isCpu: boolean;
  readonly threads: number;
  /** Our own kernels, where the device can use them. */
  readonly kernels: NativeKernels | undefined;
  /** Those that compute on main memory whatever the device is: for logits that it gave back. */
  readonly hostKernels: NativeKernels | undefined;
  readonly #device: Handle;
  readonly #cpu: CpuFunctions | undefined;
  readonly #threadpool: Handle | undefined;
  /** Where thread 0 of a graph stays, and the function that it computes with there; undefined for anywhere. */
  readonly #firstThread: { readonly core: number; readonly compute: Handle } | undefined;
  readonly #queue: Waiting[] = [];
  #busy = false;
  #closed: (() => void) | undefined;
  #open = true;

  private constructor(g: Ggml, handle: Handle, device: Handle, options: BackendOptions) {
    this.g = g;
    this.handle = handle;
    this.#device = device;
    this.device = { name: g.deviceName(device), description: g.deviceDescription(device) };
    this.#cpu = cpuFunctions(g, device);
    this.isCpu = this.#cpu !== undefined;
    this.threads = options.threads;
    this.hostKernels = options.kernels === 'ggml' ? undefined : nativeKernels();
    this.kernels = this.isCpu ? this.hostKernels : undefined;
    if (this.#cpu === undefined) {
      showErrors(g);
      return;
    }
    this.#cpu.setThreads(handle, options.threads);
    const params = this.#cpu.threadpoolParams(options.threads);
    const cores = process.platform === 'linux' && this.kernels !== undefined ? options.threadCores : undefined;
    const before = cores && new Set(processThreads());
    const pool = this.#cpu.newThreadpool({ ...params, poll: options.polling ?? 0 });
    if (pool === null) {
      throw new FulgurError(Code.RESOURCE_EXHAUSTED, `cannot start ${options.threads} compute threads`);
    }
    this.#threadpool = pool;
    this.#cpu.setThreadpool(handle, pool);
    if (cores === undefined) return;
    this.#firstThread = { core: cores[0]!, compute: symbol(g.libraries.base, 'ggml_backend_graph_compute') };
    const workers = processThreads().filter((thread) => !before!.has(thread));
    for (const [i, worker] of workers.entries()) keepOn(worker, [cores[i + 1]!]);
  }

  /** @throws FulgurError naming the devices that there are when there is none called `device`. */
  static open(options: BackendOptions): Backend {
    const { threads } = options;
    if (!Number.isInteger(threads) || threads < 1 || threads > threadsMax) {
      throw new FulgurError(Code.INVALID_ARGUMENT, `threads must be 1 to ${threadsMax}, not ${threads}`, {
        field: 'threads',
      });
    }
    const cores = options.threadCores;
    if (cores !== undefined && cores.length !== threads) {
      throw invalid(
        'threadCores',
        `threadCores names ${cores.length} cores, and there are ${threads} threads: name one for each`,
      );
    }
    const g = ggml(options.libraryPath);
    const wanted = options.device ?? 'CPU';
    const device = deviceNamed(g, wanted);
    const handle = g.openDevice(device, null);
    if (handle === null) throw new FulgurError(Code.UNAVAILABLE, `device ${wanted} cannot be opened`);
    return new Backend(g, handle, device, options);
  }

  /** Whether the device can look up rows of a matrix of the given type, as for token embeddings. */
  looksUp(type: number): boolean {
    return this.#supports((g, context) => {
      const table = g.newTensor2(context, type, g.blockSize(type), 1);
      return g.getRows(context, table, g.newTensor2(context, GgmlType.I32, 1, 1));
    });
  }

  /**
   * Whether the device has flash attention for heads of these sizes, over cells in half precision whose number is a
   * multiple of `cellUnit`.
   */
  flashes({ heads, kvHeads, headSize, valueSize, softCap }: FlashHeads): boolean {
    if (this.isCpu) return true;
    // ggml's CUDA kernels with a soft cap end the process for other heads; it does not say so when it is asked.
    if (softCap !== 0 && !softCappedHeads.includes(headSize)) return false;
    return this.#supports((g, context) => {
      const { F32, F16 } = GgmlType;
      const query = g.newTensor4(context, F32, headSize, 1, heads, 1);
      const keys = g.newTensor4(context, F16, headSize, cellUnit, kvHeads, 1);
      const values = g.newTensor4(context, F16, valueSize, cellUnit, kvHeads, 1);
      return g.flashAttention(context, query, keys, values, g.newTensor2(context, F16, cellUnit, 1), 1, 0, softCap);
    });
  }

  /**
   * Computes a graph off the event loop, after those asked for before. On other devices than the CPU it has to be
   * checked before, because ggml ends the process when it meets an operation that a device lacks.
   */
  compute(graph: Handle): Promise<void> {
    if (!this.#open) return Promise.reject(new FulgurError(Code.UNAVAILABLE, 'the compute device is closed'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ graph, resolve, reject });
      if (!this.#busy) this.#next();
    });
  }

  /** The device with the memory that it has left, for errors about memory. */
  get room(): string {
    const [free, total] = [new BigUint64Array(1), new BigUint64Array(1)];
    this.g.deviceMemory(this.#device, free, total);
    return `${this.device.name}, of whose ${gibibytes(total[0]!)} GiB ${gibibytes(free[0]!)} are free`;
  }

  /** Waits for the graphs that are asked for, then frees the device and its threads. */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    if (this.#busy) await new Promise<void>((resolve) => (this.#closed = resolve));
    this.g.freeBackend(this.handle);
    if (this.#threadpool !== undefined) this.#cpu?.freeThreadpool(this.#threadpool);
  }

  /** @throws FulgurError FAILED_PRECONDITION naming an operation of the graph that the device cannot do. */
  check(graph: Handle): void {
    if (this.isCpu) return;
    const nodes = this.g.graphNodes(graph);
    for (let i = 0; i < nodes; i++) {
      const node = this.g.graphNode(graph, i);
      if (!this.g.supportsOperation(this.handle, node))
        throw cannotCompute(this.g.operationName(node), this.device.name);
    }
  }

  /** Whether the device can do the operation that `build` describes. */
  #supports(build: (g: Ggml, context: Handle) => Tensor): boolean {
    const { g } = this;
    const context = g.newContext(8 * g.tensorOverhead());
    if (context === null) throw new FulgurError(Code.RESOURCE_EXHAUSTED, 'no memory to ask what a device can do');
    const supported = g.supportsOperation(this.handle, build(g, context));
    g.freeContext(context);
    return supported;
  }

  #computeGraph(graph: Handle): Promise<number> {
    if (this.#firstThread === undefined) return this.g.compute.async(this.handle, graph);
    const { core, compute } = this.#firstThread;
    return this.kernels!.computeOn.async(core, compute, this.handle, graph);
  }

  #next(): void {
    const job = this.#queue.shift();
    if (job === undefined) {
      this.#closed?.();
      return;
    }
    this.#busy = true;
    const done = (error?: unknown): void => {
      this.#busy = false;
      if (error === undefined) job.resolve();
      else job.reject(error);
      this.#next();
    };
    this.#computeGraph(job.graph).then(
      (status) => done(status === 0 ? undefined : computeFailed(status, this.device.name)),
      (error) => done(error),
    );
  }
}

function gibibytes(bytes: bigint): string {
  return (Number(bytes) / 2 ** 30).toFixed(1);
}

function cannotCompute(operation: string, device: string): FulgurError {
  return new FulgurError(
    Code.FAILED_PRECONDITION,
    `device ${device} cannot compute this model: it lacks ${operation} for the types that the model has; use the CPU`,
    { field: 'device' },
  );
}

function computeFailed(status: number, device: string): FulgurError {
  const why = status === -2 ? 'out of memory' : status === 1 ? 'aborted' : `status ${status}`;
  return new FulgurError(Code.INTERNAL, `computing a graph on ${device} failed: ${why}`);
}
