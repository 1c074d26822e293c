import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Backend } from '../tensor/backend.ts';
import { GgufModel } from '../tensor/gguf.ts';
import type { ModelDescription } from './description.ts';
import { KvPool, kvLayout, kvPoolBytes } from './kv-pool.ts';
import { describeModel } from './registry.ts';

const demoModel = join(import.meta.dirname, '../../models/fulgur-tiny.gguf');
let description: ModelDescription;
let backend: Backend;
beforeAll(async () => {
  description = describeModel(await GgufModel.open(demoModel));
  backend = Backend.open({ threads: 1 });
});
afterAll(() => backend.close());

describe('the memory of keys and values', () => {
  it('has tensors for source layers only: sharing and sliding windows take no room', () => {
    const layout = kvLayout(description);
    expect(layout.full.sourceLayers).toEqual([3]);
    expect(layout.window.sourceLayers).toEqual([0, 1, 2, 4, 5, 6]);
    // 2 key heads of 32 elements, keys and values, two bytes each.
    expect(layout.full.bytesPerCell).toBe(256);
    expect(layout.window.bytesPerCell).toBe(6 * 256);
  });

  it.each([
    [128, 1024],
    [128, 2048],
    [1024, 1024],
  ])('with window %i and context %i is 1/8 + (3/4)(w/L) of a full cache', (window, context) => {
    const everyLayer = description.layers.length * 256 * context;
    const pool = new KvPool(backend, description, { fullCells: context, windowCells: window });
    expect(pool.bytes / everyLayer).toBe(1 / 8 + (3 / 4) * (window / context));
    expect(pool.bytes).toBe(kvPoolBytes(description, { fullCells: context, windowCells: window }));
    const { full, window: windowed } = pool.layout;
    const held = [...full.sourceLayers, ...windowed.sourceLayers]
      .flatMap((layer) => [pool.tensors(layer).keys, pool.tensors(layer).values!])
      .reduce((sum, tensor) => sum + backend.g.tensorBytes(tensor), 0);
    expect(held).toBe(pool.bytes);
    pool.close();
  });

  it('in single precision takes twice the bytes', () => {
    const cells = { fullCells: 64, windowCells: 32 };
    expect(kvPoolBytes(description, { ...cells, dtype: 'f32' })).toBe(2 * kvPoolBytes(description, cells));
  });

  it('at w/L = 1/16 is the 82.8% less that the report claims', () => {
    const share = kvPoolBytes(description, { fullCells: 2048, windowCells: 128 }) / (8 * 256 * 2048);
    expect(1 - share).toBeCloseTo(0.828, 3);
  });
});

describe('a pool of latent attention', () => {
  it('keeps one compressed row per token, which holds the values too', () => {
    const layers = description.layers.map((layer) => {
      const size = { heads: 8, kvHeads: 1, headSize: 576, valueSize: 512, kvSource: layer.index };
      const latent = {
        queryRank: 0,
        keyValueRank: 512,
        plainSize: 128,
        ropeSize: 64,
        valueSize: 128,
        isJoined: false,
      };
      return { ...layer, attention: { ...layer.attention, ...size, latent } };
    });
    const pool = new KvPool(backend, { ...description, layers }, { fullCells: 32, windowCells: 32 });
    expect(pool.bytes).toBe(layers.length * 576 * 2 * 32);
    expect(pool.tensors(0).values).toBeUndefined();
    const payload = Uint8Array.from({ length: 2 * pool.layout.full.bytesPerCell }, (_, i) => (i * 7) & 0xff);
    pool.writeCells('full', Uint32Array.of(9, 3), payload);
    expect(pool.readCells('full', Uint32Array.of(9, 3))).toEqual(payload);
    pool.close();
  });
});

describe('cells', () => {
  it('give back what was put into them, whatever their order, and leave others alone', () => {
    const pool = new KvPool(backend, description, { fullCells: 64, windowCells: 64 });
    const cells = Uint32Array.of(5, 6, 7, 40, 3, 63, 0);
    const { bytesPerCell } = pool.layout.window;
    const payload = Uint8Array.from({ length: cells.length * bytesPerCell }, (_, i) => (i * 31) & 0xff);
    pool.writeCells('window', cells, payload);
    expect(pool.readCells('window', cells)).toEqual(payload);
    expect(pool.readCells('window', Uint32Array.of(1, 4, 62)).every((byte) => byte === 0)).toBe(true);
    expect(pool.readCells('full', cells).every((byte) => byte === 0)).toBe(true);
    // The payload is [layer][keys, values][cell]: one cell read alone is found in it at those places.
    const alone = pool.readCells('window', Uint32Array.of(40));
    const rowBytes = 128;
    expect(alone.subarray(0, rowBytes)).toEqual(payload.subarray(3 * rowBytes, 4 * rowBytes));
    pool.close();
  });

  it('outside the pool and payloads of another size are refused', () => {
    const pool = new KvPool(backend, description, { fullCells: 8, windowCells: 8 });
    expect(() => pool.readCells('full', Uint32Array.of(8))).toThrow(/cell 8 is outside the pool of 8/);
    expect(() => pool.writeCells('full', Uint32Array.of(1), new Uint8Array(255))).toThrow(/has 256 bytes, not 255/);
    expect(() => new KvPool(backend, description, { fullCells: 0, windowCells: 8 })).toThrow(/full cells, not 0/);
    pool.close();
  });
});
