// What a whole text has that makes it worth reading in other ways than as it is. Most texts have nothing, and are read faster.
import { Base64Runs, DECODED_WEIGHT_MIN, type DecodedReading, decodedWeight } from './normalise/encoded-runs.ts';
import { normaliseCodePoint } from './normalise/normalise.ts';
import { isSpacedLetter } from './normalise/spaced.ts';

export interface TextTraits {
  /** It may have letters that are spaced out. */
  readonly spaced: boolean;
  /** It may have encoded runs or tag characters. */
  readonly encoded: boolean;
}

export const ALL_TRAITS: TextTraits = { spaced: true, encoded: true };

const ESCAPE = /[%\uff05][0-9a-f]{2}/i;
/** Letters of base64, and digits of hexadecimal, that may hold DECODED_WEIGHT_MIN. */
const BASE64_LETTERS_MIN = Math.ceil((DECODED_WEIGHT_MIN * 4) / 3);
const HEX_DIGITS_MIN = DECODED_WEIGHT_MIN * 2;
/** Words of one letter in a row from which letters may be spaced out. */
const ALONE_MIN = 3;

/** Bits of a UTF-16 unit's kind. */
const KNOWN = 1;
const LETTER = 2;
const BASE64 = 4;
const HEX = 8;
const HEX_SEPARATOR = 16;
const INVISIBLE = 32;
/** Nothing can be said of the text without reading it. */
const STRANGE = 64;
const SEVERAL = 128;
const kinds = new Uint8Array(65_536);

function kindOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return KNOWN | STRANGE;
  const codes = normaliseCodePoint(unit);
  if (codes.length === 0) return KNOWN | INVISIBLE;
  if (codes.length > 1) {
    const ascii = codes.some((code) => code < 128 && isSpacedLetter(code));
    return KNOWN | (ascii ? STRANGE : SEVERAL) | (codes.some(isSpacedLetter) ? LETTER : 0);
  }
  const character = String.fromCodePoint(codes[0]!);
  let kind = KNOWN;
  if (isSpacedLetter(codes[0]!)) kind |= LETTER;
  if (/[A-Za-z0-9+/_-]/.test(character)) kind |= BASE64;
  if (/[0-9a-fx\\]/i.test(character)) kind |= HEX;
  if (/[ ,:;\-\t\n\r]/.test(character)) kind |= HEX_SEPARATOR;
  return kind;
}

/** Never misses what a reading would find; may promise what none does. */
export function traitsOf(text: string): TextTraits {
  if (ESCAPE.test(text)) return ALL_TRAITS;
  let [spaced, encoded] = [false, false];
  let [letters, alone, base64, hex] = [0, 0, 0, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 33;
    let kind = kinds[unit]!;
    if (kind === 0) {
      kind = kindOf(unit);
      kinds[unit] = kind;
    }
    if ((kind & STRANGE) !== 0) return ALL_TRAITS;
    if ((kind & INVISIBLE) !== 0) continue;
    if ((kind & LETTER) !== 0) {
      letters += (kind & SEVERAL) !== 0 ? 2 : 1;
    } else if (letters > 0) {
      alone = letters === 1 ? alone + 1 : 0;
      letters = 0;
      if (alone >= ALONE_MIN) spaced = true;
    }
    if ((kind & BASE64) !== 0) {
      base64 += 1;
    } else {
      if (base64 >= BASE64_LETTERS_MIN) encoded ||= decodes(text, at, base64);
      base64 = 0;
    }
    if ((kind & HEX) !== 0) {
      hex += 1;
    } else if ((kind & HEX_SEPARATOR) === 0) {
      if (hex >= HEX_DIGITS_MIN) encoded = true;
      hex = 0;
    }
  }
  return { spaced, encoded };
}

/** Whether the run of `letters` letters before `end` decodes to enough text for a match. */
function decodes(text: string, end: number, letters: number): boolean {
  // Invisible characters may lie in the run: what stands before it does no harm.
  const run = text.slice(end - letters, end);
  if (!/^[\x21-\x7e]*$/.test(run)) return true;
  let weight = 0;
  const reading: DecodedReading = {
    read: (code) => {
      weight += decodedWeight(code);
    },
    end: () => {},
    undecidedFrom: Number.POSITIVE_INFINITY,
  };
  const decoder = new Base64Runs(() => reading);
  for (let at = 0; at < run.length; at += 1) decoder.read(run.charCodeAt(at), at, at + 1);
  return weight >= DECODED_WEIGHT_MIN;
}
