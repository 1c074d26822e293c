import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeRandomModel } from '../model/random-model.ts';
import { Code } from '../wire/errors.ts';
import { LlamaRunner } from './llama-runner.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-llama-'));
  path = join(folder, 'model.gguf');
  await writeRandomModel(path, {
    architecture: 'olmoe',
    layers: 1,
    embedding: 64,
    heads: 2,
    kvHeads: 2,
    experts: 4,
    expertsUsed: 2,
    expertFf: 32,
    sharedFf: 0,
    window: 0,
    context: 64,
    vocab: 400,
    type: 'f16',
    seed: 1,
  });
});
afterAll(() => rm(folder, { recursive: true }));

const rowsOf = (tokens: number[], sequence = 0, from = 0) =>
  tokens.map((token, i) => ({ token, position: from + i, sequence, output: i === tokens.length - 1 }));

const options = { threads: 1, batchTokens: 16, sequenceTokens: 32, sequences: 2 };

describe('libllama as a yardstick', () => {
  it('gives the logits of the rows that are marked, in their order', async () => {
    const runner = await LlamaRunner.load(path, options);
    const both = await runner.decode([...rowsOf([5, 6, 7], 0), ...rowsOf([8, 9], 1)]);
    expect(both).toHaveLength(2 * runner.vocabularySize);
    await runner.clear();
    const first = await runner.decode(rowsOf([5, 6, 7]));
    expect(both.subarray(0, runner.vocabularySize)).toEqual(first);
    await runner.close();
  });

  it('goes on with a sequence, and forgets all of them when told to', async () => {
    const runner = await LlamaRunner.load(path, { ...options, kvType: 'f32', flashAttention: false });
    const whole = await runner.decode(rowsOf([5, 6, 7]));
    await runner.clear();
    await runner.decode(rowsOf([5, 6]));
    const stepwise = await runner.decode(rowsOf([7], 0, 2));
    const worst = stepwise.reduce((most, value, i) => Math.max(most, Math.abs(value - whole[i]!)), 0);
    expect(worst).toBeLessThan(1e-3);
    await runner.close();
  });

  it('runs calls one after another, and waits for them before it closes', async () => {
    const runner = await LlamaRunner.load(path, options);
    const calls = [runner.decode(rowsOf([5])), runner.decode(rowsOf([6], 1))];
    const closing = runner.close();
    expect((await Promise.all(calls)).map((logits) => logits.length)).toEqual([400, 400]);
    await closing;
    await runner.close();
    expect(() => runner.decode(rowsOf([5]))).toThrow(/closed/);
  });

  it('refuses a batch that is empty or too large, and a file that is no model', async () => {
    const runner = await LlamaRunner.load(path, options);
    for (const count of [0, 17]) {
      expect(() => runner.decode(rowsOf(new Array(count).fill(5)))).toThrow(`1 to 16 rows, not ${count}`);
    }
    await runner.close();
    const broken = join(folder, 'broken.gguf');
    await writeFile(broken, 'no model');
    await expect(LlamaRunner.load(broken, options)).rejects.toMatchObject({ code: Code.FAILED_PRECONDITION });
  });
});
