// Letters that were spaced out, read as words: `b o m b`, `b.o.m.b`, `b - o - m - b`.
//
// The whole text passes through; only separators between two letters that stand alone become SOFT, which may be read as a
// space or not at all. Whether a letter stands alone is known with the next character, so reading runs a letter behind.
import { NormalWindow, SOFT } from './window.ts';

const SEPARATORS_MAX = 3;
/** Joints that a match must have: fewer are a coincidence, such as "plan A a". */
const JOINTS_MIN = 2;
const LETTER = /[\p{L}\p{N}\p{M}@$]/u;
const UNKNOWN = 0;
const kinds = new Uint8Array(65_536);

/** Whether the character may be one of letters that are spaced out. */
export function isSpacedLetter(code: number): boolean {
  if (code > 65_535) return LETTER.test(String.fromCodePoint(code));
  if (kinds[code] === UNKNOWN) kinds[code] = LETTER.test(String.fromCharCode(code)) ? 2 : 1;
  return kinds[code] === 2;
}

/** A window whose matches must join letters that stood alone. */
export class SpacedWindow extends NormalWindow {
  override allows(start: number, end: number): boolean {
    let joints = 0;
    for (let index = start; index < end && joints < JOINTS_MIN; index += 1) if (this.code(index) === SOFT) joints += 1;
    return joints >= JOINTS_MIN;
  }
}

interface Character {
  readonly code: number;
  readonly start: number;
  readonly end: number;
}

export class SpacedLetters {
  readonly window = new SpacedWindow();
  readonly #onCharacter: (index: number) => void;
  /** Letters of the word that is being read, as far as it matters: 0, 1 or more. */
  #wordLetters = 0;
  /** The word before was one letter. */
  #aloneBefore = false;
  /** Index of the newest SOFT. */
  #lastJoint = -1;
  #separators: Character[] = [];
  #letter: Character | undefined;

  /** `onCharacter` is told the index of each character as the window gets it. */
  constructor(onCharacter: (index: number) => void) {
    this.#onCharacter = onCharacter;
  }

  /**
   * Whether a match that begins at `index` and is still open can be this reading's: letters are joined in it, or may be with the
   * next character. Otherwise the reading of the text as it is decides.
   */
  mayJoinSince(index: number): boolean {
    return this.#aloneBefore || this.#wordLetters === 1 || this.#lastJoint >= index;
  }

  read(code: number, start: number, end: number): void {
    if (!isSpacedLetter(code)) {
      this.#separator({ code, start, end });
      return;
    }
    this.#wordLetters += 1;
    if (this.#wordLetters === 1) {
      this.#letter = { code, start, end };
      return;
    }
    if (this.#wordLetters === 2) this.#flush();
    this.#give(code, start, end);
  }

  end(): void {
    if (this.#wordLetters === 1) this.#standsAlone();
    else this.#flush();
  }

  #separator(character: Character): void {
    if (this.#wordLetters === 1) this.#standsAlone();
    else if (this.#wordLetters > 1) this.#aloneBefore = false;
    this.#wordLetters = 0;
    if (this.#aloneBefore && this.#separators.length < SEPARATORS_MAX) {
      this.#separators.push(character);
      return;
    }
    this.#aloneBefore = false;
    this.#flush();
    this.#give(character.code, character.start, character.end);
  }

  /** The letter that waits is a word of its own. */
  #standsAlone(): void {
    const [first] = this.#separators;
    if (this.#aloneBefore && first !== undefined) {
      this.#lastJoint = this.window.length;
      this.#give(SOFT, first.start, this.#separators.at(-1)!.end);
      this.#separators = [];
    }
    this.#flush();
    this.#aloneBefore = true;
  }

  /** Gives on what waits, as it is. */
  #flush(): void {
    for (const { code, start, end } of this.#separators) this.#give(code, start, end);
    this.#separators = [];
    const letter = this.#letter;
    this.#letter = undefined;
    if (letter !== undefined) this.#give(letter.code, letter.start, letter.end);
  }

  #give(code: number, start: number, end: number): void {
    const index = this.window.length;
    this.window.append(code, start, end);
    this.#onCharacter(index);
  }
}
