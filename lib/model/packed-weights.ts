// The matrices of an attention process in the layout of our own kernels.
import type { Backend } from '../tensor/backend.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufTensor } from '../tensor/gguf.ts';
import { hasRoomFor, matrixSource, PackedMatrices, type PackedMatrix } from '../tensor/native-weights.ts';
import type { TensorStore } from '../tensor/tensor-store.ts';

const embedding = 'token_embd.weight';

export class PackedWeights {
  /** Bytes of the copies. */
  readonly bytes: number;
  readonly #store: PackedMatrices;
  readonly #byTensor: ReadonlyMap<Tensor, PackedMatrix>;

  private constructor(store: PackedMatrices, byTensor: ReadonlyMap<Tensor, PackedMatrix>) {
    this.bytes = store.bytes;
    this.#store = store;
    this.#byTensor = byTensor;
  }

  /**
   * Packs what `mapped` (names and tensors of the file) has kernels for; undefined when there is nothing to pack, or no
   * room for it. The mapped tensors stay usable.
   */
  static async pack(
    backend: Backend,
    store: TensorStore,
    mapped: readonly (readonly [string, GgufTensor])[],
    tensors: ReadonlyMap<string, Tensor>,
  ): Promise<PackedWeights | undefined> {
    const { kernels } = backend;
    if (kernels === undefined) return undefined;
    const isTied = !tensors.has('output.weight');
    const chosen = mapped.filter(([name, { type, shape }]) => {
      // Rows of the embedding are read where they lie; it is a matrix only where it is the output projection too.
      if (shape.length !== 2 || (name === embedding && !isTied)) return false;
      return kernels.packedBytes(type, shape[0]!, shape[1]!) > 0;
    });
    const bytes = chosen.reduce((sum, [, { type, shape }]) => sum + kernels.packedBytes(type, shape[0]!, shape[1]!), 0);
    if (chosen.length === 0 || !hasRoomFor(bytes)) return undefined;
    const sources = chosen.map(([, tensor]) => matrixSource(tensor, store.mappedFile(tensor.path)));
    const packed = await PackedMatrices.pack(kernels, sources);
    return new PackedWeights(packed, new Map(chosen.map(([name], i) => [tensors.get(name)!, packed.matrices[i]!])));
  }

  /** The packed copy of a tensor. */
  matrix(tensor: Tensor): PackedMatrix | undefined {
    return this.#byTensor.get(tensor);
  }

  close(): void {
    this.#store.close();
  }
}
