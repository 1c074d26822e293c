// Building and computing one graph after another in memory that is kept: a context for the tensors' descriptions and
// an allocator for their data. A graph may be computed again with other inputs of the same shapes.
//
// Invariants
// 1. Tensors of a graph are valid from `begin` to the next `begin`; outputs are read in that time.
// 2. A graph is computed by one backend, and `begin` is not called while it is.
import { Code, FulgurError } from '../wire/errors.ts';
import type { Backend } from './backend.ts';
import { type Ggml, GgmlType, type Handle, type Tensor } from './ggml.ts';
import { NativeSpace } from './native-space.ts';

export type Input = Float32Array | Int32Array | BigInt64Array | Uint16Array | Uint8Array;

/** The content of an input, or what gives it each time that the graph is computed. */
export type InputSource<T extends Input = Input> = T | (() => T);

export class GraphSpace {
  readonly g: Ggml;
  readonly #backend: Backend;
  readonly #nodesMax: number;
  readonly #context: Handle;
  readonly #allocator: Handle;
  readonly #inputs: { tensor: Tensor; source: InputSource }[] = [];
  #graph: Handle = 0n;
  #ready = false;
  #native: NativeSpace | undefined;
  #open = true;

  /** Room for graphs of at most `nodesMax` nodes. */
  constructor(backend: Backend, nodesMax: number) {
    const { g } = backend;
    this.g = g;
    this.#backend = backend;
    this.#nodesMax = nodesMax;
    // Inputs and weights that are not nodes need descriptions too: two tensors per node leave room.
    const context = g.newContext(2 * nodesMax * g.tensorOverhead() + g.graphOverhead(nodesMax, false));
    if (context === null) throw new FulgurError(Code.RESOURCE_EXHAUSTED, `no memory for a graph of ${nodesMax} nodes`);
    this.#context = context;
    this.#allocator = g.newAllocator(g.defaultBufferType(backend.handle));
  }

  /** Whether the graph is computed on main memory, by the CPU. */
  get onCpu(): boolean {
    return this.#backend.isCpu;
  }

  /** Where the tensors of the graph are described. */
  get context(): Handle {
    return this.#context;
  }

  /** Starts a new graph; returns the context to build it in. */
  begin(): Handle {
    this.g.resetContext(this.#context);
    this.#inputs.length = 0;
    this.#ready = false;
    this.#native?.reset();
    this.#graph = this.g.newGraph(this.#context, this.#nodesMax, false);
    return this.#context;
  }

  /** A tensor that holds what `source` gives when the graph is computed; it is read by `compute`. */
  input(type: number, shape: readonly [number, number?, number?, number?], source: InputSource): Tensor {
    const [n0, n1 = 1, n2 = 1, n3 = 1] = shape;
    const tensor = this.g.newTensor4(this.#context, type, n0, n1, n2, n3);
    this.g.setInput(tensor);
    this.#inputs.push({ tensor, source });
    return tensor;
  }

  f32(source: InputSource<Float32Array>, n0: number, n1 = 1): Tensor {
    return this.input(GgmlType.F32, [n0, n1], source);
  }

  i32(source: InputSource<Int32Array>, n0: number, n1 = 1): Tensor {
    return this.input(GgmlType.I32, [n0, n1], source);
  }

  /** Operations of our own kernels, for weights that were packed for them. */
  get native(): NativeSpace {
    const { kernels, threads } = this.#backend;
    if (kernels === undefined) throw new FulgurError(Code.INTERNAL, 'this device has no native kernels');
    this.#native ??= new NativeSpace(this.g, kernels, threads);
    return this.#native;
  }

  /** Adds `tensor` and what it depends on to the graph, in the order of the calls. */
  expand(tensor: Tensor): Tensor {
    this.g.expand(this.#graph, tensor);
    return tensor;
  }

  /** Adds `tensor` to the graph and keeps its data until the next `begin`, to be read or used. */
  output(tensor: Tensor): Tensor {
    this.g.setOutput(tensor);
    return this.expand(tensor);
  }

  /**
   * Allocates the graph, fills its inputs and computes it; after that the same graph again, with what they give now.
   * @throws FulgurError FAILED_PRECONDITION naming an operation that the device cannot do, RESOURCE_EXHAUSTED.
   */
  async compute(): Promise<void> {
    if (!this.#ready) {
      this.#backend.check(this.#graph);
      if (!this.g.allocateGraph(this.#allocator, this.#graph)) {
        const nodes = this.g.graphNodes(this.#graph);
        throw new FulgurError(
          Code.RESOURCE_EXHAUSTED,
          `no memory for a graph of ${nodes} nodes on ${this.#backend.room}`,
        );
      }
      this.#ready = true;
    }
    for (const { tensor, source } of this.#inputs) {
      const data = typeof source === 'function' ? source() : source;
      if (data.byteLength > 0) this.g.write(tensor, data, 0, data.byteLength);
    }
    await this.#backend.compute(this.#graph);
  }

  /** Copies the first elements of an output. */
  read<T extends Input>(tensor: Tensor, into: T): T {
    this.g.read(tensor, into, 0, into.byteLength);
    return into;
  }

  /** Bytes that the data of the largest graph so far took. */
  get bytes(): number {
    return this.g.allocatorBytes(this.#allocator, 0);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#native?.close();
    this.g.freeAllocator(this.#allocator);
    this.g.freeContext(this.#context);
  }
}
