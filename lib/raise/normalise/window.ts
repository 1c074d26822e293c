// The recent part of a normalised stream, with the way back to the original text.
//
// Invariants
// 1. Characters are numbered from 0 as they arrive and keep their number; only old ones are forgotten.
// 2. At least `keepOriginal` UTF-16 units of original text before the newest character can be read.

const TRIM_AT = 4096;

export class NormalWindow {
  readonly #keepOriginal: number;
  #codes: number[] = [];
  #starts: number[] = [];
  #ends: number[] = [];
  #base = 0;

  constructor(keepOriginal: number) {
    this.#keepOriginal = keepOriginal;
  }

  /** Number of characters so far: the index that the next one gets. */
  get length(): number {
    return this.#base + this.#codes.length;
  }

  /** Adds the character `code`, which stands for original[originalStart, originalEnd). */
  append(code: number, originalStart: number, originalEnd: number): void {
    if (this.#codes.length >= TRIM_AT) this.#trim(originalEnd - this.#keepOriginal);
    this.#codes.push(code);
    this.#starts.push(originalStart);
    this.#ends.push(originalEnd);
  }

  /** Code point at `index`, or -1 before the start and at the end of what has arrived. */
  code(index: number): number {
    return this.#codes[index - this.#base] ?? -1;
  }

  /** Where the character begins in the original; the original's end for the index after the last. */
  originalStart(index: number): number {
    return this.#starts[index - this.#base] ?? this.originalEnd(this.length - 1);
  }

  originalEnd(index: number): number {
    return this.#ends[index - this.#base] ?? 0;
  }

  /** Normalised text of [start, end). */
  text(start: number, end: number): string {
    return String.fromCodePoint(...this.#codes.slice(start - this.#base, end - this.#base));
  }

  #trim(keepFrom: number): void {
    let forget = 0;
    while (forget < this.#starts.length && this.#starts[forget]! < keepFrom) forget += 1;
    this.#codes = this.#codes.slice(forget);
    this.#starts = this.#starts.slice(forget);
    this.#ends = this.#ends.slice(forget);
    this.#base += forget;
  }
}
