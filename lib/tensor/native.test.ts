import { afterAll, describe, expect, test } from 'vitest';
import { noise, relativeError } from '../../test/support/numbers.ts';
import { isCodebookType, randomBlocks } from '../model/random-blocks.ts';
import { Backend } from './backend.ts';
import { decoderOf } from './codebooks.ts';
import { addressOf } from './ffi.ts';
import { GgmlType, type Tensor } from './ggml.ts';
import { GraphSpace } from './graph.ts';
import { Memory } from './memory.ts';
import { type KernelVariant, kernelVariants, nativeKernels } from './native.ts';
import type { CellRows } from './native-space.ts';
import { mostBytesHeld, type PackedMatrix } from './native-weights.ts';
import { codebookTypes, quantiseRows, type StorageType, storageType } from './quantize.ts';

const kernels = nativeKernels();
const packedTypes = [
  ...(['q4_0', 'q4_1', 'q5_0', 'q5_1', 'q8_0', 'q2_K', 'q3_K', 'q4_K', 'q5_K', 'q6_K'] as const),
  ...(['iq4_nl', 'iq4_xs', 'tq1_0', 'tq2_0', 'mxfp4', 'bf16', 'f16'] as const),
  ...codebookTypes,
];
/** Those that are packed on this processor: floats only where registers are wide. */
const types = packedTypes.filter(
  (type) => kernels === undefined || kernels.packedBytes(storageType(type).number, 256, 16) > 0,
);
const best = kernels?.variant() as KernelVariant | undefined;
const runnable = kernelVariants.filter((name) => kernels?.useVariant(name));
if (best !== undefined) kernels?.useVariant(best);

interface Case {
  readonly type: StorageType;
  readonly k: number;
  readonly n: number;
  readonly rows: number;
}

/** Every packed type with inner and outer sizes that fill no whole tile, and numbers of rows around those of a kernel. */
const cases: Case[] = types.flatMap((type) => {
  const block = Math.max(32, storageType(type).block);
  const shapes = [
    [block, 1],
    [block, 16],
    [5 * block, 37],
    [1536, 48],
    [2304, 100],
  ] as const;
  return shapes.flatMap(([k, n], i) =>
    [1, 2, 3, 7, 8, 9, 17, 70].filter((_, j) => (i + j) % 2 === 0).map((rows) => ({ type, k, n, rows })),
  );
});

/** Where the blocks of 256 values with scales of their own have numbers in half precision. */
const halvesOf = { q2_K: [80, 82], q3_K: [108], q4_K: [0, 2], q5_K: [0, 2], q6_K: [208], iq4_xs: [0] } as const;

/** Blocks that no quantiser makes: every bit random, but for scales near 1/64. */
function arbitraryBlocks(type: keyof typeof halvesOf, count: number): Uint8Array {
  const { bytes } = storageType(type);
  const blocks = Uint8Array.from(noise(count * bytes, 4), (value) => Math.floor(value * 2 ** 20));
  const view = new DataView(blocks.buffer);
  for (let block = 0; block < count; block++) {
    for (const at of halvesOf[type]) view.setUint16(block * bytes + at, 0x2400 + (block % 512), true);
  }
  return blocks;
}

/** Random values, quantised, or blocks of random bits. */
function weightsOf({ type, k, n }: Case): Uint8Array {
  if (isCodebookType(type)) return randomBlocks(type, (k / storageType(type).block) * n, 1, `${k} x ${n}`);
  return quantiseRows(noise(k * n, 1), k, type);
}

describe.skipIf(kernels === undefined)('native kernels (skipped where no C++ compiler has built them)', () => {
  const backend = Backend.open({ threads: 2 });
  const space = new GraphSpace(backend, 64);
  const memories: Memory[] = [];
  afterAll(async () => {
    space.close();
    await backend.close();
    for (const memory of memories) memory.close();
  });

  function pack({ type, k, n }: Case, quantised: Uint8Array): PackedMatrix {
    const { number } = storageType(type);
    const memory = new Memory(kernels!.packedBytes(number, k, n));
    memories.push(memory);
    kernels!.pack(number, addressOf(quantised), k, n, memory.address, 0, decoderOf(number));
    return { type: number, k, n, address: memory.address };
  }

  /** Products by our kernels, by ggml's with the quantised weights, and exact ones with the weights' values. */
  async function products(
    one: Case,
    quantised = weightsOf(one),
    x = noise(one.rows * one.k, 2),
  ): Promise<{ ours: Float32Array; ggml: Float32Array; exact: Float32Array }> {
    const { type, k, n, rows } = one;
    const packed = pack(one, quantised);
    const { g } = space;
    const context = space.begin();
    const input = space.f32(x, k, rows);
    const weights = space.input(storageType(type).number, [k, n], quantised);
    const ours = space.output(space.native.matmul(context, packed, input));
    const ggml = space.output(g.matmul(context, weights, input));
    const values = space.output(g.copy(context, weights, g.newTensor2(context, GgmlType.F32, k, n)));
    await space.compute();
    const read = (tensor: Tensor, length: number): Float32Array => space.read(tensor, new Float32Array(length));
    const w = read(values, k * n);
    const exact = Float32Array.from({ length: rows * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      let sum = 0;
      for (let j = 0; j < k; j++) sum += w[column * k + j]! * x[row * k + j]!;
      return sum;
    });
    return { ours: read(ours, rows * n), ggml: read(ggml, rows * n), exact };
  }

  test.each(cases)('$rows rows times $type of $k x $n are as near to the exact product as ggml comes', async (one) => {
    const { ours, ggml, exact } = await products(one);
    // Few values scatter more: the bounds then leave room for luck.
    const ofMany = isCodebookType(one.type) ? 1.15 : 1.1;
    const [most, allowance] = exact.length < 256 ? [0.03, 2.5] : [0.012, ofMany];
    expect(relativeError(ours, exact)).toBeLessThan(most);
    // Of a single value either may be nearer.
    if (exact.length > 1) expect(relativeError(ours, exact)).toBeLessThan(allowance * relativeError(ggml, exact));
  });

  test.each(types)(
    'of activations that 8 bits hold, products with %s are those of the values that ggml reads',
    async (type) => {
      const one = { type, k: 5 * Math.max(32, storageType(type).block), n: 53, rows: 9 };
      const whole = noise(one.rows * one.k, 6).map((value, i) => (i % 32 === 0 ? 127 : Math.round(127 * value)));
      const { ours, exact } = await products(one, weightsOf(one), whole);
      expect(relativeError(ours, exact)).toBeLessThan(1e-6);
    },
  );

  test.each(types)('all variants of this processor give the same products with %s', async (type) => {
    const block = Math.max(32, storageType(type).block);
    for (const rows of [1, 5, 8, 21]) {
      const one = { type, k: 5 * block, n: 53, rows };
      const results: Float32Array[] = [];
      for (const name of runnable) {
        kernels!.useVariant(name);
        results.push((await products(one)).ours);
      }
      kernels!.useVariant(best!);
      for (const other of results) expect(relativeError(other, results[0]!)).toBeLessThan(1e-6);
    }
  });

  test.each(Object.keys(halvesOf) as (keyof typeof halvesOf)[])(
    'random blocks of %s stand for what ggml reads',
    async (type) => {
      const one = { type, k: 1024, n: 40, rows: 5 };
      const { ours, exact } = await products(one, arbitraryBlocks(type, (one.k / 256) * one.n));
      expect(relativeError(ours, exact)).toBeLessThan(0.012);
    },
  );

  test('the number of threads and what else is in the batch change no bit of a row', async () => {
    const one: Case = { type: 'q4_K', k: 2048, n: 80, rows: 33 };
    const { ours } = await products(one);
    const packed = pack(one, weightsOf(one));
    const single = Backend.open({ threads: 1 });
    const alone = new GraphSpace(single, 16);
    try {
      const context = alone.begin();
      const x = noise(one.rows * one.k, 2).subarray(0, 3 * one.k);
      const y = alone.output(alone.native.matmul(context, packed, alone.f32(x, one.k, 3)));
      await alone.compute();
      expect(relativeError(alone.read(y, new Float32Array(3 * one.n)), ours.subarray(0, 3 * one.n))).toBeLessThan(1e-6);
    } finally {
      alone.close();
      await single.close();
    }
  });

  test('rows of zeros give zeros, and large values stay finite', async () => {
    const one: Case = { type: 'q8_0', k: 64, n: 20, rows: 2 };
    const packed = pack(one, quantiseRows(noise(64 * 20, 3), 64, 'q8_0'));
    const context = space.begin();
    const x = new Float32Array(2 * 64).fill(1e30, 64);
    const y = space.output(space.native.matmul(context, packed, space.f32(x, 64, 2)));
    await space.compute();
    const result = space.read(y, new Float32Array(40));
    expect([...result.subarray(0, 20)]).toEqual(new Array(20).fill(0));
    expect(result.subarray(20).every(Number.isFinite)).toBe(true);
  });

  describe('attention over the cells of a pool', () => {
    const cellCount = 400;
    type Shape = Omit<CellRows, 'rowStart' | 'rowCount' | 'cellsMax'>;
    /** Rows by their cells: for each row an offset in `cells` and a count. */
    interface Seen {
      readonly cells: readonly number[];
      readonly spans: readonly (readonly [number, number])[];
    }

    /** The largest relative error of what rows see, from `firstRow` of the query on. */
    async function attentionError(
      shape: Shape,
      { cells, spans }: Seen,
      firstRow: number,
      sinks?: Float32Array,
    ): Promise<number> {
      const { heads, kvHeads, headSize, valueSize, scale } = shape;
      const rowCount = spans.length;
      const query = noise((firstRow + rowCount) * heads * headSize, 11);
      const { g } = space;
      const context = space.begin();
      const halves = (values: Float32Array, width: number): [Tensor, Tensor] => {
        const half = g.newTensor2(context, GgmlType.F16, width, cellCount);
        const stored = g.copy(context, space.f32(values, width, cellCount), half);
        return [stored, space.output(g.copy(context, stored, g.newTensor2(context, GgmlType.F32, width, cellCount)))];
      };
      const [keys, keyValues] = halves(noise(cellCount * kvHeads * headSize, 12), kvHeads * headSize);
      const [values, valueValues] = halves(noise(cellCount * kvHeads * valueSize, 13), kvHeads * valueSize);
      const cellsMax = Math.max(...spans.map(([, count]) => count));
      const rows = { ...shape, rowStart: firstRow, rowCount, cellsMax };
      const x = space.f32(query, heads * headSize, firstRow + rowCount);
      const list = space.i32(Int32Array.from(cells), cells.length);
      const spanned = space.i32(Int32Array.from(spans.flat()), 2, rowCount);
      const sink = sinks && space.f32(sinks, heads);
      const y = space.output(space.native.attention(context, rows, x, keys, values, list, spanned, sink));
      await space.compute();
      const k = space.read(keyValues, new Float32Array(cellCount * kvHeads * headSize));
      const v = space.read(valueValues, new Float32Array(cellCount * kvHeads * valueSize));
      const exact = new Float32Array(rowCount * heads * valueSize);
      for (const [row, [offset, count]] of spans.entries()) {
        const seen = cells.slice(offset, offset + count);
        for (let head = 0; head < heads; head++) {
          const kvHead = Math.floor(head / (heads / kvHeads));
          const at = ((firstRow + row) * heads + head) * headSize;
          const odds = seen.map((cell) => {
            let sum = 0;
            for (let d = 0; d < headSize; d++) sum += query[at + d]! * k[(cell * kvHeads + kvHead) * headSize + d]!;
            return Math.exp(sum * scale);
          });
          const total = odds.reduce((sum, value) => sum + value, sinks === undefined ? 0 : Math.exp(sinks[head]!));
          for (const [i, cell] of seen.entries()) {
            for (let d = 0; d < valueSize; d++) {
              exact[(row * heads + head) * valueSize + d]! +=
                (odds[i]! / total) * v[(cell * kvHeads + kvHead) * valueSize + d]!;
            }
          }
        }
      }
      const ours = space.read(y, new Float32Array(exact.length));
      const width = heads * valueSize;
      const errors = spans.map((_, row) =>
        relativeError(ours.slice(row * width, (row + 1) * width), exact.slice(row * width, (row + 1) * width)),
      );
      return Math.max(...errors);
    }

    /** The last `rows` positions of sequences of some length, whose cells lie in no order. */
    function sequences(window: number, ...all: readonly (readonly [length: number, rows: number])[]): Seen {
      const cells = Array.from({ length: cellCount }, (_, i) => (i * 7 + 2) % cellCount);
      const spans: [number, number][] = [];
      let offset = 0;
      for (const [length, rows] of all) {
        for (let position = length - rows; position < length; position++) {
          const from = Math.max(0, position - window + 1);
          spans.push([offset + from, position - from + 1]);
        }
        offset += length;
      }
      return { cells: cells.slice(0, offset), spans };
    }

    const everything = Number.POSITIVE_INFINITY;
    const single = sequences(everything, [7, 1], [1, 1], [29, 1]);
    const several = sequences(everything, [260, 131], [3, 1], [9, 9], [60, 5]);
    const inWindow = sequences(50, [260, 131], [70, 3], [40, 40]);
    const sharing = { heads: 6, kvHeads: 2, headSize: 48, valueSize: 32, scale: 0.2 };
    const alone = { heads: 2, kvHeads: 2, headSize: 128, valueSize: 128, scale: 0.1 };
    const many = { heads: 80, kvHeads: 1, headSize: 16, valueSize: 16, scale: 0.5 };

    test.each(runnable)('is exact to single precision with the %s variant, from any row of the query', async (name) => {
      kernels!.useVariant(name);
      for (const shape of [sharing, alone, many]) {
        for (const seen of [single, several, inWindow]) {
          for (const firstRow of shape === sharing ? [0, 4] : [0]) {
            expect(await attentionError(shape, seen, firstRow)).toBeLessThan(2e-6);
          }
        }
      }
      kernels!.useVariant(best!);
    });

    test.each(runnable)('gives sinks their part with the %s variant', async (name) => {
      kernels!.useVariant(name);
      const sinks = Float32Array.of(1, -2, 0, 3, 9, -50);
      expect(await attentionError(sharing, several, 0, sinks)).toBeLessThan(2e-6);
      kernels!.useVariant(best!);
    });
  });

  test('types and shapes without a kernel have no packed size', () => {
    const { number } = storageType('q4_K');
    expect(kernels!.packedBytes(number, 128, 16)).toBe(0);
    expect(kernels!.packedBytes(storageType('f32').number, 256, 16)).toBe(0);
    expect(kernels!.packedBytes(storageType('nvfp4').number, 256, 16)).toBe(0);
    expect(kernels!.packedBytes(number, 256, 17)).toBe(2 * kernels!.packedBytes(number, 256, 16));
  });

  test.each(types)('packed %s takes the memory that placement counts with', (type) => {
    const { number, block, bytes } = storageType(type);
    expect(kernels!.packedBytes(number, 512, 64)).toBeCloseTo(mostBytesHeld(number, ((512 * 64) / block) * bytes));
  });
});
