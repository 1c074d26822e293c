import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Code } from '../wire/errors.ts';
import { type GgufEntry, writeGguf } from './gguf-writer.ts';
import { Tokenizer, textBytesMax } from './tokenizer.ts';

const model = 'models/fulgur-tiny.gguf';
const plain = { addSpecial: false, parseSpecial: false };

describe('Tokenizer', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-tokenizer-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('several live side by side, and one that is closed takes no other with it', async () => {
    const [first, second] = await Promise.all([Tokenizer.load(model), Tokenizer.load(model)]);
    first.close();
    first.close();
    expect(second.encode('Hello', plain)).toEqual([3543]);
    expect(() => first.encode('Hello', plain)).toThrow(/closed/);
    second.close();
  });

  test('adds the beginning of a sequence and reads control tokens only when told to', async () => {
    const tokenizer = await Tokenizer.load(model);
    expect(tokenizer.encode('<|im_end|>', { addSpecial: true, parseSpecial: true })).toEqual([1, 5]);
    expect(tokenizer.encode('<|im_end|>', plain)).not.toContain(5);
    expect(tokenizer.isControl(5)).toBe(true);
    expect(tokenizer.isControl(3543)).toBe(false);
    tokenizer.close();
  });

  test('encodes on another thread to the same ids, and close waits for that', async () => {
    const tokenizer = await Tokenizer.load(model);
    const text = 'Once upon a time there lived a fox. 你好 '.repeat(500);
    const ids = tokenizer.encode(text, plain);
    const pending = tokenizer.encodeAsync(text, plain);
    tokenizer.close();
    expect(await pending).toEqual(ids);
    await expect(tokenizer.encodeAsync(text, plain)).rejects.toThrow(/closed/);
  });

  test('an id outside the vocabulary is refused by value', async () => {
    const tokenizer = await Tokenizer.load(model);
    for (const id of [-1, 4096, 1.5, Number.NaN]) {
      expect(() => tokenizer.piece(id)).toThrow(`token id ${id} is outside the vocabulary: ids go from 0 to 4095`);
      expect(() => tokenizer.decode([1, id])).toThrow(/outside the vocabulary/);
    }
    tokenizer.close();
  });

  test('a text over the limit is refused with both numbers', async () => {
    const tokenizer = await Tokenizer.load(model);
    const text = 'a'.repeat(textBytesMax + 1);
    expect(() => tokenizer.encode(text, plain)).toThrow(`${textBytesMax + 1} bytes long, the limit is ${textBytesMax}`);
    tokenizer.close();
  });

  test('a lone half of a surrogate pair becomes the replacement character', async () => {
    const tokenizer = await Tokenizer.load(model);
    expect(tokenizer.decode(tokenizer.encode('a\ud83e', plain))).toBe('a\ufffd');
    tokenizer.close();
  });

  test.each([
    ['a missing file', undefined, /cannot read .*missing/],
    ['a text file', Buffer.from('hello, world'), /is not a GGUF file, or its header is truncated or corrupt/],
    ['an empty file', Buffer.alloc(0), /is not a GGUF file/],
  ])('%s gives one clear line', async (name, bytes, message) => {
    const path = join(folder, bytes === undefined ? 'missing.gguf' : `${name.replaceAll(' ', '-')}.gguf`);
    if (bytes !== undefined) await writeFile(path, bytes);
    await expect(Tokenizer.load(path)).rejects.toThrow(message);
  });

  test('a header cut short anywhere is refused and harms nothing', async () => {
    const whole = await readFile(model);
    const path = join(folder, 'cut.gguf');
    for (const length of [4, 20, 100, 5_000, 60_000]) {
      await writeFile(path, whole.subarray(0, length));
      await expect(Tokenizer.load(path)).rejects.toMatchObject({ code: Code.FAILED_PRECONDITION });
    }
  });

  const gpt2 = { type: 'string', value: 'gpt2' } as const;
  const someTokens = { type: 'string[]', value: ['<unk>', '<s>', 'a'] } as const;
  test.each<[string, Record<string, GgufEntry>, RegExp]>([
    ['no kind of tokenizer', { 'tokenizer.ggml.tokens': someTokens }, /has no tokenizer.ggml.model/],
    ['no tokens', { 'tokenizer.ggml.model': { type: 'string', value: 'llama' } }, /has no tokenizer.ggml.tokens/],
    [
      'fewer scores than tokens',
      {
        'tokenizer.ggml.model': { type: 'string', value: 'llama' },
        'tokenizer.ggml.tokens': someTokens,
        'tokenizer.ggml.scores': { type: 'float32[]', value: [0] },
      },
      /tokenizer.ggml.scores has 1 entries for 3 tokens/,
    ],
    [
      'tokens that are numbers',
      {
        'tokenizer.ggml.model': { type: 'string', value: 'llama' },
        'tokenizer.ggml.tokens': { type: 'int32[]', value: [1, 2] },
      },
      /tokenizer.ggml.tokens is not an array of the type/,
    ],
    [
      'a kind that libllama does not know',
      { 'tokenizer.ggml.model': { type: 'string', value: 'runes' }, 'tokenizer.ggml.tokens': someTokens },
      /not one that libllama can load \(model runes, pre-tokenizer default\)/,
    ],
    [
      'a token twice',
      { 'tokenizer.ggml.model': gpt2, 'tokenizer.ggml.tokens': { type: 'string[]', value: ['a', 'b', 'a'] } },
      /the token "a" occurs twice/,
    ],
    [
      'a byte token that names no byte',
      {
        'tokenizer.ggml.model': gpt2,
        'tokenizer.ggml.tokens': someTokens,
        'tokenizer.ggml.token_type': { type: 'int32[]', value: [2, 3, 6] },
      },
      /token "a" is said to be a byte, which would read <0x00>/,
    ],
    [
      'SentencePiece without bytes',
      { 'tokenizer.ggml.model': { type: 'string', value: 'llama' }, 'tokenizer.ggml.tokens': someTokens },
      /cannot encode every text: it lacks the token <0x00>/,
    ],
    [
      'a trie without an end of line',
      { 'tokenizer.ggml.model': { type: 'string', value: 'rwkv' }, 'tokenizer.ggml.tokens': someTokens },
      /lacks a token for the end of a line/,
    ],
    [
      'a beginning that has no token',
      {
        'tokenizer.ggml.model': gpt2,
        'tokenizer.ggml.tokens': someTokens,
        'tokenizer.ggml.merges': { type: 'string[]', value: [] },
        'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
      },
      /is to add the token tokenizer.ggml.bos_token_id, which it does not have/,
    ],
  ])('a file with %s is refused before it can do harm', async (name, entries, message) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.gguf`);
    const metadata = new Map(
      Object.entries({ 'general.architecture': { type: 'string', value: 'x' } as const, ...entries }),
    );
    await writeGguf(path, metadata, [], () => []);
    await expect(Tokenizer.load(path)).rejects.toThrow(message);
  });
});
