// Overlap with test sets: a document that holds thirty tokens in a row of a test text has seen the test. Test texts
// shorter than that count as a whole, from eight tokens on.
import { createHash } from 'node:crypto';
import { invalid } from '../../wire/errors.ts';
import { readLines } from '../classifier/sources/text-file.ts';
import { TextUnits } from '../text-units.ts';
import { joinedHash, TokenReader } from './tokens.ts';

export const GRAM_TOKENS = 30;
/** Shorter test texts are found in too many innocent documents. */
const SHORT_TOKENS_MIN = 8;
const GRAMS_MAX = 4_000_000;
const BASE = 0x01000193;

export interface TestSet {
  readonly name: string;
  readonly path: string;
}

/** As plain data, so that it can be sent to workers. */
export interface TestGrams {
  readonly names: readonly string[];
  /** By the hash of thirty tokens: index of the test set. */
  readonly long: ReadonlyMap<number, number>;
  /** By the hash of the first eight tokens: lengths and hashes of whole short texts. */
  readonly short: ReadonlyMap<number, readonly { tokens: number; hash: number; set: number }[]>;
  /** Changes with the content. */
  readonly fingerprint: string;
}

/** Reads test sets: JSON lines (every text field counts) or one text per line. */
export async function readTestSets(sets: readonly TestSet[]): Promise<TestGrams> {
  const long = new Map<number, number>();
  const short = new Map<number, { tokens: number; hash: number; set: number }[]>();
  const reader = new TokenReader();
  const units = new TextUnits();
  const sum = createHash('sha256');
  for (const [set, { path, name }] of sets.entries()) {
    sum.update(`${name}\0`);
    for await (const { line, text } of readLines(path)) {
      sum.update(text);
      for (const value of textsOf(text, `${path}:${line}`)) {
        const count = reader.read(units.read(value), value.length);
        if (count >= GRAM_TOKENS) {
          const grams = new Grams(reader.hashes, count, GRAM_TOKENS);
          for (let hash = grams.next(); hash >= 0; hash = grams.next()) if (!long.has(hash)) long.set(hash, set);
        } else if (count >= SHORT_TOKENS_MIN) {
          const start = hashOf(reader.hashes, 0, SHORT_TOKENS_MIN);
          const entry = { tokens: count, hash: hashOf(reader.hashes, 0, count), set };
          const known = short.get(start);
          if (known === undefined) short.set(start, [entry]);
          else known.push(entry);
        }
      }
      if (long.size + short.size > GRAMS_MAX) {
        throw invalid(
          'testSet',
          `${path}:${line}: test sets of more than ${GRAMS_MAX} sequences; screen with fewer at once`,
        );
      }
    }
  }
  return { names: sets.map(({ name }) => name), long, short, fingerprint: sum.digest('hex') };
}

/** The test set that a document overlaps with, and at which token; undefined when there is none. */
export function findContamination(
  tests: TestGrams,
  tokens: Int32Array,
  count: number,
): { set: string; token: number } | undefined {
  if (tests.long.size > 0) {
    const grams = new Grams(tokens, count, GRAM_TOKENS);
    for (let hash = grams.next(); hash >= 0; hash = grams.next()) {
      const set = tests.long.get(hash);
      if (set !== undefined) return { set: tests.names[set]!, token: grams.at };
    }
  }
  if (tests.short.size === 0) return undefined;
  const grams = new Grams(tokens, count, SHORT_TOKENS_MIN);
  for (let hash = grams.next(); hash >= 0; hash = grams.next()) {
    const entries = tests.short.get(hash);
    if (entries === undefined) continue;
    for (const entry of entries) {
      if (grams.at + entry.tokens <= count && hashOf(tokens, grams.at, entry.tokens) === entry.hash) {
        return { set: tests.names[entry.set]!, token: grams.at };
      }
    }
  }
  return undefined;
}

/** Hashes of all runs of `length` tokens: each from the one before, whatever the length. */
class Grams {
  /** Token at which the last run begins. */
  at = -1;
  readonly #tokens: Int32Array;
  readonly #count: number;
  readonly #length: number;
  #high = 0;
  #low = 0;
  readonly #highLast: number;
  readonly #lowLast: number;

  constructor(tokens: Int32Array, count: number, length: number) {
    this.#tokens = tokens;
    this.#count = count;
    this.#length = length;
    let highLast = 1;
    let lowLast = 1;
    for (let i = 0; i < length - 1; i++) {
      if (i < count) this.#add(tokens[i]!);
      highLast = Math.imul(highLast, BASE);
      lowLast = Math.imul(lowLast, LOW_BASE);
    }
    this.#highLast = highLast;
    this.#lowLast = lowLast;
  }

  /** Hash of the next run, or -1 behind the last. */
  next(): number {
    const tokens = this.#tokens;
    if (this.at + this.#length >= this.#count) return -1;
    if (this.at >= 0) {
      this.#high = (this.#high - Math.imul(tokens[this.at]!, this.#highLast)) | 0;
      this.#low = (this.#low - Math.imul(tokens[this.at]!, this.#lowLast)) | 0;
    }
    this.at++;
    this.#add(tokens[this.at + this.#length - 1]!);
    return joinedHash(this.#high, this.#low);
  }

  #add(token: number): void {
    this.#high = (Math.imul(this.#high, BASE) + token) | 0;
    this.#low = (Math.imul(this.#low, LOW_BASE) + token) | 0;
  }
}

const LOW_BASE = 0x2c1b3c6d;

/** Hash of one run: the only one of its length among its own tokens. */
function hashOf(tokens: Int32Array, from: number, length: number): number {
  return new Grams(tokens.subarray(from, from + length), length, length).next();
}

/** Every text in a line: of JSON all values that are texts, else the line itself. */
function textsOf(line: string, where: string): string[] {
  if (!line.trimStart().startsWith('{')) return [line];
  try {
    return stringsIn(JSON.parse(line), 0);
  } catch (error) {
    throw invalid('testSet', `${where}: not JSON: ${(error as Error).message}`);
  }
}

function stringsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || depth > 8) return [];
  return Object.values(value).flatMap((inner) => stringsIn(inner, depth + 1));
}
