// One model file through libllama and through the engine: the logits of a prompt and of what greedily follows it.
import type { KvType } from '../../lib/model/kv-pool.ts';
import type { ExpertProvider } from '../../lib/model/runner.ts';
import { LlamaRunner } from '../../lib/tensor/llama-runner.ts';
import { Cells, type Engine, stepAll, TestSequence } from '../support/engine.ts';
import { contextLength, vocabularySize } from './family-model.ts';

export const promptLength = 200;
export const greedyLength = 24;

/** A prompt; other ones for other `start`s. */
export function promptOf(start: number, length = promptLength): number[] {
  return Array.from({ length }, (_, i) => (start + i * 37 + ((i * i) % 11)) % vocabularySize);
}

export interface Reference {
  readonly prompt: readonly number[];
  /** What libllama chooses after the prompt. */
  readonly greedy: readonly number[];
  /** Logits of every position of the prompt and of the greedy tokens but the last. */
  readonly logits: readonly Float32Array[];
}

/** libllama's answer, along its own greedy tokens or along given ones. */
export async function reference(
  path: string,
  prompt: readonly number[],
  kvType: KvType,
  along?: readonly number[],
): Promise<Reference> {
  const llama = await LlamaRunner.load(path, {
    threads: 1,
    batchTokens: promptLength,
    sequenceTokens: contextLength,
    repack: false,
    kvType,
    // With single-precision keys libllama's flash attention would round them to half precision.
    flashAttention: kvType === 'f16',
  });
  try {
    const all = await llama.decode(prompt.map((token, position) => ({ token, position, sequence: 0, output: true })));
    const logits = prompt.map((_, i) => all.subarray(i * vocabularySize, (i + 1) * vocabularySize));
    const greedy: number[] = [];
    for (let i = 0; i < greedyLength; i++) {
      const token = along?.[i] ?? argmax(logits.at(-1)!);
      greedy.push(token);
      if (i === greedyLength - 1) break;
      logits.push(await llama.decode([{ token, position: prompt.length + i, sequence: 0, output: true }]));
    }
    return { prompt, greedy, logits };
  } finally {
    await llama.close();
  }
}

/** The engine's logits of the same tokens: the prompt in chunks of the given sizes, beside what `others` compute. */
export async function engineLogits(
  engine: Engine,
  experts: ExpertProvider,
  { prompt, greedy }: Pick<Reference, 'prompt' | 'greedy'>,
  options: { readonly chunks?: readonly number[]; readonly others?: number; readonly seed?: number } = {},
): Promise<Float32Array[]> {
  const { chunks = [prompt.length], others = 0, seed } = options;
  const { window } = engine.runner.description;
  const cells = new Cells(engine.runner.pool, seed);
  const own = new TestSequence(cells, window);
  const beside = Array.from({ length: others }, () => new TestSequence(cells, window));
  const logits: Float32Array[] = [];
  const step = async (tokens: readonly number[], besideLength: number): Promise<void> => {
    const parts = beside.map((sequence, i) => ({
      sequence,
      tokens: promptOf(i * 101 + sequence.length, besideLength),
    }));
    // In the middle of the batch, so that rows of others come before and behind.
    parts.splice(parts.length / 2, 0, { sequence: own, tokens: [...tokens] });
    const rows = await stepAll(engine.runner, experts, parts);
    const first =
      parts.slice(
        0,
        parts.findIndex(({ sequence }) => sequence === own),
      ).length * besideLength;
    logits.push(...rows.slice(first, first + tokens.length));
  };
  for (let start = 0, i = 0; start < prompt.length; i++) {
    const end = Math.min(prompt.length, start + chunks[Math.min(i, chunks.length - 1)]!);
    await step(prompt.slice(start, end), 1 + ((i * 5) % 7));
    start = end;
  }
  for (const token of greedy.slice(0, -1)) await step([token], 1);
  return logits;
}

export function argmax(row: Float32Array): number {
  let best = 0;
  for (let i = 1; i < row.length; i++) if (row[i]! > row[best]!) best = i;
  return best;
}
