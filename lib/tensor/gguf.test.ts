import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GgufEntry, writeGguf } from '../model/gguf-writer.ts';
import { FulgurError } from '../wire/errors.ts';
import { ggmlTypes } from './dtype.ts';
import { ggml } from './ggml.ts';
import { GgufModel } from './gguf.ts';
import { readGgufHeader } from './gguf-header.ts';

const demoModel = join(import.meta.dirname, '../../models/fulgur-tiny.gguf');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-gguf-'));
});
afterAll(() => rm(folder, { recursive: true }));

const text = (value: string): GgufEntry => ({ type: 'string', value });
const count = (value: number): GgufEntry => ({ type: 'uint32', value });

/** A small valid file: two f32 tensors of 8 elements. */
async function smallFile(name: string, extra: [string, GgufEntry][] = [], tensors = ['a', 'b']): Promise<string> {
  const path = join(folder, name);
  const metadata = new Map<string, GgufEntry>([
    ['general.architecture', text('test')],
    ['words', { type: 'string[]', value: ['one', 'two'] }],
    ...extra,
  ]);
  const specs = tensors.map((tensor) => ({ name: tensor, shape: [4, 2], type: 0, bytes: 32 }));
  await writeGguf(path, metadata, specs, ({ name: tensor }) => [
    new Uint8Array(Float32Array.from({ length: 8 }, (_, i) => i + tensor.charCodeAt(0)).buffer),
  ]);
  return path;
}

/** The error of reading the file; it must be ours and one line. */
function failure(path: string): FulgurError {
  try {
    readGgufHeader(path);
  } catch (error) {
    expect(error).toBeInstanceOf(FulgurError);
    expect((error as Error).message).not.toContain('\n');
    expect((error as Error).message).toContain(path);
    return error as FulgurError;
  }
  throw new Error('it was read');
}

async function variant(source: Buffer, change: (copy: Buffer) => void): Promise<string> {
  const copy = Buffer.from(source);
  change(copy);
  const path = join(folder, 'variant.gguf');
  await writeFile(path, copy);
  return path;
}

describe('the table of types', () => {
  it('agrees with ggml about every block', () => {
    const g = ggml();
    for (const [type, { block, bytes, name }] of ggmlTypes) {
      expect([g.blockSize(type), g.typeSize(type)], name).toEqual([block, bytes]);
    }
  });
});

describe('a model file', () => {
  it('gives its metadata and where its tensors lie', async () => {
    const path = await smallFile('good.gguf', [['big', { type: 'uint64', value: 2 ** 40 }]]);
    const model = await GgufModel.open(path);
    expect(model.string('general.architecture')).toBe('test');
    expect(model.number('big')).toBe(2 ** 40);
    expect(model.metadata.get('words')).toEqual(['one', 'two']);
    const tensor = model.tensor('b');
    expect(tensor).toMatchObject({ shape: [4, 2], bytes: 32, path });
    const bytes = (await readFile(path)).subarray(tensor.offset, tensor.offset + tensor.bytes);
    expect(new Float32Array(new Uint8Array(bytes).buffer)[0]).toBe('b'.charCodeAt(0));
  });

  it('that lacks a tensor or has a key of another kind says which', async () => {
    const model = await GgufModel.open(await smallFile('kinds.gguf'));
    expect(() => model.tensor('missing.weight')).toThrow(/lacks the tensor missing\.weight/);
    expect(() => model.number('general.architecture')).toThrow(/general\.architecture is not a number/);
  });

  it('cut short anywhere is refused with its name, the place and the reason', async () => {
    const whole = await readFile(await smallFile('whole.gguf'));
    const path = join(folder, 'cut.gguf');
    for (let length = 0; length < whole.length; length++) {
      await writeFile(path, whole.subarray(0, length));
      expect(failure(path).message).toMatch(/truncated|cannot be read/);
    }
  });

  it('with any byte of its header changed is read or refused, never worse', async () => {
    const whole = await readFile(await smallFile('bytes.gguf'));
    for (let at = 0; at < whole.length - 64; at++) {
      for (const value of [0, 0x7f, 0xff]) {
        const path = await variant(whole, (copy) => copy.writeUInt8(value, at));
        try {
          readGgufHeader(path);
        } catch (error) {
          expect(error, `byte ${at} set to ${value}`).toBeInstanceOf(FulgurError);
        }
      }
    }
  });

  it('of the demo model cut at half its size names the first tensor that is missing', async () => {
    const path = join(folder, 'half.gguf');
    const whole = await readFile(demoModel);
    await writeFile(path, whole.subarray(0, whole.length / 2));
    expect(failure(path).message).toMatch(
      /tensor "blk\.\d+\..*" ends at byte \d+ but the file has \d+: it is truncated/,
    );
  });

  it('that is no GGUF, too new, big-endian or a folder is refused', async () => {
    const whole = await readFile(await smallFile('start.gguf'));
    expect(failure(await variant(whole, (copy) => copy.write('GGML'))).message).toContain('does not start with "GGUF"');
    expect(failure(await variant(whole, (copy) => copy.writeUInt32LE(9, 4))).message).toContain('GGUF version 9');
    expect(failure(await variant(whole, (copy) => copy.writeUInt32BE(3, 4))).message).toContain('big-endian');
    expect(failure(folder).message).toMatch(/regular file|EISDIR/);
    expect(failure(join(folder, 'absent.gguf')).message).toContain('no such file');
  });

  it('with counts that it cannot hold is refused before anything is allocated', async () => {
    const whole = await readFile(await smallFile('counts.gguf'));
    for (const at of [8, 16]) {
      const path = await variant(whole, (copy) => copy.writeBigUInt64LE(0xffff_ffff_ffffn, at));
      expect(failure(path).message).toContain('more than the rest of the file can hold');
    }
  });

  it('with two tensors or keys of one name is refused', async () => {
    expect(failure(await smallFile('twice.gguf', [], ['a', 'a'])).message).toContain('tensor "a" occurs twice');
    const whole = await readFile(await smallFile('keys.gguf', [['wordz', text('x')]]));
    const path = await variant(whole, (copy) => copy.write('words', copy.indexOf('wordz')));
    expect(failure(path).message).toContain('key "words" occurs twice');
  });
});

describe('a fingerprint', () => {
  it('is the same for the same content and changes with metadata and weights', async () => {
    const path = await smallFile('first.gguf');
    const { fingerprint } = await GgufModel.open(path);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await GgufModel.open(await smallFile('second.gguf'))).fingerprint).toBe(fingerprint);
    expect((await GgufModel.open(await smallFile('third.gguf', [['x', count(1)]]))).fingerprint).not.toBe(fingerprint);
    const changed = await variant(await readFile(path), (copy) => copy.writeUInt8(1, copy.length - 1));
    expect((await GgufModel.open(changed)).fingerprint).not.toBe(fingerprint);
  });
});

describe('a split model', () => {
  const part = (n: number, of: number, tensors: string[], total: number): Promise<string> =>
    smallFile(
      `split-0000${n + 1}-of-0000${of}.gguf`,
      [
        ['split.no', count(n)],
        ['split.count', count(of)],
        ['split.tensors.count', { type: 'int32', value: total }],
      ],
      tensors,
    );

  it('is read as one, from its first file', async () => {
    const path = await part(0, 2, ['a'], 3);
    const other = await part(1, 2, ['b', 'c'], 3);
    const model = await GgufModel.open(path);
    expect([...model.tensors.keys()]).toEqual(['a', 'b', 'c']);
    expect(model.tensor('c').path).toBe(other);
    await expect(GgufModel.open(other)).rejects.toThrow(/not the first of its split files/);
  });

  it('with a part missing, doubled or short of tensors is refused', async () => {
    const path = await part(0, 3, ['a'], 3);
    await part(1, 3, ['b'], 3);
    await expect(GgufModel.open(path)).rejects.toThrow(/split-00003-of-00003\.gguf: no such file/);
    await part(2, 3, ['a'], 3);
    await expect(GgufModel.open(path)).rejects.toThrow(/tensor a is in two of its files/);
    await part(2, 3, ['c', 'd'], 3);
    await expect(GgufModel.open(path)).rejects.toThrow(/hold 4 tensors, not 3/);
  });
});
