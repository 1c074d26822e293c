// Traces of requests: lengths, and which of them begin alike, in the format of Mooncake's public traces.
//
// One JSON object per line: `input_length` and `output_length` in tokens, `hash_ids`: one id per 512 tokens of the prompt;
// prompts with the same first ids begin with the same tokens.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { invalid } from '../../lib/wire/errors.ts';
import type { Prompts } from './load.ts';
import { randomInts } from './random.ts';

export interface TraceRequest {
  readonly promptIds: readonly number[];
  readonly maxTokens: number;
}

interface TraceEntry {
  readonly input_length: number;
  readonly output_length: number;
  readonly hash_ids: readonly number[];
}

const entrySchema = z.object({
  input_length: z.int().min(1),
  output_length: z.int().min(0),
  hash_ids: z.array(z.int()),
});

const blockTokens = 512;
/** Of the generated trace: conversations that share one of a few system prompts and grow by turns. */
const generated = { entries: 512, systems: 4, systemBlocks: 2, turnsMost: 6, turnBlocks: 2, outputMost: 700 };

/** The entries of a trace file. @throws FulgurError that names the file, the line and what is wrong with it. */
export function readTrace(file: string): TraceEntry[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    try {
      return entrySchema.parse(JSON.parse(line));
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
      throw invalid('trace', `${file}, line ${index + 1}: not an entry of a trace: ${why}`);
    }
  });
}

/** A trace of the same shape as those of a chat service, the same each time. */
export function generatedTrace(): TraceEntry[] {
  const random = randomInts(7, 1 << 20);
  const below = (limit: number) => random() % limit;
  const entries: TraceEntry[] = [];
  let nextId = generated.systems * generated.systemBlocks;
  while (entries.length < generated.entries) {
    const system = below(generated.systems);
    const ids = Array.from({ length: generated.systemBlocks }, (_, block) => system * generated.systemBlocks + block);
    for (let turn = below(generated.turnsMost); turn >= 0; turn -= 1) {
      for (let block = 1 + below(generated.turnBlocks); block > 0; block -= 1) ids.push(nextId++);
      const input_length = ids.length * blockTokens - below(blockTokens);
      entries.push({ input_length, output_length: 1 + below(generated.outputMost), hash_ids: [...ids] });
    }
  }
  return entries;
}

export interface TraceScale {
  readonly contextTokens: number;
  /** Lengths are scaled down to these means, each kind by one factor; never up. */
  readonly meanPromptTokens: number;
  readonly meanAnswerTokens: number;
}

/**
 * Requests of random tokens with the trace's lengths, scaled; blocks of the same id are the same tokens. What is longer than
 * the context even then is cut.
 */
export function requestsOf(
  entries: readonly TraceEntry[],
  source: Prompts,
  { contextTokens, meanPromptTokens, meanAnswerTokens }: TraceScale,
): { requests: TraceRequest[]; promptScale: number; answerScale: number } {
  const mean = (lengths: readonly number[]) => lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const promptScale = Math.min(1, meanPromptTokens / mean(entries.map((entry) => entry.input_length)));
  const answerScale = Math.min(1, meanAnswerTokens / mean(entries.map((entry) => entry.output_length)));
  const scaled = (tokens: number, scale: number) => Math.max(1, Math.floor(tokens * scale));
  const perBlock = scaled(blockTokens, promptScale);
  const requests = entries.map((entry) => {
    const maxTokens = Math.min(scaled(entry.output_length, answerScale), Math.floor(contextTokens / 2));
    const length = Math.min(scaled(entry.input_length, promptScale), contextTokens - maxTokens);
    const promptIds: number[] = [];
    for (const id of entry.hash_ids) {
      if (promptIds.length >= length) break;
      promptIds.push(...blockOf(source, id, perBlock));
    }
    promptIds.length = Math.min(promptIds.length, length);
    return { promptIds, maxTokens };
  });
  return { requests, promptScale, answerScale };
}

function blockOf(source: Prompts, id: number, tokens: number): number[] {
  // Below `first` lie control and byte tokens, whose text would be no text.
  const first = 300;
  const draw = randomInts(id + 1, source.vocabularySize - first);
  return Array.from({ length: tokens }, () => {
    let token = first + draw();
    while (source.eogIds.has(token)) token = first + draw();
    return token;
  });
}
