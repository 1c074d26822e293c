// The recent part of a normalised text, with the way back to the original.
//
// Invariants
// 1. Characters are numbered from 0 as they arrive and keep their number; only old ones are forgotten.
// 2. The last KEPT_CHARACTERS characters can be read.

import { decodedWeight } from './encoded-runs.ts';

/** What detectors read: characters by number, and where they stand in the original (UTF-16 units). */
export interface TextWindow {
  /** Number of characters so far: the index that the next one gets. */
  readonly length: number;
  /** Code point at `index` (or SOFT), or -1 before the start and behind the end. */
  code(index: number): number;
  /** Where the character begins in the original; the original's end for the index after the last. */
  originalStart(index: number): number;
  originalEnd(index: number): number;
  /** Characters of [start, end) as a string. */
  text(start: number, end: number): string;
  /** Whether this reading of the text may have a match at [start, end). */
  allows(start: number, end: number): boolean;
}

/** A separator between letters that were spaced out: it may be read as a space, or not at all. */
export const SOFT = 0x110000;

/** Characters [start, end) of a window as a string. */
export function textOf(window: Pick<TextWindow, 'code'>, start: number, end: number): string {
  let text = '';
  for (let index = start; index < end; index += 1) {
    const code = window.code(index);
    if (code >= 0 && code !== SOFT) text += String.fromCodePoint(code);
  }
  return text;
}

/** The longest stretch of original text that may be undecided, each character of it expanded by compatibility forms. */
export const KEPT_CHARACTERS = 4096;
const CAPACITY = 2 * KEPT_CHARACTERS;
const FIRST_CAPACITY = 1024;

export class NormalWindow implements TextWindow {
  readonly #weightMin: number;
  #codes = new Int32Array(FIRST_CAPACITY);
  #starts = new Uint32Array(FIRST_CAPACITY);
  #ends = new Uint32Array(FIRST_CAPACITY);
  #base = 0;
  #count = 0;

  /** `weightMin`: matches that weigh less are not to be trusted. */
  constructor(weightMin = 0) {
    this.#weightMin = weightMin;
  }

  get length(): number {
    return this.#base + this.#count;
  }

  /** Copies the characters from `from` on into `codes`; returns how many there are. */
  copyFrom(from: number, codes: Int32Array): number {
    const copied = this.#codes.subarray(from - this.#base, this.#count);
    codes.set(copied);
    return copied.length;
  }

  /** Adds the character `code`, which stands for original[originalStart, originalEnd). */
  append(code: number, originalStart: number, originalEnd: number): void {
    if (this.#count === this.#codes.length) this.#makeRoom();
    this.#codes[this.#count] = code;
    this.#starts[this.#count] = originalStart;
    this.#ends[this.#count] = originalEnd;
    this.#count += 1;
  }

  code(index: number): number {
    const at = index - this.#base;
    return at >= 0 && at < this.#count ? this.#codes[at]! : -1;
  }

  originalStart(index: number): number {
    const at = index - this.#base;
    return at >= 0 && at < this.#count ? this.#starts[at]! : this.originalEnd(this.length - 1);
  }

  originalEnd(index: number): number {
    const at = index - this.#base;
    return at >= 0 && at < this.#count ? this.#ends[at]! : 0;
  }

  text(start: number, end: number): string {
    return textOf(this, start, end);
  }

  allows(start: number, end: number): boolean {
    if (end - start >= this.#weightMin) return true;
    let weight = 0;
    for (let index = start; index < end; index += 1) weight += decodedWeight(this.code(index));
    return weight >= this.#weightMin;
  }

  #makeRoom(): void {
    if (this.#codes.length < CAPACITY) {
      this.#codes = enlarged(this.#codes, new Int32Array(this.#codes.length * 2));
      this.#starts = enlarged(this.#starts, new Uint32Array(this.#starts.length * 2));
      this.#ends = enlarged(this.#ends, new Uint32Array(this.#ends.length * 2));
      return;
    }
    const forget = this.#count - KEPT_CHARACTERS;
    for (const array of [this.#codes, this.#starts, this.#ends]) array.copyWithin(0, forget, this.#count);
    this.#base += forget;
    this.#count -= forget;
  }
}

function enlarged<T extends Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
