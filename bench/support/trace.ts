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

/**
 * Requests of random tokens with the trace's lengths, scaled so that the longest fits `contextTokens` and the mean prompt
 * is at most `meanPromptTokens`; blocks of the same id are the same tokens.
 */
export function requestsOf(
  entries: readonly TraceEntry[],
  source: Prompts,
  { contextTokens, meanPromptTokens }: { contextTokens: number; meanPromptTokens: number },
): { requests: TraceRequest[]; scale: number } {
  const longest = Math.max(...entries.map((entry) => entry.input_length + entry.output_length));
  const mean = entries.reduce((sum, entry) => sum + entry.input_length, 0) / entries.length;
  const scale = Math.min(1, (contextTokens - 2) / longest, meanPromptTokens / mean);
  const length = (tokens: number) => Math.max(1, Math.floor(tokens * scale));
  const perBlock = length(blockTokens);
  const requests = entries.map((entry) => {
    const promptIds: number[] = [];
    for (const id of entry.hash_ids) promptIds.push(...blockOf(source, id, perBlock));
    promptIds.length = Math.min(promptIds.length, length(entry.input_length));
    return { promptIds, maxTokens: length(entry.output_length) };
  });
  return { requests, scale };
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
