// Experts computed the plain way, in 64-bit floating point over weights that are dequantised here: what the shard must
// agree with. It shares no code with lib/tensor beyond finding a tensor in its file.
import { closeSync, openSync, readSync } from 'node:fs';
import type { GgufModel } from '../../../lib/tensor/gguf.ts';

export interface ReferenceBatch {
  readonly layer: number;
  readonly rows: number;
  /** [rows, hiddenSize] */
  readonly hidden: ArrayLike<number>;
  readonly rowIndex: ArrayLike<number>;
  readonly expertIds: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

const q8 = { type: 8, values: 32, bytes: 34 } as const;

export class ReferenceExperts {
  readonly #model: GgufModel;
  readonly #cache = new Map<string, Float64Array[]>();

  constructor(model: GgufModel) {
    this.#model = model;
  }

  /** Per row, the weighted sum of down(silu(gate(x)) * up(x)) over its experts: [rows, hiddenSize]. */
  run(batch: ReferenceBatch): Float64Array {
    const width = batch.hidden.length / batch.rows;
    const sums = new Float64Array(batch.rows * width);
    for (let pair = 0; pair < batch.rowIndex.length; pair++) {
      const row = batch.rowIndex[pair]!;
      const x = Float64Array.from({ length: width }, (_, i) => batch.hidden[row * width + i]!);
      const expert = batch.expertIds[pair]!;
      const gate = multiply(this.#matrix(batch.layer, 'gate', expert), x);
      const up = multiply(this.#matrix(batch.layer, 'up', expert), x);
      const inner = gate.map((value, i) => (value / (1 + Math.exp(-value))) * up[i]!);
      const out = multiply(this.#matrix(batch.layer, 'down', expert), inner);
      for (let i = 0; i < width; i++) sums[row * width + i]! += batch.weights[pair]! * out[i]!;
    }
    return sums;
  }

  /** The rows of the matrix. */
  #matrix(layer: number, name: string, expert: number): Float64Array[] {
    const key = `${layer}.${name}.${expert}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const tensor = this.#model.tensor(`blk.${layer}.ffn_${name}_exps.weight`);
    if (tensor.type !== q8.type) throw new Error(`${tensor.name} is of type ${tensor.type}, not q8_0`);
    const [columns, rows, experts] = tensor.shape.map(Number) as [number, number, number];
    const rowBytes = (columns / q8.values) * q8.bytes;
    const bytes = Buffer.alloc(rows * rowBytes);
    const file = openSync(tensor.path, 'r');
    readSync(file, bytes, 0, bytes.length, Number(tensor.offset) + expert * (Number(tensor.bytes) / experts));
    closeSync(file);
    const matrix = Array.from({ length: rows }, (_, row) =>
      dequantised(bytes.subarray(row * rowBytes, (row + 1) * rowBytes)),
    );
    this.#cache.set(key, matrix);
    return matrix;
  }
}

function multiply(matrix: readonly Float64Array[], x: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => {
    let sum = 0;
    for (let i = 0; i < row.length; i++) sum += row[i]! * x[i]!;
    return sum;
  });
}

function dequantised(row: Buffer): Float64Array {
  const values = new Float64Array((row.length / q8.bytes) * q8.values);
  for (let block = 0; block * q8.bytes < row.length; block++) {
    const at = block * q8.bytes;
    const scale = half(row.readUInt16LE(at));
    for (let i = 0; i < q8.values; i++) values[block * q8.values + i] = scale * row.readInt8(at + 2 + i);
  }
  return values;
}

function half(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
