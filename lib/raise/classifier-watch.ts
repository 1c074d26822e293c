// Tier 1 over a text as it arrives: the classifier is asked at the end of sentences, and after some 40 tokens without one, about
// the last 200 tokens.
//
// Invariants
// 1. Where it is asked, and about what, depends on the text only, never on how it was cut.
// 2. A category is reported once per text, at the first place where its score reaches the threshold.
import type { Action } from './detector.ts';
import type { ScreenFinding } from './screen.ts';
import { CATEGORY_NAMES, type Category } from './taxonomy.ts';
import type { Scores, TextClassifier } from './text-classifier.ts';

/** What a policy does with the classifier's scores. */
export interface ClassifierRules {
  readonly classifier: TextClassifier;
  readonly limits: ReadonlyMap<Category, { readonly threshold: number; readonly action: Action }>;
}

/** Four characters of an alphabet, or one ideograph, are about a token. */
const WEIGHT_PER_IDEOGRAPH = 4;
const WEIGHT_BETWEEN_MAX = 160;
const WEIGHT_BETWEEN_MIN = 40;
const CONTEXT_UNITS_MAX = 800;
const SENTENCE_ENDS = new Set([...'.!?\n。！？；…'].map((character) => character.codePointAt(0)!));
const FIRST_IDEOGRAPH = 0x2e80;

export class ClassifierWatch {
  readonly #rules: ClassifierRules;
  readonly #reported = new Set<Category>();
  readonly #highest: { [name in Category]?: number } = {};
  #context = '';
  #weight = 0;

  constructor(rules: ClassifierRules) {
    this.#rules = rules;
  }

  get highest(): Scores {
    return this.#highest;
  }

  /** Reads a code point; true when the classifier should be asked now. */
  read(codePoint: number): boolean {
    this.#context += String.fromCodePoint(codePoint);
    this.#weight += codePoint >= FIRST_IDEOGRAPH ? WEIGHT_PER_IDEOGRAPH : 1;
    if (this.#weight >= WEIGHT_BETWEEN_MAX) return true;
    return this.#weight >= WEIGHT_BETWEEN_MIN && SENTENCE_ENDS.has(codePoint);
  }

  /** Asks; `offset`: how much of the original has been read, in UTF-16 units. */
  at(offset: number): ScreenFinding[] {
    this.#weight = 0;
    if (this.#context.length > 2 * CONTEXT_UNITS_MAX) this.#context = this.#context.slice(-CONTEXT_UNITS_MAX);
    const context = this.#context.slice(-CONTEXT_UNITS_MAX);
    if (context.trim() === '') return [];
    const { classifier, limits } = this.#rules;
    const scores = classifier.classify(context);
    const findings: ScreenFinding[] = [];
    for (const category of CATEGORY_NAMES) {
      const score = scores[category];
      if (score === undefined) continue;
      this.#highest[category] = Math.max(this.#highest[category] ?? 0, score);
      const limit = limits.get(category);
      if (limit === undefined || score < limit.threshold || this.#reported.has(category)) continue;
      this.#reported.add(category);
      const { action } = limit;
      const start = Math.max(0, offset - context.length);
      const detector = `classifier:${category}`;
      findings.push({ category, tier: 1, detector, reading: 'plain', score, action, start, end: offset });
    }
    return findings;
  }

  /** Asks about what has not been asked about. */
  end(offset: number): ScreenFinding[] {
    return this.#weight === 0 ? [] : this.at(offset);
  }
}
