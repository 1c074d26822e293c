// Finds stop texts in a text that arrives in pieces, and holds back what could still become one.
//
// Invariant: the text released does not depend on how the text was cut into pieces. Of several matches the one that is
// complete first wins, and of those the longest.

export class StopMatcher {
  readonly #stops: readonly string[];
  #held = '';
  #matched = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops;
  }

  /** Whether a stop text has been found; nothing is released after that. */
  get matched(): boolean {
    return this.#matched;
  }

  /** The text that may be released now that `piece` has arrived. */
  push(piece: string): string {
    if (this.#matched) return '';
    if (this.#stops.length === 0) return piece;
    const text = this.#held + piece;
    const start = this.#firstMatch(text);
    if (start !== undefined) {
      this.#matched = true;
      this.#held = '';
      return text.slice(0, start);
    }
    const releasable = text.length - this.#partialMatch(text);
    this.#held = text.slice(releasable);
    return text.slice(0, releasable);
  }

  /** No more text comes: what was held back is no stop text. */
  end(): string {
    const held = this.#held;
    this.#held = '';
    return held;
  }

  #firstMatch(text: string): number | undefined {
    let first: { start: number; end: number } | undefined;
    for (const stop of this.#stops) {
      const start = text.indexOf(stop);
      if (start === -1) continue;
      const end = start + stop.length;
      if (first === undefined || end < first.end || (end === first.end && start < first.start)) first = { start, end };
    }
    return first?.start;
  }

  /** Length of the longest end of `text` with which a stop text begins. */
  #partialMatch(text: string): number {
    let longest = 0;
    for (const stop of this.#stops) {
      for (let length = Math.min(stop.length - 1, text.length); length > longest; length -= 1) {
        if (text.endsWith(stop.slice(0, length))) longest = length;
      }
    }
    return longest;
  }
}
