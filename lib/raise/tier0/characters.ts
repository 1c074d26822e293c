// Kinds of characters as term lists see them, looked up once per code point of the basic plane.
import { leetLetters } from '../normalise/leet.ts';

export const SPACE = 32;

/** Scripts that do not put spaces between words; their letters make no word boundary. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}\p{M}_]/u;

const UNKNOWN = 0;
const WORD = 2;
const OTHER = 1;
const kinds = new Uint8Array(65_536);
const folded = new Int32Array(65_536).fill(-1);

export function isSpace(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13);
}

/** Whether the character belongs to a word that ends where other characters begin. */
export function isWord(code: number): boolean {
  if (code < 0 || code > 0x10ffff) return false;
  if (code > 65_535) return kindOf(code) === WORD;
  if (kinds[code] === UNKNOWN) kinds[code] = kindOf(code);
  return kinds[code] === WORD;
}

function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  return LETTER.test(character) && !UNSPACED.test(character) ? WORD : OTHER;
}

export function lower(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  if (code > 0x10ffff) return code;
  return String.fromCodePoint(code).toLowerCase().codePointAt(0)!;
}

/** Letters that some substitute may stand for alike are one class; each class by its first letter. */
const CLASSES: Readonly<Record<string, string>> = { l: 'i', b: 'g' };

function classOf(letter: number): number {
  const first = CLASSES[String.fromCharCode(letter)];
  return first === undefined ? letter : first.charCodeAt(0);
}

function foldedOf(code: number): number {
  if (isSpace(code)) return SPACE;
  return classOf(leetLetters(code)?.[0] ?? lower(code));
}

/** The character without case, and every substitute, and every letter that shares one, as one: what automata compare. */
export function fold(code: number): number {
  if (code > 65_535) return foldedOf(code);
  let known = folded[code]!;
  if (known === -1) {
    known = foldedOf(code);
    folded[code] = known;
  }
  return known;
}
