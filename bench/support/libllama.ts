// llama.cpp through its own library, measured by the same definitions as Fulgur.
import { type LlamaRow, LlamaRunner } from '../../lib/tensor/llama-runner.ts';
import type { BenchContext } from './question.ts';

const batchTokens = 512;

/** Milliseconds to take in all prompts (in batches of 512 tokens) and generate `maxTokens` for each, greedily. */
export async function llamaMs(
  runner: LlamaRunner,
  prompts: readonly number[][],
  maxTokens: number,
  forbidden: ReadonlySet<number>,
): Promise<number> {
  await runner.clear();
  const startedMs = performance.now();
  let rows: LlamaRow[] = [];
  const next = new Map<number, number>();
  const flush = async () => {
    const logits = await runner.decode(rows);
    const wanted = rows.filter((row) => row.output);
    wanted.forEach(({ sequence }, i) => {
      next.set(sequence, largest(logits, i * runner.vocabularySize, runner.vocabularySize, forbidden));
    });
    rows = [];
  };
  for (const [sequence, prompt] of prompts.entries()) {
    for (const [position, token] of prompt.entries()) {
      rows.push({ token, position, sequence, output: position === prompt.length - 1 });
      if (rows.length === batchTokens) await flush();
    }
  }
  if (rows.length > 0) await flush();
  for (let step = 1; step < maxTokens; step++) {
    rows = prompts.map((prompt, sequence) => {
      return { token: next.get(sequence)!, position: prompt.length + step - 1, sequence, output: true };
    });
    await flush();
  }
  return performance.now() - startedMs;
}

export function openLlama(
  { model, threads, device }: BenchContext,
  sequences: number,
  sequenceTokens: number,
): Promise<LlamaRunner> {
  return LlamaRunner.load(model, { threads, device, batchTokens, sequenceTokens, sequences });
}

function largest(logits: Float32Array, start: number, length: number, forbidden: ReadonlySet<number>): number {
  let best = -1;
  let value = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < length; id++) {
    const logit = logits[start + id]!;
    if (logit > value && !forbidden.has(id)) {
      value = logit;
      best = id;
    }
  }
  return best;
}
