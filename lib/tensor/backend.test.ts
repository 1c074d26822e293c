import { afterEach, describe, expect, it } from 'vitest';
import { Code } from '../wire/errors.ts';
import { Backend } from './backend.ts';
import { GgmlType } from './ggml.ts';
import { GraphSpace } from './graph.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function open(): { backend: Backend; space: () => GraphSpace } {
  const backend = Backend.open({ threads: 1 });
  opened.push(backend);
  const space = (): GraphSpace => {
    const made = new GraphSpace(backend, 64);
    opened.push(made);
    return made;
  };
  return { backend, space };
}

/** Builds the doubling of `values`, `times` times; returns how to compute and how to read it. */
function doubling(space: GraphSpace, values: Float32Array, times = 1): () => Promise<Float32Array> {
  const context = space.begin();
  let tensor = space.f32(values, values.length);
  for (let i = 0; i < times; i++) tensor = space.g.scale(context, tensor, 2);
  space.output(tensor);
  return async () => {
    await space.compute();
    return space.read(tensor, new Float32Array(values.length));
  };
}

describe('a device', () => {
  it('is refused cores that are not one for each thread, naming both numbers', () => {
    expect(() => Backend.open({ threads: 2, threadCores: [0] })).toThrow(/names 1 cores, and there are 2 threads/);
  });

  it('computes graphs in the order in which they are asked for', async () => {
    const { space } = open();
    const ended: number[] = [];
    const runs = [1, 2, 3].map(async (times) => {
      const result = await doubling(space(), Float32Array.of(1, -2), times)();
      ended.push(times);
      return [...result];
    });
    expect(await Promise.all(runs)).toEqual([
      [2, -4],
      [4, -8],
      [8, -16],
    ]);
    expect(ended).toEqual([1, 2, 3]);
  });

  it('finishes what was asked for before it closes, and takes nothing afterwards', async () => {
    const { backend, space } = open();
    const [first, second, late] = [space(), space(), space()].map((one) => doubling(one, Float32Array.of(21), 1));
    const results = Promise.all([first!(), second!()]);
    const closing = backend.close();
    await expect(late!()).rejects.toMatchObject({ code: Code.UNAVAILABLE });
    await closing;
    expect((await results).map(([value]) => value)).toEqual([42, 42]);
    await backend.close();
  });

  it('is named by ggml, whatever the case of the letters', async () => {
    const backend = Backend.open({ threads: 1, device: 'cpu' });
    opened.push(backend);
    expect(backend.device.name).toBe('CPU');
    expect(backend.isCpu).toBe(true);
  });

  it('that is not there is an error that lists those that are', () => {
    expect(() => Backend.open({ threads: 1, device: 'Abacus7' })).toThrow(
      /there is no device Abacus7: ggml in \S+ finds .*CPU.*; GPUs need its cuda or vulkan build/,
    );
  });

  it.each([0, 513, 1.5, Number.NaN])('refuses %s threads by number', (threads) => {
    expect(() => Backend.open({ threads })).toThrow(`threads must be 1 to 512, not ${threads}`);
  });
});

describe('a graph', () => {
  it('reads its inputs when it is computed, so that they may be filled after it is built', async () => {
    const { space } = open();
    const values = new Float32Array(3);
    const compute = doubling(space(), values);
    values.set([1, 2, 3]);
    expect([...(await compute())]).toEqual([2, 4, 6]);
  });

  it('is built anew in the same memory, and smaller ones after larger ones', async () => {
    const { space } = open();
    const one = space();
    for (const length of [10_000, 3, 500]) {
      const result = await doubling(one, new Float32Array(length).fill(0.5), 3)();
      expect(result.length).toBe(length);
      expect(result.every((value) => value === 4)).toBe(true);
    }
    expect(one.bytes).toBeGreaterThanOrEqual(10_000 * 4);
  });

  it('takes integers and half-precision numbers as they are', async () => {
    const { space } = open();
    const one = space();
    const context = one.begin();
    const halves = Uint16Array.of(0x3c00, 0x4000, 0x4200, 0xbc00);
    const table = one.input(GgmlType.F16, [2, 2], halves);
    const rows = one.output(one.g.getRows(context, table, one.i32(Int32Array.of(1, 0, 1), 3)));
    await one.compute();
    expect([...one.read(rows, new Float32Array(6))]).toEqual([3, -1, 1, 2, 3, -1]);
  });
});
