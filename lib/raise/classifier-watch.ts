// Tier 1 over a text as it arrives: the classifier is asked at the end of sentences, and after some 40 tokens without one, about
// the last 200 tokens: as they are, and as they can be read otherwise.
//
// Invariants
// 1. Where it is asked, and about what, depends on the text only, never on how it was cut.
// 2. A category is reported once per text, at the first place where its score reaches the threshold.
import type { Action } from './detector.ts';
import { type DisguiseOptions, disguisesIn } from './disguises.ts';
import type { ReadingName } from './reading.ts';
import type { ScreenFinding } from './screen.ts';
import { CATEGORY_NAMES, type Category } from './taxonomy.ts';
import type { Scores, TextClassifier } from './text-classifier.ts';

/** What a policy does with the classifier's scores. */
export interface ClassifierRules {
  readonly classifier: TextClassifier;
  /** What a text of this origin can be; other categories have no score. */
  readonly judged: ReadonlySet<Category>;
  readonly limits: ReadonlyMap<Category, { readonly threshold: number; readonly action: Action }>;
  /** How the text is read besides as it is. */
  readonly disguises: DisguiseOptions;
}

/** Four characters of an alphabet, or one ideograph, are about a token. */
const WEIGHT_PER_IDEOGRAPH = 4;
const WEIGHT_BETWEEN_MAX = 160;
const WEIGHT_BETWEEN_MIN = 40;
/** Less than what stays in view: no disguise is passed over. */
const WEIGHT_BETWEEN_DISGUISES_MAX = 320;
const CONTEXT_UNITS_MAX = 800;
const SENTENCE_ENDS = new Set([...'.!?\n。！？；…'].map((character) => character.charCodeAt(0)));
const FIRST_IDEOGRAPH = 0x2e80;

export class ClassifierWatch {
  readonly #rules: ClassifierRules;
  readonly #reported = new Set<Category>();
  readonly #highest: { [name in Category]?: number } = {};
  #context = '';
  #weight = 0;
  /** Weight of what has not been looked at for disguises. */
  #readAsItIs = 0;
  #due = false;

  constructor(rules: ClassifierRules) {
    this.#rules = rules;
  }

  get highest(): Scores {
    return this.#highest;
  }

  /** Takes text[from, to) until the classifier should be asked; returns the index behind what was taken. */
  take(text: string, from: number, to: number): number {
    let at = from;
    this.#due = false;
    while (at < to && !this.#due) {
      const unit = text.charCodeAt(at);
      at += 1;
      // Never between the halves of a pair.
      if (unit >= 0xd800 && unit <= 0xdbff && at < to) at += 1;
      this.#weight += unit >= FIRST_IDEOGRAPH ? WEIGHT_PER_IDEOGRAPH : 1;
      this.#due = this.#weight >= WEIGHT_BETWEEN_MAX || (this.#weight >= WEIGHT_BETWEEN_MIN && SENTENCE_ENDS.has(unit));
    }
    this.#context += text.slice(from, at);
    return at;
  }

  /** Asks when its place has come, or with `end` about what is left; `offset`: original text taken so far, in UTF-16 units. */
  ask(offset: number, end: boolean): ScreenFinding[] {
    if (!this.#due && (!end || this.#weight + this.#readAsItIs === 0)) return [];
    this.#due = false;
    const fresh = this.#weight > 0;
    this.#readAsItIs += this.#weight;
    this.#weight = 0;
    this.#context = lastUnits(this.#context, CONTEXT_UNITS_MAX);
    const context = this.#context;
    if (context.trim() === '') return [];
    const span = { start: Math.max(0, offset - context.length), end: offset };
    const { classifier, disguises } = this.#rules;
    const findings = fresh ? this.#judged(classifier.classify(context), 'plain', span) : [];
    if (!end && this.#readAsItIs < WEIGHT_BETWEEN_DISGUISES_MAX) return findings;
    this.#readAsItIs = 0;
    for (const { reading, text } of disguisesIn(context, disguises)) {
      findings.push(...this.#judged(classifier.classify(text), reading, span));
    }
    return findings;
  }

  /** What has not been reported before. */
  #judged(scores: Scores, reading: ReadingName, { start, end }: { start: number; end: number }): ScreenFinding[] {
    const { judged, limits } = this.#rules;
    const findings: ScreenFinding[] = [];
    for (const category of CATEGORY_NAMES) {
      const score = scores[category];
      if (score === undefined || !judged.has(category)) continue;
      this.#highest[category] = Math.max(this.#highest[category] ?? 0, score);
      const limit = limits.get(category);
      if (limit === undefined || score < limit.threshold || this.#reported.has(category)) continue;
      this.#reported.add(category);
      const { action } = limit;
      findings.push({ category, tier: 1, detector: `classifier:${category}`, reading, score, action, start, end });
    }
    return findings;
  }
}

/** The end of a text, not beginning with half a pair. */
function lastUnits(text: string, units: number): string {
  if (text.length <= units) return text;
  const cut = text.slice(-units);
  return /^[\udc00-\udfff]/.test(cut) ? cut.slice(1) : cut;
}
