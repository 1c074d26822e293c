import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../../test/support/numbers.ts';
import { GgufModel } from '../tensor/gguf.ts';
import { FulgurError } from '../wire/errors.ts';
import { arrangeExpertBatch } from './expert-batch.ts';
import { ExpertHost } from './expert-host.ts';

const demoModel = join(import.meta.dirname, '../../models/fulgur-tiny.gguf');
const layer = 3;
const width = 256;
const expertWidth = 96;
let model: GgufModel;
let host: ExpertHost;
beforeAll(async () => {
  model = await GgufModel.open(demoModel);
  host = await ExpertHost.open(model, { threads: 1 });
});
afterAll(() => host.close());

/** Rows of one expert's slice of a Q8_0 tensor: blocks of 32 int8 behind a half-precision scale. */
async function slice(name: string, expert: number, elements: number): Promise<Float32Array> {
  const tensor = model.tensor(`blk.${layer}.${name}.weight`);
  const file = await readFile(tensor.path);
  const bytes = (elements / 32) * 34;
  const view = new DataView(file.buffer, file.byteOffset + tensor.offset + expert * bytes, bytes);
  const half = (h: number): number => {
    const exponent = (h >> 10) & 31;
    const size = exponent === 0 ? (h & 1023) * 2 ** -24 : (1 + (h & 1023) / 1024) * 2 ** (exponent - 15);
    return h & 0x8000 ? -size : size;
  };
  return Float32Array.from({ length: elements }, (_, i) => {
    const block = Math.floor(i / 32) * 34;
    return half(view.getUint16(block, true)) * view.getInt8(block + 2 + (i % 32));
  });
}

/** One expert on one row in plain float arithmetic. */
async function reference(row: Float32Array, expert: number): Promise<Float32Array> {
  const elements = width * expertWidth;
  const names = ['ffn_gate_exps', 'ffn_up_exps', 'ffn_down_exps'];
  const [gate, up, down] = await Promise.all(names.map((name) => slice(name, expert, elements)));
  const dot = (matrix: Float32Array, at: number, x: Float32Array): number =>
    x.reduce((sum, value, i) => sum + value * matrix[at * x.length + i]!, 0);
  const hidden = Float32Array.from({ length: expertWidth }, (_, i) => {
    const g = dot(gate!, i, row);
    return (g / (1 + Math.exp(-g))) * dot(up!, i, row);
  });
  return Float32Array.from({ length: width }, (_, i) => dot(down!, i, hidden));
}

const call = (rows: number, pairs: readonly (readonly [row: number, expert: number, weight: number])[], seed = 1) => ({
  layer,
  rows,
  hidden: noise(rows * width, seed),
  rowIndex: Uint32Array.from(pairs, ([row]) => row),
  expertIds: Uint32Array.from(pairs, ([, expert]) => expert),
  weights: Float32Array.from(pairs, ([, , weight]) => weight),
});

describe('an expert batch', () => {
  it('puts the j-th pair of each row into block j, rows with more pairs first', () => {
    const batch = arrangeExpertBatch(
      4,
      Uint32Array.of(3, 1, 3, 0, 3, 1),
      Uint32Array.of(10, 11, 12, 13, 14, 15),
      Float32Array.of(1, 2, 3, 4, 5, 6),
    );
    expect(batch.blockRows).toEqual([3, 2, 1]);
    expect([...batch.rowOfRank]).toEqual([3, 1, 0]);
    expect([...batch.gather]).toEqual([3, 1, 0, 3, 1, 3]);
    expect([...batch.experts]).toEqual([10, 11, 13, 12, 15, 14]);
    expect([...batch.weights]).toEqual([1, 2, 4, 3, 6, 5]);
    expect(batch.inRowOrder).toBe(false);
  });

  it('keeps the order of rows that have as many pairs each', () => {
    const batch = arrangeExpertBatch(2, Uint32Array.of(0, 0, 1, 1), Uint32Array.of(1, 2, 3, 4), new Float32Array(4));
    expect(batch.inRowOrder).toBe(true);
    expect([...batch.experts]).toEqual([1, 3, 2, 4]);
  });
});

describe('an expert host', () => {
  it('computes the weighted sums of uneven rows like plain arithmetic', async () => {
    await host.load(layer, [2, 5, 31]);
    const request = call(4, [
      [2, 5, 0.5],
      [0, 31, 1],
      [2, 2, 0.25],
      [2, 31, -0.25],
      [3, 2, 2],
    ]);
    const sums = await host.run(request);
    const expected = new Float32Array(4 * width);
    for (const [i, row] of request.rowIndex.entries()) {
      const one = await reference(request.hidden.subarray(row * width, (row + 1) * width), request.expertIds[i]!);
      for (let j = 0; j < width; j++) expected[row * width + j]! += request.weights[i]! * one[j]!;
    }
    for (const [i, value] of expected.entries()) expect(Math.abs(sums[i]! - value)).toBeLessThan(2e-2);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.5);
    expect(sums.subarray(width, 2 * width).every((value) => value === 0)).toBe(true);
  });

  it('gives the same sums to calls that run at the same time as to one alone', async () => {
    await host.load(layer, [2, 5, 31]);
    const calls = Array.from({ length: 20 }, (_, i) =>
      call(
        1 + (i % 5),
        Array.from({ length: 1 + (i % 5) }, (_, row) => [row, [2, 5, 31][row % 3]!, 1]),
        i,
      ),
    );
    const alone = [];
    for (const one of calls) alone.push(await host.run(one));
    expect(await Promise.all(calls.map((one) => host.run(one)))).toEqual(alone);
  });

  it('refuses an expert that is not loaded, by name, and bad shapes', async () => {
    const other = await ExpertHost.open(model, { threads: 1 });
    await other.load(layer, [1]);
    await expect(other.run(call(1, [[0, 7, 1]]))).rejects.toThrow(/expert 7 of layer 3 is not loaded/);
    await expect(other.run(call(1, [[1, 1, 1]]))).rejects.toThrow(/row 1 is beyond its 1 rows/);
    await expect(other.run({ ...call(1, [[0, 1, 1]]), hidden: new Float32Array(3) })).rejects.toThrow(
      /3 hidden values/,
    );
    await expect(async () => other.load(layer, [32])).rejects.toThrow(/experts 0 to 31, not 32/);
    await expect(async () => other.load(99, [0])).rejects.toBeInstanceOf(FulgurError);
    await other.close();
    await expect(other.run(call(1, [[0, 1, 1]]))).rejects.toThrow(/closed/);
  });

  it('loads and unloads while it computes: calls in progress keep their experts', async () => {
    const other = await ExpertHost.open(model, { threads: 1 });
    await other.load(layer, [0, 1, 2, 3]);
    const request = call(
      64,
      Array.from({ length: 64 }, (_, row) => [row, row % 4, 1] as const),
    );
    const expected = await other.run(request);
    const running = [other.run(request), other.run(request), other.run(request)];
    const gone = other.unload(layer, [0, 1]);
    const more = other.load(layer, [8, 9]);
    for (const sums of await Promise.all(running)) expect(sums).toEqual(expected);
    await Promise.all([gone, more]);
    expect(other.residency()).toEqual([{ layer, expertIds: [2, 3, 8, 9] }]);
    expect(other.weightBytes).toBe(4 * other.expertBytes(layer));
    await expect(other.run(request)).rejects.toThrow(/not loaded/);
    await other.load(layer, [0, 1]);
    expect(await other.run(request)).toEqual(expected);
    await other.close();
  });

  it('offers a layer to a graph only when all of its experts are loaded, and keeps it while it is pinned', async () => {
    const other = await ExpertHost.open(model, { threads: 1 });
    const all = Array.from({ length: 32 }, (_, e) => e);
    await other.load(layer, all.slice(1));
    expect(other.localWeights(layer)).toBeUndefined();
    await other.load(layer, [0]);
    const unpin = other.localWeights(layer)!.pin();
    let unloaded = false;
    const unloading = other.unload(layer, [4]).then(() => {
      unloaded = true;
    });
    // A load of another layer runs through the file system; the unload has every chance to finish before.
    await other.load(layer + 1, all);
    expect(other.localWeights(layer)).toBeUndefined();
    expect(unloaded).toBe(false);
    unpin();
    await unloading;
    expect(other.has(layer, 4)).toBe(false);
    await other.close();
  });

  it('holds what it loads and gives the memory of unloaded experts back', async () => {
    const other = await ExpertHost.open(model, { threads: 1 });
    const all = Array.from({ length: 32 }, (_, e) => e);
    const before = process.memoryUsage.rss();
    for (let n = 0; n < 8; n++) await other.load(n, all);
    const loaded = process.memoryUsage.rss();
    expect(loaded - before).toBeGreaterThan(0.5 * other.weightBytes);
    for (let n = 0; n < 8; n++) await other.unload(n, all);
    expect(loaded - process.memoryUsage.rss()).toBeGreaterThan(0.5 * 8 * 32 * other.expertBytes(0));
    expect(other.weightBytes).toBe(0);
    await other.close();
  });
});
