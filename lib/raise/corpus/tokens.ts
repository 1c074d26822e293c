// A text as hashes of its words and ideographs, in order: what duplicates, contamination and repetition are found by.
// Case, width, punctuation and white space make no difference.
import { FOLDED_UNIT, KIND_OF_UNIT, UnitKind } from '../classifier/code-units.ts';

const PRIME = 0x01000193;
const OFFSET = 0x811c9dc5;

/** Keeps one buffer, which grows to the longest text: what `read` wrote is valid until it is called again. */
export class TokenReader {
  hashes = new Int32Array(4096);
  /** Sum of the lengths of words, ideographs not counted. */
  wordUnits = 0;
  words = 0;
  ideographs = 0;

  /** Reads units [0, length). @returns the number of tokens */
  read(units: Uint16Array, length: number): number {
    if (this.hashes.length < length) this.hashes = new Int32Array(2 ** Math.ceil(Math.log2(length)));
    const out = this.hashes;
    let count = 0;
    let word = OFFSET;
    let wordLength = 0;
    let words = 0;
    let wordUnits = 0;
    for (let i = 0; i < length; i++) {
      const raw = units[i]!;
      const kind = KIND_OF_UNIT[raw]!;
      if (kind === UnitKind.wordLetter) {
        word = Math.imul(word ^ FOLDED_UNIT[raw]!, PRIME);
        wordLength++;
        continue;
      }
      if (wordLength > 0) {
        out[count++] = mix(word);
        words++;
        wordUnits += wordLength;
        word = OFFSET;
        wordLength = 0;
      }
      if (kind === UnitKind.ideograph) out[count++] = mix(OFFSET ^ FOLDED_UNIT[raw]!);
    }
    if (wordLength > 0) {
      out[count++] = mix(word);
      words++;
      wordUnits += wordLength;
    }
    this.words = words;
    this.wordUnits = wordUnits;
    this.ideographs = count - words;
    return count;
  }
}

/** Murmur3's last step: every bit of the input moves every bit of the output. */
export function mix(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Two hashes of 32 bits as one number: of the second the upper 21 bits, so that the number is exact. */
export function joinedHash(high: number, low: number): number {
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}
