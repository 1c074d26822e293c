// A first look at a whole text, for those that read many: whether the detectors could find anything in it, read as it is. Most
// texts have nothing, and are done with here, ten times faster than by reading them for real.
//
// Never misses what a Reading without other readings (rotated, spaced, decoded) would find; may promise what it does not.
import type { TextScanner } from './detector.ts';
import type { Normaliser } from './normalise/normalise.ts';
import { hexValue, isPercent } from './normalise/percent.ts';
import type { ReadingRules } from './reading.ts';
import { PatternDetector } from './tier0/pattern.ts';
import { PatternScan } from './tier0/pattern-scan.ts';
import { TermDetector } from './tier0/terms.ts';

const BLOCK_CHARACTERS = 1024;
/** Most code points that one stands for: U+FDFA is 18. */
const EXPANSION_MAX = 32;
/** What a unit is normalised to, where that is one code point; otherwise: */
const UNKNOWN = -1;
const SPECIAL = -2;

export class Prescan {
  readonly #normaliser: Normaliser;
  readonly #scanners: readonly TextScanner[];
  readonly #codeOf = new Int32Array(65_536).fill(UNKNOWN);
  readonly #codes = new Int32Array(BLOCK_CHARACTERS + EXPANSION_MAX);

  /** @throws when the rules ask for more than the text as it is */
  constructor({ normaliser, detectors, rotated, spaced, decodeDepth }: ReadingRules) {
    if (rotated.length > 0 || spaced.length > 0 || decodeDepth > 0) throw new Error('a prescan reads plain text only');
    this.#normaliser = normaliser;
    // All patterns go into one automaton: a look-up per character, however many detectors there are.
    const patterns = detectors.filter((detector) => detector instanceof PatternDetector);
    const terms = detectors.filter((detector) => detector instanceof TermDetector);
    if (patterns.length + terms.length < detectors.length) throw new Error('a prescan reads patterns and terms only');
    const programs = patterns.flatMap((detector) => detector.patterns.map(({ program }) => program));
    this.#scanners = [new PatternScan(programs), ...terms.map((detector) => detector.scanner())];
    for (let unit = 0; unit < 65_536; unit++) if (isPercent(unit) || isSurrogate(unit)) this.#codeOf[unit] = SPECIAL;
  }

  /** Whether something may be found in units [0, length). */
  mayFind(units: Uint16Array, length: number): boolean {
    const codes = this.#codes;
    const codeOf = this.#codeOf;
    for (const scanner of this.#scanners) scanner.begin();
    for (let i = 0; i < length; ) {
      let count = 0;
      while (i < length && count < BLOCK_CHARACTERS) {
        const unit = units[i]!;
        const code = codeOf[unit]!;
        i++;
        if (code >= 0) {
          codes[count++] = code;
          continue;
        }
        if (isPercent(unit)) {
          if (i + 1 < length && hexValue(units[i]!) >= 0 && hexValue(units[i + 1]!) >= 0) return true;
          codes[count++] = this.#normaliser.map(unit)[0]!;
          continue;
        }
        const low = i < length ? units[i]! : 0;
        const pair = unit >= 0xd800 && unit < 0xdc00 && low >= 0xdc00 && low < 0xe000;
        const mapped = this.#normaliser.map(pair ? (unit - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : unit);
        if (pair) i++;
        if (code === UNKNOWN) this.#codeOf[unit] = mapped.length === 1 ? mapped[0]! : SPECIAL;
        for (const one of mapped) codes[count++] = one;
      }
      for (const scanner of this.#scanners) if (scanner.read(codes, count)) return true;
    }
    return this.#scanners.some((scanner) => scanner.end());
  }
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}
