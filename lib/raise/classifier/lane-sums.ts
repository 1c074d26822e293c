// Sums of rows of weights, one total per category. Bytes are added two to a 32-bit word, in variables that stay in registers:
// four times as fast as one by one.
//
// A row is ROW_WORDS words of four bytes, each weight with OFFSET added. In lanes, word w of a row is two: categories 4w and
// 4w + 2 in the halves of one, 4w + 1 and 4w + 3 in those of the next.
import { CATEGORIES_MAX } from './example-set.ts';
import { LANES, type WordSums } from './word-sums.ts';

/** Words of a row: room for CATEGORIES_MAX bytes. */
export const ROW_WORDS = CATEGORIES_MAX / 4;
/** Makes signed bytes unsigned, so that sums of neighbouring lanes never borrow from each other. */
const OFFSET = 128;
const EVEN_BYTES = 0x00ff00ff;
/** Half a lane holds the sum of that many bytes. */
const ROWS_MAX = 256;

export class LaneSums {
  /** One per category, since `clear`. */
  readonly totals: Int32Array;
  /** [rows, ROW_WORDS] */
  readonly #rows: Int32Array;
  readonly #lanes = new Int32Array(LANES);

  /** @param weights [rows, categories] */
  constructor(weights: Int8Array, categories: number) {
    this.totals = new Int32Array(categories);
    this.#rows = packRows(weights, categories);
  }

  clear(): void {
    this.totals.fill(0);
  }

  /** Adds the rows that begin at the places rows[from, to). */
  addRows(places: Int32Array, from: number, to: number): void {
    const rows = this.#rows;
    let [e0, o0, e1, o1, e2, o2, e3, o3, e4, o4] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let first = from; first < to; first += ROWS_MAX) {
      const end = Math.min(to, first + ROWS_MAX);
      e0 = o0 = e1 = o1 = e2 = o2 = e3 = o3 = e4 = o4 = 0;
      for (let i = first; i < end; i++) {
        const row = places[i]!;
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
      }
      this.#add(e0, o0, e1, o1, e2, o2, e3, o3, e4, o4, end - first);
    }
  }

  /** Adds what the words at places[0, count) of `words` add up to. */
  addWords(words: WordSums, places: Int32Array, count: number): void {
    const { ints } = words;
    let [e0, o0, e1, o1, e2, o2, e3, o3, e4, o4] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let rows = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      const more = words.rows(place);
      if (rows + more > ROWS_MAX) {
        this.#add(e0, o0, e1, o1, e2, o2, e3, o3, e4, o4, rows);
        e0 = o0 = e1 = o1 = e2 = o2 = e3 = o3 = e4 = o4 = rows = 0;
      }
      rows += more;
      const at = words.lanesAt(place);
      e0 = (e0 + ints[at]!) | 0;
      o0 = (o0 + ints[at + 1]!) | 0;
      e1 = (e1 + ints[at + 2]!) | 0;
      o1 = (o1 + ints[at + 3]!) | 0;
      e2 = (e2 + ints[at + 4]!) | 0;
      o2 = (o2 + ints[at + 5]!) | 0;
      e3 = (e3 + ints[at + 6]!) | 0;
      o3 = (o3 + ints[at + 7]!) | 0;
      e4 = (e4 + ints[at + 8]!) | 0;
      o4 = (o4 + ints[at + 9]!) | 0;
    }
    this.#add(e0, o0, e1, o1, e2, o2, e3, o3, e4, o4, rows);
  }

  /** Writes the sums of at most ROWS_MAX rows, at places[from, to), as lanes to `out[at ...]`. */
  writeLanes(places: Int32Array, from: number, to: number, out: Int32Array, at: number): void {
    out.fill(0, at, at + LANES);
    for (let i = from; i < to; i++) {
      for (let word = 0; word < ROW_WORDS; word++) {
        const bytes = this.#rows[places[i]! + word]!;
        out[at + 2 * word]! += bytes & EVEN_BYTES;
        out[at + 2 * word + 1]! += (bytes >>> 8) & EVEN_BYTES;
      }
    }
  }

  #add(
    e0: number,
    o0: number,
    e1: number,
    o1: number,
    e2: number,
    o2: number,
    e3: number,
    o3: number,
    e4: number,
    o4: number,
    rows: number,
  ): void {
    const lanes = this.#lanes;
    lanes[0] = e0;
    lanes[1] = o0;
    lanes[2] = e1;
    lanes[3] = o1;
    lanes[4] = e2;
    lanes[5] = o2;
    lanes[6] = e3;
    lanes[7] = o3;
    lanes[8] = e4;
    lanes[9] = o4;
    for (let k = 0; k < this.totals.length; k++) {
      const lane = lanes[(k >>> 2) * 2 + (k & 1)]!;
      this.totals[k]! += ((k & 2) === 0 ? lane & 0xffff : lane >>> 16) - rows * OFFSET;
    }
  }
}

function packRows(weights: Int8Array, categories: number): Int32Array {
  const rows = new Int32Array((weights.length / categories) * ROW_WORDS);
  for (let i = 0; i < weights.length; i++) {
    const k = i % categories;
    rows[Math.floor(i / categories) * ROW_WORDS + (k >>> 2)]! |= (weights[i]! + OFFSET) << ((k & 3) * 8);
  }
  return rows;
}
