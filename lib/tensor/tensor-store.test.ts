import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeGguf } from '../model/gguf-writer.ts';
import { writeSplitGguf } from '../model/split-gguf-writer.ts';
import { Backend } from './backend.ts';
import { GgmlType, type Tensor } from './ggml.ts';
import { GgufModel, type GgufTensor } from './gguf.ts';
import { quantisableTypes, quantiseRows, storageType } from './quantize.ts';
import { TensorStore } from './tensor-store.ts';
import { isQuantised, widenAll, widenedType } from './widen.ts';

let folder: string;
let backend: Backend;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-tensors-'));
  backend = Backend.open({ threads: 1 });
});
afterAll(async () => {
  await backend.close();
  await rm(folder, { recursive: true });
});

function read(tensor: Tensor, length: number): Float32Array {
  const values = new Float32Array(length);
  backend.g.read(tensor, values, 0, values.byteLength);
  return values;
}

const waves = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(i / 3));

describe('a tensor store', () => {
  it('maps the tensors of several files in the order in which they are asked for', async () => {
    const specs = ['a', 'b', 'c'].map((name) => ({ name, shape: [4], type: GgmlType.F32, bytes: 16 }));
    const [first] = await writeSplitGguf(join(folder, 'parts.gguf'), 3, new Map(), specs, ({ name }) => [
      new Uint8Array(new Float32Array(4).fill(name.charCodeAt(0)).buffer),
    ]);
    const model = await GgufModel.open(first!);
    const store = new TensorStore(backend, 3);
    const tensors = store.load(['c', 'a', 'b'].map((name) => model.tensor(name)));
    expect(tensors.map((tensor) => String.fromCharCode(read(tensor, 1)[0]!))).toEqual(['c', 'a', 'b']);
    expect(store.memory).toBeUndefined();
    store.close();
    store.close();
  });

  it('allocates zeros, each tensor in a range of its own', () => {
    const store = new TensorStore(backend, 2);
    const [a, b] = store.allocate([
      { type: GgmlType.F32, shape: [3] },
      { type: GgmlType.F16, shape: [2, 2, 2] },
    ]);
    expect([a!.bytes, b!.bytes]).toEqual([12, 16]);
    expect(b!.offset).toBeGreaterThanOrEqual(a!.offset + a!.bytes);
    expect([...read(a!.tensor, 3)]).toEqual([0, 0, 0]);
    backend.g.write(a!.tensor, Float32Array.of(1, 2, 3), 0, 12);
    expect([...read(b!.tensor, 4)]).toEqual([0, 0, 0, 0]);
    store.close();
  });
});

describe('storage formats', () => {
  const [width, rows] = [256, 4];
  const values = waves(width * rows);
  /** Largest error of a value in [-1, 1] that a format may make. */
  const tolerance: Partial<Record<(typeof quantisableTypes)[number], number>> = {
    f32: 0,
    f16: 1e-3,
    bf16: 8e-3,
    q8_0: 8e-3,
    q6_K: 5e-2,
    q2_K: 0.5,
    q3_K: 0.3,
    mxfp4: 0.4,
    tq1_0: 0.5,
    tq2_0: 0.5,
  };

  async function file(type: (typeof quantisableTypes)[number]): Promise<GgufTensor> {
    const { number, block, bytes } = storageType(type);
    const spec = { name: 'a', shape: [width, rows], type: number, bytes: (values.length / block) * bytes };
    const path = join(folder, `${type}.gguf`);
    await writeGguf(path, new Map(), [spec], () => [quantiseRows(values, width, type)]);
    return (await GgufModel.open(path)).tensor('a');
  }

  it.each(quantisableTypes)('%s holds numbers, which come back when it is widened', async (type) => {
    const source = await file(type);
    const quantised = !['f32', 'f16', 'bf16'].includes(type);
    expect(isQuantised(source.type)).toBe(quantised);
    expect(widenedType(source.type)).toBe(quantised ? GgmlType.F32 : source.type);
    if (!quantised) return;
    const store = new TensorStore(backend, 1);
    const [placed] = store.allocate([{ type: GgmlType.F32, shape: source.shape }]);
    await widenAll(backend, [{ source, target: placed!.tensor }]);
    const back = read(placed!.tensor, values.length);
    const worst = back.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
    expect(worst).toBeLessThanOrEqual(tolerance[type] ?? 0.2);
    expect(worst).toBeGreaterThan(0);
    store.close();
  });

  it('that end before their tensor does are an error that names it', async () => {
    const source = { ...(await file('q8_0')), offset: 10_000_000 };
    const store = new TensorStore(backend, 1);
    const [placed] = store.allocate([{ type: GgmlType.F32, shape: source.shape }]);
    await expect(widenAll(backend, [{ source, target: placed!.tensor }])).rejects.toThrow(
      /q8_0\.gguf ends in tensor a: it was truncated/,
    );
    store.close();
  });

  it('are looked up by rows on the CPU', () => {
    for (const type of quantisableTypes) expect(backend.looksUp(storageType(type).number), type).toBe(true);
  });
});
