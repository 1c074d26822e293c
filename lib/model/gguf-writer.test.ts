import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGgufHeader } from '../tensor/gguf-header.ts';
import { type GgufEntry, writeGguf } from './gguf-writer.ts';

describe('writeGguf', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-gguf-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('what is written is read back: every kind of value, and tensors at aligned places', async () => {
    const path = join(folder, 'all.gguf');
    const metadata = new Map<string, GgufEntry>([
      ['text', { type: 'string', value: 'naïve 🦊' }],
      ['number', { type: 'uint32', value: 4_000_000_000 }],
      ['negative', { type: 'int32', value: -5 }],
      ['large', { type: 'uint64', value: 2 ** 40 }],
      ['half', { type: 'float32', value: 0.5 }],
      ['yes', { type: 'bool', value: true }],
      ['texts', { type: 'string[]', value: ['a', '', 'c'] }],
      ['floats', { type: 'float32[]', value: [1.5, -2] }],
      ['ints', { type: 'int32[]', value: [-1, 2] }],
      ['flags', { type: 'bool[]', value: [true, false] }],
    ]);
    const tensors = [
      { name: 'first', shape: [3], type: 0, bytes: 12 },
      { name: 'second', shape: [2, 2], type: 0, bytes: 16 },
    ];
    // In pieces, as a large tensor is written.
    const content = new Map([
      ['first', [new Uint8Array(5).fill(1), new Uint8Array(7).fill(2)]],
      ['second', [new Uint8Array(16).fill(3)]],
    ]);
    await writeGguf(path, metadata, tensors, ({ name }) => content.get(name)!);
    const header = readGgufHeader(path);
    for (const [key, { value }] of metadata) {
      const read = header.metadata.get(key);
      expect(ArrayBuffer.isView(read) ? Array.from(read as Int32Array) : read).toEqual(value);
    }
    const bytes = await readFile(path);
    for (const { name, offset, bytes: length, shape } of header.tensors) {
      expect(offset % 32).toBe(0);
      expect(shape).toEqual(tensors.find((tensor) => tensor.name === name)!.shape);
      expect(bytes.subarray(offset, offset + length)).toEqual(Buffer.concat(content.get(name)!));
    }
  });

  test('a tensor whose content does not fit its shape leaves no file behind', async () => {
    const path = join(folder, 'short.gguf');
    const tensors = [{ name: 'a', shape: [4], type: 0, bytes: 16 }];
    const write = writeGguf(path, new Map(), tensors, () => [new Uint8Array(8)]);
    await expect(write).rejects.toThrow('tensor a has 8 bytes, its type and shape ask for 16');
    expect(await readdir(folder)).not.toContain('short.gguf');
    expect(await readdir(folder)).not.toContain('short.gguf.part');
  });

  test('a folder that does not exist is named', async () => {
    const path = join(folder, 'none', 'x.gguf');
    await expect(writeGguf(path, new Map(), [], () => [])).rejects.toThrow(`cannot write ${path}`);
  });
});
