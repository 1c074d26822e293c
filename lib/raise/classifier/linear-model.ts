// The trained classifier at work: tier 1 of the guard. Fast enough for corpora: most features of ordinary text have no
// weight at all, and one bit in a table that stays in the cache says so.
import { probability } from './calibration.ts';
import { BUCKET_BITS, FeatureExtractor } from './features.ts';
import { type Language, languageOf } from './language.ts';
import { windowsOf } from './text-windows.ts';
import type { ModelCategory, QuantisedModel } from './weights-file.ts';

/** From this share of ideographs on, a text is calibrated as Chinese. */
export const CHINESE_SHARE_MIN = 0.3;

export interface CategoryScore {
  readonly category: string;
  /** Calibrated, 0 to 1. */
  readonly probability: number;
  /** The window that scored highest, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface Assessment {
  readonly language: Language;
  /** One per category, in the model's order. */
  readonly scores: readonly CategoryScore[];
}

export class LinearModel {
  readonly name: string;
  readonly categories: readonly ModelCategory[];
  readonly #extractor = new FeatureExtractor();
  readonly #weights: Int8Array;
  /** Bit b: bucket b has a row. */
  readonly #present = new Uint32Array(1 << (BUCKET_BITS - 5));
  /** Rows before each word of `#present`. */
  readonly #rowsBefore = new Uint32Array(1 << (BUCKET_BITS - 5));
  readonly #sums: Int32Array;
  readonly #probabilities: Float64Array;

  constructor({ header, buckets, weights }: QuantisedModel) {
    this.name = header.name;
    this.categories = header.categories;
    this.#weights = weights;
    this.#sums = new Int32Array(header.categories.length);
    this.#probabilities = new Float64Array(header.categories.length);
    for (const bucket of buckets) this.#present[bucket >>> 5]! |= 1 << (bucket & 31);
    let rows = 0;
    for (let word = 0; word < this.#present.length; word++) {
      this.#rowsBefore[word] = rows;
      rows += bitCount(this.#present[word]!);
    }
  }

  /**
   * Calibrated probability of each category for `text[from, to)` as one window; one array for all calls.
   * Text without a letter or an ideograph has probability 0 everywhere.
   */
  score(text: string, from = 0, to = text.length): Float64Array {
    const out = this.#probabilities;
    const features = this.#extractor.extract(text, from, to);
    if (features === 0) return out.fill(0);
    this.#sum(features);
    const norm = 1 / Math.sqrt(features);
    const script = this.#extractor.ideographShare >= CHINESE_SHARE_MIN ? 'chinese' : 'latin';
    for (let k = 0; k < out.length; k++) {
      const { bias, scale, calibration } = this.categories[k]!;
      out[k] = probability(calibration[script], bias + this.#sums[k]! * scale * norm);
    }
    return out;
  }

  /** Judges a text of any length, window by window: a category has the probability of its worst window. */
  assess(text: string): Assessment {
    const best = this.categories.map(({ name }) => ({ category: name, probability: 0, start: 0, end: text.length }));
    for (const [start, end] of windowsOf(text)) {
      const probabilities = this.score(text, start, end);
      for (let k = 0; k < best.length; k++) {
        if (probabilities[k]! > best[k]!.probability) {
          best[k] = { category: best[k]!.category, probability: probabilities[k]!, start, end };
        }
      }
    }
    return { language: languageOf(text), scores: best };
  }

  /** Adds up the rows of the first `count` features. */
  #sum(count: number): void {
    const buckets = this.#extractor.buckets;
    const present = this.#present;
    const weights = this.#weights;
    const sums = this.#sums.fill(0);
    const categories = sums.length;
    for (let i = 0; i < count; i++) {
      const bucket = buckets[i]!;
      const word = bucket >>> 5;
      const bits = present[word]!;
      const bit = bucket & 31;
      if (((bits >>> bit) & 1) === 0) continue;
      const row = (this.#rowsBefore[word]! + bitCount(bits & ((1 << bit) - 1))) * categories;
      for (let k = 0; k < categories; k++) sums[k]! += weights[row + k]!;
    }
  }
}

/** Ones in 32 bits (Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
