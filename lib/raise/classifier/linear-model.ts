// The trained classifier at work: tier 1 of the guard. Fast enough for corpora: what the features of a word add up to is
// remembered, and of all other features most have no weight at all, which one bit in a table that stays in the cache says.
import { TextUnits } from '../text-units.ts';
import { probability } from './calibration.ts';
import { FOLDED_UNIT, KIND_OF_UNIT, UnitKind } from './code-units.ts';
import { BUCKET_BITS, FEATURE_TEXT_MAX, FeatureExtractor, pairBucket, wordHash } from './features.ts';
import { LaneSums, ROW_WORDS } from './lane-sums.ts';
import { windowsOf } from './text-windows.ts';
import type { ModelCategory, QuantisedModel } from './weights-file.ts';
import { WORD_UNITS_MAX, WordSums } from './word-sums.ts';

/** From this share of ideographs on, a text is calibrated as Chinese. */
export const CHINESE_SHARE_MIN = 0.3;

export class LinearModel {
  readonly name: string;
  readonly categories: readonly ModelCategory[];
  readonly #extractor = new FeatureExtractor();
  readonly #text = new TextUnits();
  readonly #words = new WordSums();
  readonly #sums: LaneSums;
  /** Bit b: bucket b has a row. */
  readonly #present = new Uint32Array(1 << (BUCKET_BITS - 5));
  /** Rows before each word of `#present`. */
  readonly #rowsBefore = new Uint32Array(1 << (BUCKET_BITS - 5));
  readonly #probabilities: Float64Array;
  /** Of the window at hand: rows to add up, and places of words. */
  readonly #rows = new Int32Array(this.#extractor.buckets.length);
  readonly #places = new Int32Array(FEATURE_TEXT_MAX);
  #rowCount = 0;
  #placeCount = 0;
  #ideographs = 0;
  #letters = 0;

  constructor({ header, buckets, weights }: QuantisedModel) {
    this.name = header.name;
    this.categories = header.categories;
    this.#sums = new LaneSums(weights, header.categories.length);
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
    return this.#score(this.#text.read(text), from, to);
  }

  /**
   * Judges a text of any length, window by window: a category has the probability of its worst window. Writes one per
   * category to `out`, in the model's order.
   */
  assess(text: string, out: Float64Array): void {
    this.assessUnits(this.#text.read(text), text.length, out);
  }

  /** The same of units [0, length). */
  assessUnits(units: Uint16Array, length: number, out: Float64Array): void {
    out.fill(0);
    for (const [from, to] of windowsOf(length)) {
      const probabilities = this.#score(units, from, to);
      for (let k = 0; k < out.length; k++) if (probabilities[k]! > out[k]!) out[k] = probabilities[k]!;
    }
  }

  #score(units: Uint16Array, from: number, to: number): Float64Array {
    const out = this.#probabilities;
    const features = this.#collect(units, from, Math.min(to, from + FEATURE_TEXT_MAX));
    if (features === 0) return out.fill(0);
    this.#sums.addRows(this.#rows, 0, this.#rowCount);
    this.#addNoted();
    const norm = 1 / Math.sqrt(features);
    const chinese = this.#ideographs / (this.#ideographs + this.#letters) >= CHINESE_SHARE_MIN;
    const script = chinese ? 'chinese' : 'latin';
    for (let k = 0; k < out.length; k++) {
      const { bias, scale, calibration } = this.categories[k]!;
      out[k] = probability(calibration[script], bias + this.#sums.totals[k]! * scale * norm);
    }
    return out;
  }

  /** Notes what has to be added up for units [from, to); returns how many features they have: those of `extractUnits`. */
  #collect(units: Uint16Array, from: number, to: number): number {
    let features = 0;
    let previous = 0;
    let ideographs = 0;
    let letters = 0;
    this.#rowCount = 0;
    this.#sums.clear();
    for (let i = from; i < to; ) {
      const start = i;
      const kind = KIND_OF_UNIT[units[i]!]!;
      if (kind === UnitKind.separator) {
        i++;
      } else if (kind === UnitKind.ideograph) {
        do i++;
        while (i < to && KIND_OF_UNIT[units[i]!] === UnitKind.ideograph);
        ideographs += i - start;
        features += this.#addFeatures(units, start, i);
      } else {
        let hash = 0;
        do {
          hash = wordHash(hash, FOLDED_UNIT[units[i]!]!);
          i++;
        } while (i < to && KIND_OF_UNIT[units[i]!] === UnitKind.wordLetter);
        letters += i - start;
        features += this.#addWord(units, start, i, hash);
        if (previous !== 0) {
          features++;
          this.#addBucket(pairBucket(previous, hash));
        }
        previous = hash;
      }
    }
    this.#ideographs = ideographs;
    this.#letters = letters;
    return features;
  }

  #addWord(units: Uint16Array, from: number, to: number, hash: number): number {
    if (to - from > WORD_UNITS_MAX) return this.#addFeatures(units, from, to);
    const words = this.#words;
    const place = words.find(units, from, to, FOLDED_UNIT, hash);
    if (place >= 0) {
      this.#places[this.#placeCount++] = place;
      return words.features(place);
    }
    const first = this.#rowCount;
    const features = this.#addFeatures(units, from, to);
    // The word may take the place of one that was noted.
    this.#addNoted();
    const put = words.put(units, from, to, FOLDED_UNIT, hash, features, this.#rowCount - first);
    this.#sums.writeLanes(this.#rows, first, this.#rowCount, words.ints, words.lanesAt(put));
    return features;
  }

  #addNoted(): void {
    this.#sums.addWords(this.#words, this.#places, this.#placeCount);
    this.#placeCount = 0;
  }

  /** Adds the features of units [from, to) one by one. */
  #addFeatures(units: Uint16Array, from: number, to: number): number {
    const count = this.#extractor.extractUnits(units, from, to);
    const { buckets } = this.#extractor;
    for (let i = 0; i < count; i++) this.#addBucket(buckets[i]!);
    return count;
  }

  #addBucket(bucket: number): void {
    const bits = this.#present[bucket >>> 5]!;
    const bit = bucket & 31;
    if (((bits >>> bit) & 1) === 0) return;
    this.#rows[this.#rowCount++] = (this.#rowsBefore[bucket >>> 5]! + bitCount(bits & ((1 << bit) - 1))) * ROW_WORDS;
  }
}

/** Ones in 32 bits (Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
