import { mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GgufEntry, writeGguf } from '../model/gguf-writer.ts';
import { writeSplitGguf } from '../model/split-gguf-writer.ts';
import { FulgurError } from '../wire/errors.ts';
import { ggmlTypes } from './dtype.ts';
import { native } from './ffi.ts';
import { ggml } from './ggml.ts';
import { GgufModel } from './gguf.ts';
import { readGgufHeader } from './gguf-header.ts';

const demoModel = join(import.meta.dirname, '../../models/fulgur-tiny.gguf');
/** GGML_TYPE_COUNT - 1 of the pinned library. */
const newestType = 42;
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

/** What part `index` of `of` says about the `total` tensors of a split model. */
function keys(index: number, of: number, total: number): [string, GgufEntry][] {
  return [
    ['split.no', count(index)],
    ['split.count', count(of)],
    ['split.tensors.count', { type: 'int32', value: total }],
  ];
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
  it('agrees with ggml about every type, and lacks none', () => {
    const g = ggml();
    const typeName = native<(type: number) => string>(g.libraries.base, 'const char *ggml_type_name(int type)');
    for (let type = 0; type <= newestType; type++) {
      const known = ggmlTypes.get(type);
      const bytes = g.typeSize(type);
      if (bytes === 0) expect(known, `removed type ${type}`).toBeUndefined();
      else expect(known).toEqual({ name: typeName(type).replace(/^I/, 'i'), block: g.blockSize(type), bytes });
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
  const spec = (name: string) => ({ name, shape: [4, 2], type: 0, bytes: 32 });
  const metadata = new Map<string, GgufEntry>([['general.architecture', text('test')]]);
  const split = (name: string, parts: number, tensors: string[]): Promise<string[]> =>
    writeSplitGguf(join(folder, name), parts, metadata, tensors.map(spec), (tensor) => [
      new Uint8Array(32).fill(tensor.name.charCodeAt(0)),
    ]);

  it('is read as one, from its first file', async () => {
    const paths = await split('good.gguf', 3, ['a', 'b', 'c', 'd']);
    expect(paths.map((path) => basename(path))).toEqual([
      'good-00001-of-00003.gguf',
      'good-00002-of-00003.gguf',
      'good-00003-of-00003.gguf',
    ]);
    const model = await GgufModel.open(paths[0]!);
    expect(model.paths).toEqual(paths);
    expect([...model.tensors.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect(model.string('general.architecture')).toBe('test');
    for (const { name, path, offset, bytes } of model.tensors.values()) {
      const data = (await readFile(path)).subarray(offset, offset + bytes);
      expect(data.equals(Buffer.alloc(32, name)), name).toBe(true);
    }
  });

  it('has the fingerprint of the same model in one file', async () => {
    const [first] = await split('same.gguf', 2, ['a', 'b', 'c']);
    const [whole] = await split('same.gguf', 1, ['a', 'b', 'c']);
    expect((await GgufModel.open(first!)).fingerprint).toBe((await GgufModel.open(whole!)).fingerprint);
  });

  it('may keep its metadata in a first file without tensors', async () => {
    const first = await smallFile('bare-00001-of-00002.gguf', keys(0, 2, 2), []);
    await smallFile('bare-00002-of-00002.gguf', keys(1, 2, 2));
    expect([...(await GgufModel.open(first)).tensors.keys()]).toEqual(['a', 'b']);
  });

  it('opened at another file says which one to name', async () => {
    const [first, second] = await split('order.gguf', 2, ['a', 'b']);
    await expect(GgufModel.open(second!)).rejects.toThrow(`not the first of its 2 files: name ${first}`);
    const renamed = join(folder, 'renamed.gguf');
    await rename(first!, renamed);
    await expect(GgufModel.open(renamed)).rejects.toThrow(/must end in -00001-of-00002\.gguf/);
  });

  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    ['missing', (path) => rm(path), /no such file/],
    ['cut short', (path) => truncate(path, 100), /it is truncated/],
    ['no model', (path) => writeFile(path, 'hello, this is a text'), /does not start with "GGUF"/],
    ['a whole model', (path) => smallFile(basename(path)), /it has no split\.no where 1 belongs/],
    ['another part', (path) => smallFile(basename(path), keys(2, 3, 4)), /its split\.no is 2 where 1 belongs/],
    ['split otherwise', (path) => smallFile(basename(path), keys(1, 4, 4)), /its split\.count is 4 where 3 belongs/],
    ['of another model', (path) => smallFile(basename(path), keys(1, 3, 9)), /tensors\.count is 9 where 4 belongs/],
  ])('whose second file is %s is refused by the name of that file', async (_, change, message) => {
    const [first, second] = await split('part.gguf', 3, ['a', 'b', 'c', 'd']);
    await change(second!);
    const error = await GgufModel.open(first!).catch((cause: unknown) => cause as Error);
    expect(error).toBeInstanceOf(FulgurError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toContain(second);
    expect((error as Error).message).not.toContain('\n');
  });

  it('with a tensor twice, or short of tensors, is refused', async () => {
    const [first, , third] = await split('count.gguf', 3, ['a', 'b', 'c', 'd']);
    await smallFile(basename(third!), keys(2, 3, 4), ['a']);
    await expect(GgufModel.open(first!)).rejects.toThrow(/tensor a is in two of its files/);
    await smallFile(basename(third!), keys(2, 3, 4), ['d', 'e', 'f']);
    await expect(GgufModel.open(first!)).rejects.toThrow(/3 files hold 6 tensors, not 4/);
  });
});
