// Signs of text that is not worth learning from, as Gopher (Rae and others, 2021, table A1) and C4 use them, adapted to
// Chinese: length, symbols, repetition.
import type { TokenReader } from './tokens.ts';

export interface QualityLimits {
  /** UTF-16 units. */
  readonly charactersMin: number;
  /** Share of characters that are neither letters, digits, ideographs, white space nor common punctuation. */
  readonly symbolShareMax: number;
  /** Share of lines that repeat an earlier line. */
  readonly repeatedLinesMax: number;
  /** Share of runs of four tokens that repeat an earlier run. */
  readonly repeatedRunsMax: number;
  /** Mean length of words of letters. */
  readonly wordLengthMax: number;
}

export const QUALITY_LIMITS: QualityLimits = {
  charactersMin: 20,
  symbolShareMax: 0.3,
  repeatedLinesMax: 0.5,
  repeatedRunsMax: 0.5,
  wordLengthMax: 20,
};

const LINES_MIN = 4;
const RUN_TOKENS = 4;
const RUNS_MIN = 40;
/** Enough to judge a text by. */
const RUNS_READ_MAX = 20_000;
const WORDS_MIN = 20;

const BASE = 0x01000193;
const BASE_CUBED = Math.imul(BASE, Math.imul(BASE, BASE));

const PLAIN = new Uint8Array(65_536);
for (let unit = 0; unit < PLAIN.length; unit++) {
  if (/[\p{L}\p{M}\p{N}\s.,;:!?'"()\-“”‘’、。，；：！？（）《》…—]|[\ud800-\udfff]/u.test(String.fromCharCode(unit)))
    PLAIN[unit] = 1;
  if (unit >= 0xd800 && unit <= 0xdfff) PLAIN[unit] = 1;
}

/** Sets of hashes, for texts of up to 2,048 runs of tokens and for longer ones. */
const seenFew = new Int32Array(1 << 12);
const seenMany = new Int32Array(1 << 16);

/** Names of limits that a text breaks. `units` are the text's, and `tokens` has just read them. */
export function qualityProblems(
  text: string,
  units: Uint16Array,
  tokens: TokenReader,
  count: number,
  limits: QualityLimits,
): string[] {
  const problems: string[] = [];
  if (text.trim().length < limits.charactersMin) problems.push('short');
  if (symbolShare(units, text.length) > limits.symbolShareMax) problems.push('symbols');
  if (repeatedLineShare(text) > limits.repeatedLinesMax) problems.push('repeated_lines');
  if (repeatedRunShare(tokens.hashes, count) > limits.repeatedRunsMax) problems.push('repeated_runs');
  if (tokens.words >= WORDS_MIN && tokens.wordUnits / tokens.words > limits.wordLengthMax) problems.push('long_words');
  return problems;
}

function symbolShare(units: Uint16Array, length: number): number {
  let plain = 0;
  for (let i = 0; i < length; i++) plain += PLAIN[units[i]!]!;
  return length === 0 ? 0 : (length - plain) / length;
}

function repeatedLineShare(text: string): number {
  if (!text.includes('\n')) return 0;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length < LINES_MIN ? 0 : 1 - new Set(lines).size / lines.length;
}

function repeatedRunShare(tokens: Int32Array, count: number): number {
  const runs = Math.min(count - RUN_TOKENS + 1, RUNS_READ_MAX);
  if (runs < RUNS_MIN) return 0;
  // An approximate set: the hash decides the slot, and the slot holds the rest of it.
  const seen = runs > 2048 ? seenMany : seenFew;
  seen.fill(0);
  const mask = seen.length - 1;
  let repeated = 0;
  let hash = 0;
  for (let j = 0; j < RUN_TOKENS - 1; j++) hash = (Math.imul(hash, BASE) + tokens[j]!) | 0;
  for (let i = 0; i < runs; i++) {
    hash = (Math.imul(hash, BASE) + tokens[i + RUN_TOKENS - 1]!) | 0;
    const slot = (hash >>> 5) & mask;
    if (seen[slot] === hash) repeated++;
    else seen[slot] = hash;
    hash = (hash - Math.imul(tokens[i]!, BASE_CUBED)) | 0;
  }
  return repeated / runs;
}
