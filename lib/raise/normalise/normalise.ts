// What detectors read instead of the text itself: compatibility forms unified, invisible characters and accents removed,
// look-alikes folded to Latin. Never shown to anyone; offsets lead back to the original.
//
// Each code point maps by itself, whatever stands around it, so a stream normalises the same however it is cut.
// That is why the form is decomposed (NFKD) and combining accents are dropped: composing needs to see what follows.
// `é`, `e` + U+0301 and fullwidth `ｅ` all become `e`; Hangul becomes jamo; case is kept (keys and tokens need it).
import { CONFUSABLES } from './confusables.ts';

type Ranges = ReadonlyArray<readonly [first: number, last: number]>;

/** Default-ignorable code points: soft hyphens, zero-width and bidirectional controls, variation selectors, tags. */
const INVISIBLE: Ranges = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

/** Combining accents and the kana voicing marks; the vowel signs of other scripts carry meaning and stay. */
const ACCENTS: Ranges = [
  [0x300, 0x36f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0x3099, 0x309a],
  [0xfe20, 0xfe2f],
];

const CACHE_ENTRIES_MAX = 16_384;
const NOTHING: readonly number[] = [];

const ascii: ReadonlyArray<readonly number[]> = Array.from({ length: 128 }, (_, code) => [code]);

function within(ranges: Ranges, code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

/** Code points that stand for `codePoint` in normalised text; none for an invisible character. */
export function normaliseCodePoint(codePoint: number): readonly number[] {
  if (within(INVISIBLE, codePoint)) return NOTHING;
  const parts = Array.from(String.fromCodePoint(codePoint).normalize('NFKD'), (part) => part.codePointAt(0)!);
  return parts
    .filter((code) => !within(ACCENTS, code) && !within(INVISIBLE, code))
    .map((code) => CONFUSABLES.get(code) ?? (code > 127 && isSpace(code) ? 32 : code));
}

function isSpace(code: number): boolean {
  return /\s/u.test(String.fromCodePoint(code));
}

/** `normaliseCodePoint` with a bounded memory of what it has seen; one per policy, shared by its streams. */
export class Normaliser {
  readonly #seen = new Map<number, readonly number[]>();

  map(codePoint: number): readonly number[] {
    if (codePoint < 128) return ascii[codePoint]!;
    let mapped = this.#seen.get(codePoint);
    if (mapped === undefined) {
      mapped = normaliseCodePoint(codePoint);
      if (this.#seen.size >= CACHE_ENTRIES_MAX) this.#seen.clear();
      this.#seen.set(codePoint, mapped);
    }
    return mapped;
  }
}

/** The normalised form of a whole text; what terms and tests compare with. */
export function normaliseText(text: string): string {
  // All of ASCII stands for itself.
  if (/^[\0-\x7f]*$/.test(text)) return text;
  let normal = '';
  for (const character of text) normal += String.fromCodePoint(...normaliseCodePoint(character.codePointAt(0)!));
  return normal;
}
