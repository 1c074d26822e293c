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

export function rotatedText(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => String.fromCharCode(rot13(letter.charCodeAt(0))));
}

/** Nearly every English sentence has one of them. */
const FREQUENT = new Set(
  (
    'the to of and in is it you me my we our us he she they them his her do does how what why who where which for on at by or an as be ' +
    'are was if with that this but not no all any can could will would should must have has need want get make give tell show write ' +
    'find help please from out up so without someone people there their one more some way best your'
  ).split(' '),
);

/** Those that are no frequent words themselves once they are rotated. */
const ROTATED = new Set(Array.from(FREQUENT, rotatedText).filter((word) => !FREQUENT.has(word)));

/** Whether frequent words of English stand in the text when it is rotated. */
export function looksRotated(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(/[a-z]{2,}/g)) if (ROTATED.has(word)) return true;
  return false;
}
