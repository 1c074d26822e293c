// Plain material for this service's tests: requests, pools and a run of the scheduler without a model.
import { createHash } from 'node:crypto';
import { BlockPool } from '../block-pool.ts';
import type { Sampling } from '../draw.ts';
import type { KvGroups } from '../prefix-index.ts';
import type { StepPlan } from '../scheduler.ts';
import { type GenerationRequest, Sequence } from '../sequence.ts';

export const testScope = { modelFingerprint: 'test-model', cacheSalt: new Uint8Array() };

export const plainSampling: Sampling = {
  temperature: 1,
  topP: 1,
  topK: 0,
  minP: 0,
  seed: 1,
  presencePenalty: 0,
  frequencyPenalty: 0,
  logitBias: new Map(),
};

export function testRequest(id: string, options: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    id,
    promptIds: [1, 2, 3],
    generatedIds: [],
    sampling: plainSampling,
    maxTokens: 16,
    stopTokenIds: new Set(),
    topLogprobs: undefined,
    cacheSalt: new Uint8Array(),
    deadlineUnixMs: Number.MAX_SAFE_INTEGER,
    traceparent: '',
    tenant: '',
    lane: 1,
    ...options,
  };
}

export function testGroups(options: { full?: number; window?: number; windowTokens?: number }): KvGroups {
  return {
    full: options.full === undefined ? undefined : new BlockPool({ blocks: options.full }),
    window: options.window === undefined ? undefined : new BlockPool({ blocks: options.window }),
    windowTokens: options.windowTokens ?? 0,
  };
}

export function testSequence(
  groups: KvGroups,
  id: string,
  promptIds: number[],
  maxTokens = 16,
  options: Partial<GenerationRequest> = {},
): Sequence {
  return new Sequence(testRequest(id, { promptIds, maxTokens, ...options }), groups, testScope);
}

/** Stands for the model: the next token is a function of the text so far. */
export function nextToken(tokens: readonly number[]): number {
  return createHash('sha256').update(tokens.join(',')).digest().readUInt16LE(0) % 1000;
}

/** Carries out a plan as the engine would; returns the sequences that generated a token. */
export function carryOut(plan: StepPlan): Sequence[] {
  const sampled: Sequence[] = [];
  for (const { sequence, count } of plan.entries) {
    if (sequence.finished) continue;
    sequence.computed += count;
    for (const index of sequence.takeFilledBlocks()) sequence.blocks.publish(index, sequence.keys()[index]!);
    sequence.blocks.trim(sequence.computed);
    if (sequence.remaining > 0) continue;
    sequence.append(nextToken(sequence.tokens));
    sampled.push(sequence);
  }
  return sampled;
}

/** Small fast random numbers for property tests: mulberry32. */
export function testRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
