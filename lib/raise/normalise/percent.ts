// Percent-encoding read as the characters that it stands for: `%68ow` as `how`, `%E7%82%B8` as one character.
//
// Everything passes through, decoded or as it is. What may still become an escape waits; that is never more than the escapes
// of one character.
import { Utf8Reader } from './utf8-reader.ts';

/** Takes a code point that stands for original[start, end). */
export type TakeCharacter = (code: number, start: number, end: number) => void;

const PERCENT = 0x25;
const WIDE_PERCENT = 0xff05;

export function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

export function isPercent(code: number): boolean {
  return code === PERCENT || code === WIDE_PERCENT;
}

export class PercentDecoder {
  readonly #take: TakeCharacter;
  readonly #utf8: Utf8Reader;
  /** The `%`, and one digit, that wait. */
  #waiting: { readonly code: number; readonly start: number; readonly end: number }[] = [];

  constructor(take: TakeCharacter) {
    this.#take = take;
    this.#utf8 = new Utf8Reader(take);
  }

  /** Nothing waits. */
  get idle(): boolean {
    return this.#waiting.length === 0 && !this.#utf8.inside;
  }

  /** Where what waits begins in the original; Infinity when nothing does. */
  get waitingFrom(): number {
    return Math.min(this.#utf8.start, this.#waiting[0]?.start ?? Number.POSITIVE_INFINITY);
  }

  read(code: number, start: number, end: number): void {
    if (this.#waiting.length > 0) {
      const digit = hexValue(code);
      if (digit >= 0) {
        this.#digit(digit, { code, start, end });
        return;
      }
      this.#giveUp();
    }
    if (isPercent(code)) {
      this.#waiting.push({ code, start, end });
      return;
    }
    this.#utf8.abandon();
    this.#take(code, start, end);
  }

  end(): void {
    this.#giveUp();
  }

  #digit(digit: number, character: { code: number; start: number; end: number }): void {
    if (this.#waiting.length === 1) {
      this.#waiting.push(character);
      return;
    }
    const [percent, first] = this.#waiting;
    this.#waiting = [];
    const byte = hexValue(first!.code) * 16 + digit;
    if (this.#utf8.push(byte, percent!.start, character.end)) return;
    this.#take(0xfffd, percent!.start, character.end);
  }

  #giveUp(): void {
    this.#utf8.abandon();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { code, start, end } of waiting) this.#take(code, start, end);
  }
}
