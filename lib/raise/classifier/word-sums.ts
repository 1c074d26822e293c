// What the features of a word add up to, remembered: a few thousand words are most of any text, and each of their features
// would cost a look at the weights again.
//
// Invariants
// 1. A word is found by its letters, never by its hash alone.
// 2. Memory is fixed: a word that falls on another's place takes it.

/** Longer words are rare: their features are added up one by one. */
export const WORD_UNITS_MAX = 24;
/** 32-bit words of packed sums; see LaneSums. */
export const LANES = 10;

const SLOT_BITS = 14;
const SHIFT = 32 - SLOT_BITS;
/** A slot: hash; length, features and rows as bytes; lanes; the folded units. */
const COUNTS = 1;
const FIRST_LANE = 2;
const FIRST_UNIT = FIRST_LANE + LANES;
const SLOT_INTS = FIRST_UNIT + WORD_UNITS_MAX / 2;

export class WordSums {
  /** [slots, SLOT_INTS] */
  readonly ints = new Int32Array(SLOT_INTS << SLOT_BITS);
  readonly #units = new Uint16Array(this.ints.buffer);

  /** Place of the word `units[from, to)`, whose units `folded` maps, or -1 when it is not known. */
  find(units: Uint16Array, from: number, to: number, folded: Uint16Array, hash: number): number {
    const at = placeOf(hash);
    if (this.ints[at] !== hash || (this.ints[at + COUNTS]! & 0xff) !== to - from) return -1;
    const first = (at + FIRST_UNIT) * 2;
    for (let i = from; i < to; i++) if (this.#units[first + i - from] !== folded[units[i]!]) return -1;
    return at;
  }

  /** Remembers a word of at most WORD_UNITS_MAX units; returns its place, for the caller to fill in its lanes. */
  put(
    units: Uint16Array,
    from: number,
    to: number,
    folded: Uint16Array,
    hash: number,
    features: number,
    rows: number,
  ): number {
    const at = placeOf(hash);
    this.ints[at] = hash;
    this.ints[at + COUNTS] = (to - from) | (features << 8) | (rows << 16);
    const first = (at + FIRST_UNIT) * 2;
    for (let i = from; i < to; i++) this.#units[first + i - from] = folded[units[i]!]!;
    return at;
  }

  /** Features of the word at `place`. */
  features(place: number): number {
    return (this.ints[place + COUNTS]! >>> 8) & 0xff;
  }

  /** Rows that were added up for it. */
  rows(place: number): number {
    return this.ints[place + COUNTS]! >>> 16;
  }

  /** Where in `ints` its LANES sums begin. */
  lanesAt(place: number): number {
    return place + FIRST_LANE;
  }
}

function placeOf(hash: number): number {
  return (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> SHIFT) * SLOT_INTS;
}
