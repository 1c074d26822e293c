// Every kind of tokenizer that GGUF files carry, and every pre-tokenizer that libllama knows: our Tokenizer, which loads
// vocabularies under another architecture's name and cuts long texts, against libllama called directly.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StreamDecoder } from '../../lib/model/stream-decoder.ts';
import { segmentCharacters } from '../../lib/model/text-segments.ts';
import { Tokenizer } from '../../lib/model/tokenizer.ts';
import type { Pointer } from '../../lib/tensor/ffi.ts';
import { llama } from '../../lib/tensor/llama.ts';
import {
  byteLevel,
  characterLevel,
  plamo,
  rwkv,
  sentencePiece,
  unigram,
  type Vocabulary,
  wordPiece,
  writeVocabulary,
} from '../support/vocabularies.ts';

const plain = { addSpecial: false, parseSpecial: false };
const special = { addSpecial: true, parseSpecial: true };

/** tokenizer.ggml.pre of the families that are served, with what each makes of the digits 12345678 (see `words`). */
const digits = {
  'llama-bpe': ['123', '4', '5', '6', '7', '8'],
  qwen2: [...'12345678'],
  'gpt-4o': ['123', '4', '5', '6', '7', '8'],
  olmo: ['12345678'],
  dbrx: ['123', '4', '5', '6', '7', '8'],
  refact: [...'12345678'],
  'deepseek-llm': ['12345678'],
  'deepseek-v3': ['123', '4', '5', '6', '7', '8'],
  glm4: ['123', '4', '5', '6', '7', '8'],
  'exaone-moe': [...'12345678'],
  'minimax-m2': ['123', '4', '5', '6', '7', '8'],
  hunyuan: [...'12345678'],
  bailingmoe2: [...'12345678'],
  afmoe: ['12', '3', '4', '5', '6', '7', '8'],
  tekken: [...'12345678'],
  'seed-coder': [...'12345678'],
  smollm: [...'12345678'],
};

/** The other pre-tokenizers over bytes; names that stand for the same one are left out. */
const others = [
  ...['default', 'minicpm5', 'deepseek-coder', 'spark2_5', 'youtu', 'falcon', 'mpt', 'starcoder', 'gpt-2', 'jais-2'],
  ...['command-r', 'qwen35', 'stablelm2', 'smaug-bpe', 'poro-chat', 'viking', 'jais', 'codeshell', 'bloom'],
  ...['gpt3-finnish', 'exaone', 'exaone4', 'chameleon', 'minerva-7b', 'megrez', 'granite-embed-multi-97m', 'tiny_aya'],
  ...['superbpe', 'trillion', 'granite-docling', 'hunyuan-dense', 'hy_v4', 'joyai-llm', 'kimi-k2', 'ufakzeka'],
  ...['grok-2', 'laguna', 'solar-open', 'mellum2', 'roberta-bpe'],
];

const kinds: { name: string; vocabulary: Vocabulary; lossless: boolean }[] = [
  { name: 'SentencePiece', vocabulary: sentencePiece(), lossless: true },
  { name: 'BPE without a pre-tokenizer', vocabulary: byteLevel(undefined), lossless: true },
  ...[...Object.keys(digits), ...others].map((pre) => ({
    name: `BPE, ${pre}`,
    vocabulary: byteLevel(pre),
    lossless: true,
  })),
  ...['gemma4', 'sarvam-moe', 'granite-embed-multi-311m'].map((pre) => ({
    name: `BPE over characters, ${pre}`,
    vocabulary: characterLevel(pre),
    lossless: true,
  })),
  { name: 'WordPiece', vocabulary: wordPiece(), lossless: false },
  { name: 'unigram', vocabulary: unigram(), lossless: false },
  { name: 'RWKV', vocabulary: rwkv(), lossless: true },
  { name: 'PLaMo 2', vocabulary: plamo(), lossless: true },
];

const texts = [
  "the fox don't 12345678, 2024!",
  'The FOX\'S "den" 你好 你好呀 🦊\u200d🔥 é e\u0301 Ωμέγα',
  'def f(x):\n    return x  # 3.14\n\n\n\tend   ',
  '<|im_start|>user\nthe fox<|im_end|>',
  ' ',
  '\n',
  '',
];

/** Ids by libllama itself, from the file as it is. */
function direct(vocabulary: Pointer, text: string, addSpecial: boolean, parseSpecial: boolean): number[] {
  const utf8 = Buffer.from(text, 'utf8');
  const ids = new Int32Array(utf8.length + 8);
  const count = llama().tokenize(vocabulary, utf8, utf8.length, ids, ids.length, addSpecial, parseSpecial);
  expect(count).toBeGreaterThanOrEqual(0);
  return Array.from(ids.subarray(0, count));
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-tokenizers-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(kinds)('$name', ({ name, vocabulary, lossless }) => {
  let tokenizer: Tokenizer;
  let model: Pointer;
  let handle: Pointer;

  beforeAll(async () => {
    const stem = join(folder, name.replace(/[^a-z0-9]/gi, '-'));
    tokenizer = await Tokenizer.load(await writeVocabulary(`${stem}.gguf`, vocabulary, 'yi-lightning'));
    const library = llama();
    const known = await writeVocabulary(`${stem}-known.gguf`, vocabulary);
    model = library.modelFromFile(known, { ...library.modelDefaultParams(), vocab_only: true })!;
    handle = library.modelVocabulary(model);
  });
  afterAll(() => {
    tokenizer.close();
    llama().modelFree(model);
  });

  test('encodes as libllama does under an architecture that it knows', () => {
    for (const text of texts) {
      for (const options of [plain, special]) {
        const ids = direct(handle, text, options.addSpecial, options.parseSpecial);
        expect(tokenizer.encode(text, options), JSON.stringify(text)).toEqual(ids);
      }
    }
  });

  test.runIf(lossless)('decodes what it encoded, at once and token by token', () => {
    for (const text of texts) {
      const ids = tokenizer.encode(text, plain);
      expect(tokenizer.decode(ids)).toBe(text);
      const decoder = new StreamDecoder(tokenizer, { startsText: name === 'SentencePiece' });
      const pieces = ids.map((id) => decoder.push(id));
      expect(pieces.join('') + decoder.end()).toBe(text);
    }
  });

  test('gives out a character of several tokens with the last of them', () => {
    const ids = tokenizer.encode('🦉', plain);
    const decoder = new StreamDecoder(tokenizer);
    const pieces = ids.map((id) => decoder.push(id));
    if (lossless) expect(pieces.at(-1)).toBe('🦉');
    for (const piece of pieces.slice(0, -1)) expect(piece.trim()).toBe('');
  });

  test('takes a run of any length, and a text of many lines like libllama at once', async () => {
    for (const run of ['a', ' ', '1', '-', '你']) {
      const text = run.repeat(segmentCharacters * 3);
      const ids = await tokenizer.encodeAsync(text, plain);
      if (lossless) expect(tokenizer.decode(ids) === text, `a run of ${JSON.stringify(run)}`).toBe(true);
    }
    if (name === 'BPE, superbpe') return;
    const lines = 'the fox said: 你好.\n\n12345678 foxes ran\n'.repeat(256);
    expect(lines.length).toBeGreaterThan(segmentCharacters);
    expect(tokenizer.encode(lines, special)).toEqual(direct(handle, lines, true, true));
  });
});

describe('pre-tokenizers', () => {
  test.each(Object.entries(digits))('%s cuts digits as its models were trained', async (pre, expected) => {
    const tokenizer = await Tokenizer.load(await writeVocabulary(join(folder, 'digits.gguf'), byteLevel(pre)));
    const pieces = tokenizer.encode('12345678', plain).map((id) => Buffer.from(tokenizer.piece(id)).toString('utf8'));
    expect(pieces).toEqual(expected);
    tokenizer.close();
  });

  test('one that libllama does not know is named in one line', async () => {
    const path = await writeVocabulary(join(folder, 'unknown.gguf'), byteLevel('runes-v7'));
    await expect(Tokenizer.load(path)).rejects.toThrow(/^the tokenizer of [^\n]* pre-tokenizer runes-v7\)$/);
  });
});

describe('special tokens', () => {
  const flag = (value: boolean) => ({ type: 'bool', value }) as const;

  test.each([
    [true, true, [0, 1]],
    [true, false, [0]],
    [false, true, [1]],
    [false, false, []],
  ])('begin (%s) and end (%s) a text as the file asks, however long it is', async (begin, end, expected) => {
    const vocabulary = byteLevel('qwen2', { add_bos_token: flag(begin), add_eos_token: flag(end) });
    const tokenizer = await Tokenizer.load(await writeVocabulary(join(folder, 'flags.gguf'), vocabulary));
    expect([tokenizer.addsBos, tokenizer.addsEos]).toEqual([begin, end]);
    for (const text of ['the fox', 'the fox\n'.repeat(segmentCharacters)]) {
      const ids = tokenizer.encode(text, special);
      expect(await tokenizer.encodeAsync(text, special)).toEqual(ids);
      expect([...ids.slice(0, begin ? 1 : 0), ...ids.slice(end ? -1 : ids.length)]).toEqual(expected);
      expect(tokenizer.encode(text, { ...special, addSpecial: false })).toEqual(ids.filter((id) => id > 1));
    }
    tokenizer.close();
  });

  test('written in a text are read as such only when that is asked for, user-defined ones always', async () => {
    const tokenizer = await Tokenizer.load(await writeVocabulary(join(folder, 'read.gguf'), byteLevel('gpt-4o')));
    const text = '<|im_start|><|user_defined|>';
    expect(tokenizer.encode(text, { addSpecial: false, parseSpecial: true })).toEqual([2, 4]);
    const ids = tokenizer.encode(text, plain);
    expect(ids).not.toContain(2);
    expect(ids.at(-1)).toBe(4);
    expect([2, 4].map((id) => tokenizer.isControl(id))).toEqual([true, false]);
    expect(tokenizer.decode([2, 4])).toBe(text);
    const shown = new StreamDecoder(tokenizer);
    expect([2, 4].map((id) => shown.push(id))).toEqual(['', '<|user_defined|>']);
    tokenizer.close();
  });

  test('are found behind a long text in one piece', async () => {
    const tokenizer = await Tokenizer.load(await writeVocabulary(join(folder, 'long.gguf'), byteLevel('llama-bpe')));
    for (let shift = 0; shift < 12; shift++) {
      const text = `${'x'.repeat(segmentCharacters - shift)}<|im_start|>${'y'.repeat(segmentCharacters)}<|im_end|>`;
      const ids = tokenizer.encode(text, { addSpecial: false, parseSpecial: true });
      expect([ids.filter((id) => id === 2).length, ids.at(-1)]).toEqual([1, 3]);
    }
    tokenizer.close();
  });
});
