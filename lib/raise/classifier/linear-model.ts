// The trained classifier at work: tier 1 of the guard. Fast enough for corpora: most features of ordinary text have no
// weight at all, and one bit in a table that stays in the cache says so.
import { probability } from './calibration.ts';
import { CATEGORIES_MAX } from './example-set.ts';
import { BUCKET_BITS, FeatureExtractor } from './features.ts';
import { windowsOf } from './text-windows.ts';
import type { ModelCategory, QuantisedModel } from './weights-file.ts';

/** From this share of ideographs on, a text is calibrated as Chinese. */
export const CHINESE_SHARE_MIN = 0.3;

/** Words of a row: room for CATEGORIES_MAX bytes. */
const ROW_WORDS = CATEGORIES_MAX / 4;
/** Makes signed bytes unsigned, so that sums of neighbouring lanes never borrow from each other. */
const OFFSET = 128;
const EVEN_BYTES = 0x00ff00ff;
/** A lane of 16 bits holds the sum of that many bytes. */
const HITS_MAX = 256;

export class LinearModel {
  readonly name: string;
  readonly categories: readonly ModelCategory[];
  readonly #extractor = new FeatureExtractor();
  /** [rows, ROW_WORDS]: four weights of one byte per word, each with OFFSET added. */
  readonly #rows: Uint32Array;
  /** Bit b: bucket b has a row. */
  readonly #present = new Uint32Array(1 << (BUCKET_BITS - 5));
  /** Rows before each word of `#present`. */
  readonly #rowsBefore = new Uint32Array(1 << (BUCKET_BITS - 5));
  readonly #sums: Int32Array;
  readonly #probabilities: Float64Array;

  constructor({ header, buckets, weights }: QuantisedModel) {
    this.name = header.name;
    this.categories = header.categories;
    this.#rows = packRows(weights, header.categories.length);
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

  /**
   * Judges a text of any length, window by window: a category has the probability of its worst window. Writes one per
   * category to `out`, in the model's order.
   */
  assess(text: string, out: Float64Array): void {
    out.fill(0);
    for (const [start, end] of windowsOf(text)) {
      const probabilities = this.score(text, start, end);
      for (let k = 0; k < out.length; k++) if (probabilities[k]! > out[k]!) out[k] = probabilities[k]!;
    }
  }

  /**
   * Adds up the rows of the first `count` features. Bytes are added two to a 32-bit word, in variables that stay in
   * registers: four times as fast as one by one.
   */
  #sum(count: number): void {
    const buckets = this.#extractor.buckets;
    const present = this.#present;
    const rowsBefore = this.#rowsBefore;
    const rows = this.#rows;
    this.#sums.fill(0);
    let [e0, o0, e1, o1, e2, o2, e3, o3, e4, o4] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let hits = 0;
    for (let i = 0; i < count; i++) {
      const bucket = buckets[i]!;
      const bits = present[bucket >>> 5]!;
      const bit = bucket & 31;
      if (((bits >>> bit) & 1) === 0) continue;
      const row = (rowsBefore[bucket >>> 5]! + bitCount(bits & ((1 << bit) - 1))) * ROW_WORDS;
      const w0 = rows[row]!;
      const w1 = rows[row + 1]!;
      const w2 = rows[row + 2]!;
      const w3 = rows[row + 3]!;
      const w4 = rows[row + 4]!;
      e0 = (e0 + (w0 & EVEN_BYTES)) | 0;
      o0 = (o0 + ((w0 >>> 8) & EVEN_BYTES)) | 0;
      e1 = (e1 + (w1 & EVEN_BYTES)) | 0;
      o1 = (o1 + ((w1 >>> 8) & EVEN_BYTES)) | 0;
      e2 = (e2 + (w2 & EVEN_BYTES)) | 0;
      o2 = (o2 + ((w2 >>> 8) & EVEN_BYTES)) | 0;
      e3 = (e3 + (w3 & EVEN_BYTES)) | 0;
      o3 = (o3 + ((w3 >>> 8) & EVEN_BYTES)) | 0;
      e4 = (e4 + (w4 & EVEN_BYTES)) | 0;
      o4 = (o4 + ((w4 >>> 8) & EVEN_BYTES)) | 0;
      if (++hits === HITS_MAX) {
        this.#addLanes([e0, o0, e1, o1, e2, o2, e3, o3, e4, o4], hits);
        e0 = o0 = e1 = o1 = e2 = o2 = e3 = o3 = e4 = o4 = hits = 0;
      }
    }
    this.#addLanes([e0, o0, e1, o1, e2, o2, e3, o3, e4, o4], hits);
  }

  /** Unpacks lane sums of `hits` rows: word w holds categories 4w and 4w+2 in its even lanes, 4w+1 and 4w+3 in its odd. */
  #addLanes(lanes: readonly number[], hits: number): void {
    for (let k = 0; k < this.#sums.length; k++) {
      const lane = lanes[(k >>> 2) * 2 + (k & 1)]!;
      this.#sums[k]! += ((k & 2) === 0 ? lane & 0xffff : lane >>> 16) - hits * OFFSET;
    }
  }
}

function packRows(weights: Int8Array, categories: number): Uint32Array {
  const rows = new Uint32Array((weights.length / categories) * ROW_WORDS);
  for (let i = 0; i < weights.length; i++) {
    const k = i % categories;
    rows[Math.floor(i / categories) * ROW_WORDS + (k >>> 2)]! |= (weights[i]! + OFFSET) << ((k & 3) * 8);
  }
  return rows;
}

/** Ones in 32 bits (Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
