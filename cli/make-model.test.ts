import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeModel } from '../lib/model/registry.ts';
import { Tokenizer } from '../lib/model/tokenizer.ts';
import { GgufModel } from '../lib/tensor/gguf.ts';
import { LlamaRunner } from '../lib/tensor/llama-runner.ts';
import { makeModel } from './make-model.ts';

const small = ['--layers', '2', '--embedding', '64', '--heads', '2', '--experts', '4', '--expert-ff', '32'];

describe('make-model', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-make-model-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('writes an olmoe file that libllama runs, and whose tokenizer encodes any text', async () => {
    const path = join(folder, 'olmoe.gguf');
    const { parameters } = await makeModel([path, ...small]);
    const tokenizer = await Tokenizer.load(path);
    const text = 'Hello 你好 🦊!';
    const ids = tokenizer.encode(text, { addSpecial: true, parseSpecial: true });
    expect(ids[0]).toBe(tokenizer.bosId);
    expect(tokenizer.decode(ids.slice(1))).toBe(text);
    tokenizer.close();
    const runner = await LlamaRunner.load(path, { threads: 1, batchTokens: 64, sequenceTokens: 64 });
    expect(runner.parameters).toBe(parameters);
    const logits = await runner.decode(
      ids.map((token, position) => ({ token, position, sequence: 0, output: position === ids.length - 1 })),
    );
    expect(logits).toHaveLength(4096);
    expect(logits.every(Number.isFinite)).toBe(true);
    expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(1);
    await runner.close();
  });

  test('writes the same model in several files, which libllama reads as one', async () => {
    const whole = await makeModel([join(folder, 'one.gguf'), ...small]);
    const split = await makeModel([join(folder, 'three.gguf'), ...small, '--split', '3']);
    expect(split.path).toBe(join(folder, 'three-00001-of-00003.gguf'));
    expect(split.parameters).toBe(whole.parameters);
    const logits = async (path: string) => {
      const runner = await LlamaRunner.load(path, { threads: 1, batchTokens: 8, sequenceTokens: 8 });
      const rows = [5, 6, 7].map((token, position) => ({ token, position, sequence: 0, output: position === 2 }));
      const result = await runner.decode(rows);
      await runner.close();
      return result;
    };
    expect(await logits(split.path)).toEqual(await logits(whole.path));
  });

  test('writes a yi-lightning file with windows and shared keys and values', async () => {
    const path = join(folder, 'yi.gguf');
    await makeModel([path, ...small, '--architecture=yi-lightning', '--layers=8', '--kv-heads=1', '--shared-ff=64']);
    const { layers, window } = describeModel(await GgufModel.open(path));
    expect(window).toBe(128);
    expect(layers.map(({ attention }) => attention.kind === 'full')).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(layers.map(({ attention }) => attention.kvSource)).toEqual([0, 1, 2, 3, 4, 5, 6, 3]);
  });

  test('the same seed gives the same bytes, another seed others', async () => {
    const hash = async (name: string, seed: number) => {
      await makeModel([join(folder, name), ...small, '--seed', String(seed)]);
      return createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex');
    };
    const first = await hash('a.gguf', 7);
    expect(await hash('b.gguf', 7)).toBe(first);
    expect(await hash('c.gguf', 8)).not.toBe(first);
  });

  test('writes the same matrices into all layers where that is asked for, and gates of their own', async () => {
    const path = join(folder, 'same.gguf');
    await makeModel([path, ...small, '--same-matrices']);
    const model = await GgufModel.open(path);
    const file = await readFile(path);
    const contentOf = (layer: number, name: string) => {
      const { offset, bytes } = model.tensor(`blk.${layer}.${name}.weight`);
      return file.subarray(offset, offset + bytes);
    };
    for (const name of ['attn_q', 'ffn_gate_exps', 'ffn_down_exps']) {
      expect(contentOf(1, name)).toEqual(contentOf(0, name));
    }
    expect(contentOf(0, 'attn_k')).not.toEqual(contentOf(0, 'attn_q'));
    expect(contentOf(1, 'ffn_gate_inp')).not.toEqual(contentOf(0, 'ffn_gate_inp'));
  });

  test.each([
    [['--heads', '3'], 'embedding 64 does not divide into 3 heads of an even size'],
    [['--kv-heads', '1'], 'olmoe has as many key heads as heads: 2, not 1'],
    [['--experts-used', '5'], '5 of 4 experts cannot be used'],
    [['--type', 'q4_K'], 'embedding 64 is no multiple of the 256 that q4_K packs'],
    [['--vocab', '300'], 'a vocabulary of 300 tokens cannot encode every text'],
    [['--split', '99'], 'a model of 27 tensors splits into 1 to 27 files, not 99'],
    [['--layers', '0'], '--layers (FULGUR_LAYERS): 0 is not acceptable'],
    [['--colour', 'red'], "unknown option '--colour'"],
  ])('refuses %j in one line and leaves no file', async (flags, message) => {
    const before = await readdir(folder);
    await expect(makeModel([join(folder, 'refused.gguf'), ...small, ...flags])).rejects.toThrow(message);
    expect(await readdir(folder)).toEqual(before);
  });

  test('says how it is used when no file is named', async () => {
    await expect(makeModel([])).rejects.toThrow(/^usage: fulgur make-model OUT.gguf/);
    await expect(makeModel(['--layers', '2'])).rejects.toThrow(/^usage/);
  });
});
