// The same characters with Latin letters rotated by 13.
import { type TextWindow, textOf } from './window.ts';

/** Shorter matches are too likely to be another word's letters. */
const CHARACTERS_MIN = 8;

const rotated = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const letter = code | 32;
  rotated[code] = letter >= 97 && letter <= 122 ? (letter <= 109 ? code + 13 : code - 13) : code;
}

export function rot13(code: number): number {
  return code >= 0 && code < 128 ? rotated[code]! : code;
}

export class RotatedWindow implements TextWindow {
  readonly #window: TextWindow;

  constructor(window: TextWindow) {
    this.#window = window;
  }

  get length(): number {
    return this.#window.length;
  }

  code(index: number): number {
    return rot13(this.#window.code(index));
  }

  originalStart(index: number): number {
    return this.#window.originalStart(index);
  }

  originalEnd(index: number): number {
    return this.#window.originalEnd(index);
  }

  text(start: number, end: number): string {
    return textOf(this, start, end);
  }

  allows(start: number, end: number): boolean {
    return end - start >= CHARACTERS_MIN;
  }
}
