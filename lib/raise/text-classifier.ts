// Tier 1 at its seam: a classifier of whole texts, read from a file when the guard starts.
//
// How it plugs in
// - A module of `lib/raise/classifier/` exports `loadClassifier(path?): Promise<TextClassifier>`; without a path it reads
//   the weights that ship with the project.
// - `ClassifierWatch` (classifier-watch.ts) decides on which stretches of a text to ask it: at the end of sentences, over a
//   rolling window, at places that depend on the text only. Policies set threshold and action per category.
// - The command-line tools call `classify` on whole documents.
import type { Category } from './taxonomy.ts';

export interface TextClassifier {
  /** Names the weights in verdicts and events, such as `tier1-2`. */
  readonly version: string;
  /** Categories that it can tell; others are missing in its scores. */
  readonly categories: readonly Category[];
  /** Calibrated probabilities, 0 to 1 with four decimals, per category. Pure: the same text always scores the same. `text` is not normalised. */
  classify(text: string): Scores;
}

/** Nobody calibrates more finely; verdicts and events are read by people. */
const SCORES_PER_UNIT = 10_000;

/** A score as it is decided by and told: with four decimals. */
export function roundScore(score: number): number {
  return Math.round(score * SCORES_PER_UNIT) / SCORES_PER_UNIT;
}

export type Scores = { readonly [name in Category]?: number };
