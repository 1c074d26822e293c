// Bytes to code points, one byte at a time, each with the stretch of original text that it was decoded from.
import type { TakeCharacter } from './percent.ts';

export class Utf8Reader {
  readonly #take: TakeCharacter;
  #code = 0;
  #missing = 0;
  #least = 0;
  #start = 0;

  constructor(take: TakeCharacter) {
    this.#take = take;
  }

  /** Some bytes of a character have come, and not all. */
  get inside(): boolean {
    return this.#missing > 0;
  }

  /** Where the character that is being read begins in the original; Infinity between characters. */
  get start(): number {
    return this.inside ? this.#start : Number.POSITIVE_INFINITY;
  }

  /** False when the byte is no part of well-formed UTF-8; what came before of its character is dropped. */
  push(byte: number, start: number, end: number): boolean {
    if (this.#missing === 0) {
      this.#start = start;
      if (byte < 0x80) {
        this.#take(byte, start, end);
        return true;
      }
      if (byte < 0xc2 || byte > 0xf4) return false;
      this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      this.#least = [0x80, 0x800, 0x10000][this.#missing - 1]!;
      this.#code = byte & (0x3f >> this.#missing);
      return true;
    }
    if ((byte & 0xc0) !== 0x80) {
      this.#missing = 0;
      return false;
    }
    this.#code = (this.#code << 6) | (byte & 0x3f);
    this.#missing -= 1;
    if (this.#missing > 0) return true;
    const code = this.#code;
    if (code < this.#least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    this.#take(code, this.#start, end);
    return true;
  }

  /** Forgets the beginning of a character. */
  abandon(): void {
    this.#missing = 0;
  }
}
