// The demo model's reference vectors (test/data/golden.json) and how answers are compared with them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface GoldenPrompt {
  readonly kind: string;
  readonly ids: number[];
  /** Token with the largest logit after each position. */
  readonly argmax: number[];
  /** Smallest distance between the two largest logits at any position. */
  readonly min_argmax_margin: number;
  /** [token, logit] after the last position, falling. */
  readonly last_top20: [number, number][];
  /** Experts of the last position by layer, in falling weight order. */
  readonly last_experts: number[][];
  readonly greedy_ids: number[];
}

const root = join(import.meta.dirname, '..', '..');

export const demoModelPath = join(root, 'models', 'fulgur-tiny.gguf');

export const goldenPrompts: readonly GoldenPrompt[] = JSON.parse(
  readFileSync(join(root, 'test', 'data', 'golden.json'), 'utf8'),
).prompts;

/** Two logits nearer than this may change places: keys and values are kept in half precision. */
export const nearTie = 0.02;

/**
 * Positions, as a part of all, at which an expert near-tie may show. In the longest prompt the router of layer 1 gives
 * experts 9 and 17 the same weight at position 176 to five digits; the row that takes the other one, and some rows that
 * see it, get logits that differ by up to 1, and with them perhaps another arg-max.
 */
export const expertTiesMax = 1 / 200;
export const expertTieGapMax = 1;

export function argmax(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}

/** How far the expected token is behind the chosen one; 0 when they are the same. */
export function gapTo(logits: Float32Array, expected: number): number {
  return logits[argmax(logits)]! - logits[expected]!;
}

/** Largest error of the reference's top 20 logits, relative to each logit or to 1 where it is smaller. */
export function topLogitsError(logits: Float32Array, prompt: GoldenPrompt): number {
  return Math.max(
    ...prompt.last_top20.map(([id, value]) => Math.abs(logits[id]! - value) / Math.max(1, Math.abs(value))),
  );
}
