// Base64 and hexadecimal runs inside a text, decoded as far as they are text.
//
// A run begins where its alphabet begins and ends with the first other character. Any word is a run of base64 letters, so a
// run counts only for as long as it decodes to printable UTF-8: ordinary words fail within their first letters.
import { hexValue } from './percent.ts';
import { Utf8Reader } from './utf8-reader.ts';

/** A reading of decoded text. */
export interface DecodedReading {
  read(codePoint: number, start: number, end: number): void;
  end(): void;
  /** Original offset of the first character whose fate is open; Infinity when none is. */
  readonly undecidedFrom: number;
}

/** Reads characters, and has what they decode to read. */
export interface RunDecoder {
  read(code: number, start: number, end: number): void;
  end(): void;
  readonly undecidedFrom: number;
}

/** Weight of decoded text that a match must have: less may be chance. */
export const DECODED_WEIGHT_MIN = 8;

/** A decoded ideograph says as much as three letters: it takes three bytes that fit. */
export function decodedWeight(code: number): number {
  return code >= 0x800 ? 3 : 1;
}

const NEWLINE = 10;
/** Encoders break long base64 after 64 or 76 letters; a line break in so long a run does not end it. */
const WRAPPED_LETTERS_MIN = 60;

const sextets = new Int8Array(128).fill(-1);
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  sextets[letter.charCodeAt(0)] = value;
}
sextets['-'.charCodeAt(0)] = 62;
sextets['_'.charCodeAt(0)] = 63;

function isPrintable(code: number): boolean {
  return (code >= 32 && code !== 127) || code === 9 || code === NEWLINE || code === 13;
}

/** The text of one run after another. A reading is opened for a run once it has enough text for a match. */
class RunText {
  readonly #open: () => DecodedReading;
  readonly #utf8: Utf8Reader;
  #reading: DecodedReading | undefined;
  #waiting: { readonly code: number; readonly start: number; readonly end: number }[] = [];
  #weight = 0;
  #broken = false;

  constructor(open: () => DecodedReading) {
    this.#open = open;
    this.#utf8 = new Utf8Reader((code, start, end) => this.#character(code, start, end));
  }

  /** False once the run is no text; what it has given ends there. */
  push(byte: number, start: number, end: number): boolean {
    if (!this.#utf8.push(byte, start, end)) this.#broken = true;
    if (!this.#broken) return true;
    this.endRun();
    return false;
  }

  endRun(): void {
    this.#reading?.end();
    this.#reading = undefined;
    this.#waiting = [];
    this.#weight = 0;
    this.#broken = false;
    this.#utf8.abandon();
  }

  get undecidedFrom(): number {
    if (this.#waiting.length > 0) this.#openReading();
    return Math.min(this.#utf8.start, this.#reading?.undecidedFrom ?? Number.POSITIVE_INFINITY);
  }

  #character(code: number, start: number, end: number): void {
    if (!isPrintable(code)) {
      this.#broken = true;
    } else if (this.#reading !== undefined) {
      this.#reading.read(code, start, end);
    } else {
      this.#waiting.push({ code, start, end });
      this.#weight += decodedWeight(code);
      if (this.#weight >= DECODED_WEIGHT_MIN) this.#openReading();
    }
  }

  #openReading(): void {
    this.#reading ??= this.#open();
    for (const { code, start, end } of this.#waiting) this.#reading.read(code, start, end);
    this.#waiting = [];
  }
}

export class Base64Runs implements RunDecoder {
  readonly #text: RunText;
  #letters = 0;
  #bits = 0;
  #bitCount = 0;
  #start = 0;
  #dead = false;

  constructor(open: () => DecodedReading) {
    this.#text = new RunText(open);
  }

  read(code: number, start: number, end: number): void {
    const value = code < 128 ? sextets[code]! : -1;
    if (value < 0) {
      if (this.#letters > 0) this.#other(code);
      return;
    }
    this.#letters += 1;
    if (this.#dead) return;
    if (this.#bitCount === 0) this.#start = start;
    this.#bits = ((this.#bits << 6) | value) & 0xffff;
    this.#bitCount += 6;
    if (this.#bitCount < 8) return;
    this.#bitCount -= 8;
    const byte = (this.#bits >> this.#bitCount) & 0xff;
    this.#dead = !this.#text.push(byte, this.#start, end);
    this.#start = start;
  }

  end(): void {
    this.#text.endRun();
  }

  /** A letter whose bits are part of a byte to come waits with it. */
  get undecidedFrom(): number {
    const begun = this.#letters > 0 && this.#bitCount > 0 && !this.#dead;
    return Math.min(this.#text.undecidedFrom, begun ? this.#start : Number.POSITIVE_INFINITY);
  }

  #other(code: number): void {
    if ((code === NEWLINE || code === 13) && this.#letters >= WRAPPED_LETTERS_MIN) return;
    this.#text.endRun();
    this.#letters = 0;
    this.#bitCount = 0;
    this.#dead = false;
  }
}

const SEPARATORS = new Set([...' ,:;-\\\t\n\r'].map((character) => character.charCodeAt(0)));
const SEPARATORS_MAX = 3;

/** Pairs of digits, with or without separators, `0x` or `\x` between them. */
export class HexRuns implements RunDecoder {
  readonly #text: RunText;
  #inRun = false;
  #high = -1;
  #start = 0;
  #separators = 0;
  #previous = -1;
  #dead = false;

  constructor(open: () => DecodedReading) {
    this.#text = new RunText(open);
  }

  read(code: number, start: number, end: number): void {
    const previous = this.#previous;
    this.#previous = code;
    const digit = hexValue(code);
    if (digit >= 0) {
      if (this.#inRun || !isAlphanumeric(previous)) this.#digit(digit, start, end);
    } else if (isPrefix(code, previous)) {
      this.#high = -1;
      // What follows is a digit of a run that may begin here.
      this.#previous = 92;
    } else if (this.#inRun) {
      this.#other(code);
    }
  }

  end(): void {
    this.#text.endRun();
  }

  get undecidedFrom(): number {
    const begun = this.#high >= 0 && !this.#dead;
    return Math.min(this.#text.undecidedFrom, begun ? this.#start : Number.POSITIVE_INFINITY);
  }

  #digit(digit: number, start: number, end: number): void {
    this.#inRun = true;
    if (this.#dead) return;
    this.#separators = 0;
    if (this.#high < 0) {
      this.#high = digit;
      this.#start = start;
      return;
    }
    this.#dead = !this.#text.push(this.#high * 16 + digit, this.#start, end);
    this.#high = -1;
  }

  #other(code: number): void {
    this.#separators += 1;
    const goesOn = SEPARATORS.has(code) && this.#high < 0 && !this.#dead && this.#separators <= SEPARATORS_MAX;
    if (goesOn) return;
    this.#text.endRun();
    this.#inRun = false;
    this.#dead = false;
    this.#high = -1;
    this.#separators = 0;
  }
}

/** The x of `0x` or `\x`. */
function isPrefix(code: number, previous: number): boolean {
  return (code | 32) === 120 && (previous === 48 || previous === 92);
}

function isAlphanumeric(code: number): boolean {
  const letter = code | 32;
  return (code >= 48 && code <= 57) || (letter >= 97 && letter <= 122);
}
