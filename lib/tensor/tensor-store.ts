// Tensors that outlive a graph: weights, the KV pool, expert slots. They lie in mapped files, in zeroed memory that is
// filled later, or, on other devices than the CPU, in the device's memory.
import { Code, FulgurError } from '../wire/errors.ts';
import type { Backend } from './backend.ts';
import type { Pointer } from './ffi.ts';
import type { Ggml, Handle, Tensor } from './ggml.ts';
import type { GgufTensor } from './gguf-header.ts';
import { MappedFile, Memory } from './memory.ts';

const alignment = 64;

/** A tensor in zeroed memory of its own range, which can be filled and released in parts. */
export interface PlacedTensor {
  readonly tensor: Tensor;
  /** Where it begins in the store's memory; 0 and useless on other devices than the CPU. */
  readonly offset: number;
  readonly bytes: number;
}

export class TensorStore {
  readonly g: Ggml;
  readonly #backend: Backend;
  readonly #context: Handle;
  readonly #files = new Map<string, { file: MappedFile; buffer: Handle }>();
  readonly #buffers: Handle[] = [];
  #memory: Memory | undefined;
  #open = true;

  /** Room for `tensorsMax` tensors. */
  constructor(backend: Backend, tensorsMax: number) {
    this.g = backend.g;
    this.#backend = backend;
    const context = this.g.newContext((tensorsMax + 1) * this.g.tensorOverhead());
    if (context === null) throw new FulgurError(Code.RESOURCE_EXHAUSTED, `no memory for ${tensorsMax} tensors`);
    this.#context = context;
  }

  /** The memory behind `allocate` on the CPU; undefined on other devices. */
  get memory(): Memory | undefined {
    return this.#memory;
  }

  /** Tensors of a model, in their order: on the CPU in place in the mapped file, elsewhere copied to the device. */
  load(tensors: readonly GgufTensor[]): Tensor[] {
    if (this.#backend.isCpu) {
      const made = this.map(tensors);
      this.#prefetch(tensors);
      return made;
    }
    const made = tensors.map(({ type, shape }) => this.#declare(type, shape));
    this.#allocateOnDevice(tensors.map(({ bytes }) => bytes));
    tensors.forEach((source, i) => {
      const { address } = this.mappedFile(source.path);
      this.g.write(made[i]!, address + BigInt(source.offset), 0, source.bytes);
    });
    this.#closeFiles();
    return made;
  }

  /** Tensors in place in the mapped file, of which nothing is read yet; on the CPU only. */
  map(tensors: readonly GgufTensor[]): Tensor[] {
    return tensors.map(({ type, shape, path, offset }) => {
      const tensor = this.#declare(type, shape);
      this.#place(this.#file(path).buffer, tensor, this.mappedFile(path).address + BigInt(offset));
      return tensor;
    });
  }

  /** A file of the model, mapped until the store is closed. */
  mappedFile(path: string): MappedFile {
    return this.#file(path).file;
  }

  /**
   * Zeroed tensors of the given type and shape; `sparse` when only parts of them will be filled. To be called once, and
   * on other devices than the CPU as the only source of the store's tensors.
   */
  allocate(
    shapes: readonly { readonly type: number; readonly shape: readonly number[] }[],
    options: { readonly sparse?: boolean } = {},
  ): PlacedTensor[] {
    const made = shapes.map(({ type, shape }) => this.#declare(type, shape));
    const bytes = made.map((tensor) => this.g.tensorBytes(tensor));
    if (!this.#backend.isCpu) {
      const buffer = this.#allocateOnDevice(bytes);
      this.g.clearBuffer(buffer, 0);
      return made.map((tensor, i) => ({ tensor, offset: 0, bytes: bytes[i]! }));
    }
    const offsets: number[] = [];
    let total = 0;
    for (const size of bytes) {
      offsets.push(total);
      total += Math.ceil(size / alignment) * alignment;
    }
    this.#memory = new Memory(total, options);
    const buffer = this.g.bufferFromMemory(this.#memory.address, this.#memory.bytes);
    this.#buffers.push(buffer);
    return made.map((tensor, i) => {
      this.#place(buffer, tensor, this.#memory!.address + BigInt(offsets[i]!));
      return { tensor, offset: offsets[i]!, bytes: bytes[i]! };
    });
  }

  /** Views of the first and the second half of dimension 1 of a three-dimensional tensor. */
  halves(tensor: Tensor, shape: readonly number[]): [Tensor, Tensor] {
    const [n0, n1, n2] = shape as [number, number, number];
    const slice = this.g.tensorBytes(tensor) / n2;
    const view = (offset: number): Tensor =>
      this.g.view3(this.#context, tensor, n0, n1 / 2, n2, slice / n1, slice, offset);
    return [view(0), view(slice / 2)];
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.g.freeContext(this.#context);
    for (const buffer of this.#buffers) this.g.freeBuffer(buffer);
    this.#closeFiles();
    this.#memory?.close();
  }

  /** Reading ahead spares the first requests the wait, unless it would drive out what was read before. */
  #prefetch(tensors: readonly GgufTensor[]): void {
    const total = tensors.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > process.availableMemory() / 2) return;
    for (const { path, offset, bytes } of tensors) this.mappedFile(path).prefetch(offset, bytes);
  }

  #declare(type: number, shape: readonly number[]): Tensor {
    const [n0, n1 = 1, n2 = 1, n3 = 1] = shape;
    return this.g.newTensor4(this.#context, type, n0!, n1, n2, n3);
  }

  #place(buffer: Handle, tensor: Tensor, address: Pointer): void {
    const status = this.g.placeTensor(buffer, tensor, address);
    if (status !== 0) throw new FulgurError(Code.INTERNAL, `placing a tensor failed with status ${status}`);
  }

  #allocateOnDevice(bytes: readonly number[]): Handle {
    const buffer = this.g.allocateTensors(this.#context, this.#backend.handle);
    if (buffer === null) {
      const size = (bytes.reduce((sum, one) => sum + one, 0) / 2 ** 30).toFixed(1);
      throw new FulgurError(
        Code.RESOURCE_EXHAUSTED,
        `no room for tensors of ${size} GiB on ${this.#backend.room}: it has to hold all experts of the model in an expert-shard, all other weights and the KV pool (kvPoolBytesMax) in attention`,
      );
    }
    this.#buffers.push(buffer);
    return buffer;
  }

  #file(path: string): { file: MappedFile; buffer: Handle } {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const file = MappedFile.open(path);
    const entry = { file, buffer: this.g.bufferFromMemory(file.address, file.bytes) };
    this.#files.set(path, entry);
    return entry;
  }

  #closeFiles(): void {
    for (const { file, buffer } of this.#files.values()) {
      this.g.freeBuffer(buffer);
      file.close();
    }
    this.#files.clear();
  }
}
