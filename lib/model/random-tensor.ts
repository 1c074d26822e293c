// Tensors with random values that a seed and the tensor's name fix.
import { createHash } from 'node:crypto';
import { quantiseRows, type StorageType, storageType } from '../tensor/quantize.ts';
import type { TensorSpec } from './gguf-writer.ts';
import { isCodebookType, randomBlocks } from './random-blocks.ts';

export interface RandomTensor extends TensorSpec {
  readonly storage: StorageType;
  /** Values are uniform in middle +- spread. */
  readonly middle: number;
  readonly spread: number;
}

/** Floats made at a time: bounds the memory that writing takes, whatever the model's size. */
const chunkElements = 1 << 20;

/** Uniform values with a variance of 1 / row length, so that activations keep their size from layer to layer. */
export function matrix(
  name: string,
  shape: readonly number[],
  storage: StorageType,
  spread = Math.sqrt(3 / shape[0]!),
): RandomTensor {
  return randomTensor(name, shape, storage, 0, spread);
}

export function norm(name: string, width: number): RandomTensor {
  return randomTensor(`${name}.weight`, [width], 'f32', 1, 0.2);
}

/** Values uniform in middle +- spread. */
export function randomTensor(
  name: string,
  shape: readonly number[],
  storage: StorageType,
  middle: number,
  spread: number,
): RandomTensor {
  const { number, block, bytes } = storageType(storage);
  return { name, shape, type: number, bytes: (elementsOf(shape) / block) * bytes, storage, middle, spread };
}

export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The bytes of a tensor, some whole rows at a time; those of codebook types are random bits. */
export function* randomContent(tensor: RandomTensor, seed: number): Generator<Uint8Array> {
  const { shape, storage, middle, spread } = tensor;
  const rowLength = shape[0]!;
  const rows = elementsOf(shape) / rowLength;
  if (isCodebookType(storage)) {
    const count = elementsOf(shape) / storageType(storage).block;
    yield randomBlocks(storage, count, spread / Math.sqrt(3), `${seed} ${tensor.name}`);
    return;
  }
  const rowsAtOnce = Math.max(1, Math.floor(chunkElements / rowLength));
  const random = new RandomValues(`${seed} ${tensor.name}`);
  for (let row = 0; row < rows; row += rowsAtOnce) {
    const values = new Float32Array(Math.min(rowsAtOnce, rows - row) * rowLength);
    random.fill(values, middle, spread);
    yield quantiseRows(values, rowLength, storage);
  }
}

/** xorshift128 (Marsaglia 2003), seeded by a text: fast, and the same on every machine. */
class RandomValues {
  readonly #state: Int32Array;

  constructor(seed: string) {
    const digest = createHash('sha256').update(seed).digest();
    this.#state = Int32Array.from({ length: 4 }, (_, i) => digest.readInt32LE(i * 4) | 1);
  }

  fill(values: Float32Array, middle: number, spread: number): void {
    let [x, y, z, w] = this.#state as unknown as [number, number, number, number];
    const scale = spread / 2 ** 31;
    for (let i = 0; i < values.length; i++) {
      const t = x ^ (x << 11);
      x = y;
      y = z;
      z = w;
      w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
      values[i] = middle + w * scale;
    }
    this.#state.set([x, y, z, w]);
  }
}
