// Text to hashed features: words, pairs of words and four-letter pieces of words; runs of one to four ideographs.
// No string is made per feature: hashes roll over code units, so that a core reads tens of megabytes a second.
import { TextUnits } from '../text-units.ts';
import { FOLDED_UNIT, KIND_OF_UNIT, UnitKind } from './code-units.ts';

/** Bits of a bucket number. Part of the weights file: a model only fits the buckets that it was trained with. */
export const BUCKET_BITS = 20;
/** Changed whenever the same text would give other features. */
export const FEATURE_VERSION = 1;

/** Longest stretch of text that one call reads, in UTF-16 units. */
export const FEATURE_TEXT_MAX = 65_536;
/** A unit gives at most four features; a word adds two and a piece at its end. */
const FEATURES_PER_UNIT_MAX = 5;

const PRIME = 0x01000193;
const BOUNDARY = 0x20;
const SEED_WORD = 0x2545f491;
const SEED_PAIR = 0x5bd1e995;
const SEED_PIECE = 0x1b873593;
const SEED_RUN = [0, 0x27d4eb2f, 0x165667b1, 0x38495ab5, 0x0c2b2ae3] as const;
const SHIFT = 32 - BUCKET_BITS;

/** The top bits of a multiplied hash: well mixed, and two operations. */
function bucketOf(hash: number, seed: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15) ^ seed, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> SHIFT;
}

/** Hash of a word as far as it has been read; 0 before its first unit. `unit` is folded. */
export function wordHash(hash: number, unit: number): number {
  return (Math.imul(hash ^ unit, PRIME) + 1) | 0;
}

/** Bucket of two words in a row, by their hashes. */
export function pairBucket(previous: number, word: number): number {
  return bucketOf(Math.imul(previous, PRIME) + word, SEED_PAIR);
}

/** Keeps one buffer for all texts: what `extract` wrote is valid until it is called again. */
export class FeatureExtractor {
  readonly buckets = new Uint32Array((FEATURE_TEXT_MAX + 2) * FEATURES_PER_UNIT_MAX);
  readonly #text = new TextUnits();
  #ideographs = 0;
  #units = 0;

  /** Of the last text: ideographs by units that are not separators. */
  get ideographShare(): number {
    return this.#units === 0 ? 0 : this.#ideographs / this.#units;
  }

  /**
   * Writes the buckets of `text[from, to)`, with repetitions, to `buckets`.
   * @returns how many; at most FEATURE_TEXT_MAX units are read
   */
  extract(text: string, from = 0, to = text.length): number {
    const part = text.slice(from, Math.min(to, from + FEATURE_TEXT_MAX));
    return this.extractUnits(this.#text.read(part), 0, part.length);
  }

  /** The same of `text[from, to)` as UTF-16 units. */
  extractUnits(text: Uint16Array, from: number, to: number): number {
    const out = this.buckets;
    const end = Math.min(to, from + FEATURE_TEXT_MAX);
    let count = 0;
    let word = 0;
    let previousWord = 0;
    let run = 0;
    // Hashes of the last two, three and four units of the run at hand.
    let two = 0;
    let three = 0;
    let four = 0;
    let last = 0;
    let mode: number = UnitKind.separator;
    let ideographs = 0;
    let units = 0;
    for (let i = from; i <= end; i++) {
      const raw = i < end ? text[i]! : BOUNDARY;
      const kind = KIND_OF_UNIT[raw]!;
      const unit = FOLDED_UNIT[raw]!;
      if (mode === UnitKind.wordLetter && kind !== UnitKind.wordLetter) {
        out[count++] = bucketOf(word, SEED_WORD);
        if (previousWord !== 0) out[count++] = pairBucket(previousWord, word);
        if (run >= 3) out[count++] = bucketOf(Math.imul(three, PRIME) + BOUNDARY, SEED_PIECE);
        previousWord = word;
      }
      if (kind !== mode) {
        mode = kind;
        run = 0;
        word = 0;
        two = three = four = last = 0;
        if (kind === UnitKind.wordLetter) {
          run = 1;
          last = BOUNDARY;
        }
      }
      if (kind === UnitKind.separator) continue;
      run++;
      units++;
      four = Math.imul(three, PRIME) + unit;
      three = Math.imul(two, PRIME) + unit;
      two = Math.imul(last, PRIME) + unit;
      last = unit;
      if (kind === UnitKind.wordLetter) {
        word = wordHash(word, unit);
        if (run >= 4) out[count++] = bucketOf(four, SEED_PIECE);
      } else {
        ideographs++;
        out[count++] = bucketOf(unit, SEED_RUN[1]);
        if (run >= 2) out[count++] = bucketOf(two, SEED_RUN[2]);
        if (run >= 3) out[count++] = bucketOf(three, SEED_RUN[3]);
        if (run >= 4) out[count++] = bucketOf(four, SEED_RUN[4]);
      }
    }
    this.#ideographs = ideographs;
    this.#units = units;
    return count;
  }
}
