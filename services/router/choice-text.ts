// The text of one choice: from token ids to characters that no stop text takes back, and from characters that were
// released back to the tokens that they came from, so that log-probabilities stay beside their text.
//
// Invariants
// 1. A token's text is a range of the whole output, in UTF-16 code units; ranges follow each other without a gap.
// 2. A token that holds only part of a character ends where the token ends that completes the character.
// 3. A token is released once all of its range is; after a stop text, tokens that begin at or behind the cut never are.
import type { GeneratedToken, ReleasedToken } from './generation-output.ts';
import { StopMatcher } from './stop-matcher.ts';

/** Turns token ids into whole characters. */
export interface TokenDecoder {
  push(id: number): string;
  end(): string;
}

interface PlacedToken {
  readonly token: GeneratedToken;
  readonly start: number;
  /** Infinity while the token's character is incomplete. */
  end: number;
}

export class ChoiceText {
  readonly #decoder: TokenDecoder;
  readonly #stops: StopMatcher;
  readonly #waiting: PlacedToken[] = [];
  #decoded = 0;
  #emitted = 0;

  constructor(decoder: TokenDecoder, stops: readonly string[]) {
    this.#decoder = decoder;
    this.#stops = new StopMatcher(stops);
  }

  /** Whether a stop text has ended the choice. */
  get stopped(): boolean {
    return this.#stops.matched;
  }

  /** Takes the next token; returns the text that is certain not to be part of a stop text. */
  push(token: GeneratedToken): string {
    if (this.stopped) return '';
    const piece = this.#decoder.push(token.id);
    this.#waiting.push({ token, start: this.#decoded, end: Number.POSITIVE_INFINITY });
    return this.#advance(piece);
  }

  /** No more tokens come; returns the last of the text. */
  end(): string {
    if (this.stopped) return '';
    const last = this.#advance(this.#decoder.end());
    if (this.stopped) return last;
    for (const placed of this.#waiting) placed.end = Math.min(placed.end, this.#decoded);
    const held = this.#stops.end();
    this.#emitted += held.length;
    return last + held;
  }

  /** Takes out the tokens whose text lies wholly before `offset`. */
  releaseUpTo(offset: number): ReleasedToken[] {
    let count = 0;
    while (count < this.#waiting.length && (this.#waiting[count] as PlacedToken).end <= offset) count += 1;
    return this.#waiting.splice(0, count).map(released);
  }

  /** Takes out the tokens that have any text before the end of the output: those that a stop text cut in two, too. */
  releaseRest(): ReleasedToken[] {
    const rest = this.#waiting.filter((placed) => !this.stopped || placed.start < this.#emitted);
    this.#waiting.length = 0;
    return rest.map(released);
  }

  #advance(piece: string): string {
    if (piece === '') return '';
    this.#decoded += piece.length;
    for (let index = this.#waiting.length - 1; index >= 0; index -= 1) {
      const placed = this.#waiting[index] as PlacedToken;
      if (placed.end !== Number.POSITIVE_INFINITY) break;
      placed.end = this.#decoded;
    }
    const released = this.#stops.push(piece);
    this.#emitted += released.length;
    return released;
  }
}

function released({ token, start }: PlacedToken): ReleasedToken {
  return { id: token.id, logprob: token.logprob, top: token.top, offset: start };
}
