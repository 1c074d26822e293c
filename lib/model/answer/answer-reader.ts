// A text that arrives in pieces, read as if it were whole.
//
// A grammar over it is a generator that yields where it has to wait for more text, and goes on when more has come.
//
// Invariants
// 1. What a grammar reads depends on the text alone, never on how it was cut into pieces.
// 2. Text is kept from the first mark that may be returned to; everything before it is forgotten.

/** Waits for more text wherever it yields. */
export type Reading<T> = Generator<undefined, T>;

/** Receives a piece of text and the offset of its first character in the whole text, in UTF-16 code units. */
export type Take = (text: string, at: number) => void;

export class AnswerReader {
  #text = '';
  /** Offset of the first character of `#text` in the whole. */
  #base = 0;
  /** Index in `#text` of the next character to read. */
  #next = 0;
  #ended = false;
  #marks = 0;

  /** Takes more text; `end` says that nothing follows. */
  push(text: string, end = false): void {
    this.#text += text;
    this.#ended = end;
  }

  /** Offset of the next character to read. */
  get at(): number {
    return this.#base + this.#next;
  }

  /** Keeps the text from here on until `release` or `rewind`; marks do not nest. */
  mark(): number {
    this.#forget();
    this.#marks += 1;
    return this.at;
  }

  release(): void {
    if (this.#marks > 0) this.#marks -= 1;
    this.#forget();
  }

  /** Nothing that has been read is returned to: all marks are released, whoever holds them. */
  commit(): void {
    this.#marks = 0;
    this.#forget();
  }

  /** Goes back to a mark. */
  rewind(mark: number): void {
    this.#next = mark - this.#base;
    this.release();
  }

  /** Goes back within what was read since a mark. */
  stepBack(at: number): void {
    this.#next = at - this.#base;
  }

  /** The next character without reading it; undefined at the end. */
  *peek(): Reading<string | undefined> {
    while (this.#next === this.#text.length) {
      if (this.#ended) return undefined;
      yield;
    }
    return this.#text[this.#next];
  }

  *skipSpace(): Reading<void> {
    for (let next = yield* this.peek(); next !== undefined && isSpace(next); next = yield* this.peek()) this.#next += 1;
  }

  /** Reads `literal` when it comes next; whether it did. */
  *take(literal: string): Reading<boolean> {
    for (;;) {
      const there = this.#text.slice(this.#next, this.#next + literal.length);
      if (there === literal) {
        this.#advance(literal.length);
        return true;
      }
      if (this.#ended || !literal.startsWith(there)) return false;
      yield;
    }
  }

  /**
   * Reads up to the first of `markers` and past it; the text before it goes to `take`, piece by piece, as soon as no
   * marker can begin in it. Of markers that begin at one place the longest wins. Returns the marker; undefined at the end.
   */
  *until(markers: readonly string[], take: Take): Reading<string | undefined> {
    for (;;) {
      const { index, marker } = this.#find(markers);
      this.#give(index, take);
      if (marker !== undefined) {
        this.#advance(marker.length);
        return marker;
      }
      if (this.#ended) return undefined;
      yield;
    }
  }

  /** The text up to the first of `markers`; undefined when none comes within `most` characters. */
  *textUntil(markers: readonly string[], most: number): Reading<{ text: string; marker: string } | undefined> {
    for (;;) {
      const { index, marker } = this.#find(markers);
      const text = this.#text.slice(this.#next, index);
      if (text.length > most) return undefined;
      if (marker !== undefined) {
        this.#advance(text.length + marker.length);
        return { text, marker };
      }
      if (this.#ended) return undefined;
      yield;
    }
  }

  /**
   * Hands what has arrived to `scan`, which says how many characters of it belong to the stretch and whether it ends there
   * (where it does not, all of them do), until it ends. False when the text ended first.
   */
  *stretch(scan: (text: string) => { length: number; done: boolean }, take: Take): Reading<boolean> {
    for (;;) {
      if ((yield* this.peek()) === undefined) return false;
      const { length, done } = scan(this.#text.slice(this.#next));
      this.#give(this.#next + length, take);
      if (done) return true;
    }
  }

  #give(index: number, take: Take): void {
    if (index === this.#next) return;
    const text = this.#text.slice(this.#next, index);
    const at = this.at;
    this.#advance(text.length);
    take(text, at);
  }

  /** Where the first marker begins, or may begin once more text has come. */
  #find(markers: readonly string[]): { index: number; marker: string | undefined } {
    const text = this.#text;
    let index = text.length;
    let found: string | undefined;
    for (const marker of markers) {
      const place = text.indexOf(marker, this.#next);
      if (place < 0 || place > index) continue;
      if (place < index || found === undefined || marker.length > found.length) found = marker;
      index = place;
    }
    if (this.#ended) return { index, marker: found };
    // A longer marker that has begun at this place or before it is waited for.
    const begun = this.#firstBegun(markers, index);
    if (begun === undefined) return { index, marker: found };
    return { index: begun, marker: undefined };
  }

  /** The first place, at or before `most`, from which the text to its end is the beginning of a marker. */
  #firstBegun(markers: readonly string[], most: number): number | undefined {
    const { length } = this.#text;
    let first: number | undefined;
    for (const marker of markers) {
      const from = Math.max(this.#next, length - marker.length + 1);
      for (let place = from; place < length && place <= (first ?? most); place += 1) {
        if (!marker.startsWith(this.#text.slice(place))) continue;
        first = place;
        break;
      }
    }
    return first;
  }

  #advance(count: number): void {
    this.#next += count;
    this.#forget();
  }

  #forget(): void {
    if (this.#marks > 0) return;
    this.#text = this.#text.slice(this.#next);
    this.#base += this.#next;
    this.#next = 0;
  }
}

export function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
