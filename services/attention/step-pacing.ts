// How many prompt tokens a step may compute beside the sequences that decode: what keeps it within the target for the
// time between tokens, by what steps have cost.
//
// A step of decodes alone sets a time that nobody can change; what is left of the target belongs to prompts. They get a
// part of it, `share`, when others than those whose prompts wait decode: who only decodes takes its share of the replica
// as speed. Without decodes there is nothing to protect, and nothing is asked here.
//
// Invariants
// 1. Prompts are never starved: where decodes alone take the target and more, a step becomes half as long again for
//    prompts (before `share`), and at least `promptRowsMin` tokens are always computed.
// 2. One slow step changes what is expected of the next by no more than a few per cent; where it is the first of its size,
//    steps of fewer rows correct it, as more rows never cost more each for long.

export interface StepPacingOptions {
  /** Time between two tokens of a sequence, in milliseconds; 0: prompts take whatever a step has room for. */
  readonly targetMs: number;
}

/** Prompt tokens of a step, whatever it takes: fewer would be mostly overhead. */
const promptRowsMin = 16;
/** What prompts may add to a step whose decodes take the target already, as a part of those. */
const overrunShare = 0.5;

export class StepPacing {
  readonly #targetMs: number;
  readonly #decodes = new RowCosts();
  readonly #prompts = new RowCosts();

  constructor({ targetMs }: StepPacingOptions) {
    this.#targetMs = targetMs;
  }

  /** Prompt tokens beside `decodes` sequences that decode; `share`, from 0 to 1, is the prompts' part of the time. */
  promptRows(decodes: number, share: number): number {
    if (this.#targetMs === 0) return Number.POSITIVE_INFINITY;
    const decodeMs = this.#decodes.ms(decodes);
    const leftMs = Math.max(this.#targetMs - decodeMs, overrunShare * decodeMs);
    return Math.max(promptRowsMin, this.#prompts.rowsWithin(share * leftMs));
  }

  /** A step of so many decodes and prompt tokens took so long. */
  observe(decodes: number, prompts: number, milliseconds: number): void {
    if (prompts === 0) this.#decodes.observe(decodes, milliseconds);
    else this.#prompts.observe(prompts, Math.max(0, milliseconds - this.#decodes.ms(decodes)));
  }
}

/** Weight of the newest observation. */
const newest = 0.2;
/** How many times what is expected an observation counts for at most: a step that lost its core says nothing of rows. */
const surpriseMax = 2;
/** Before the first observations: 2,000 tokens a second. */
const firstMsPerRow = 0.5;
const sizeClasses = 16;

/** What rows cost, by how many are computed together: the more, the less each, as weights are read once for all. */
class RowCosts {
  /** By the power of two of the number of rows. */
  readonly #msPerRow: (number | undefined)[] = new Array(sizeClasses).fill(undefined);

  observe(rows: number, milliseconds: number): void {
    const size = sizeOf(rows);
    const before = this.#msPerRow[size];
    const seen = milliseconds / rows;
    const now = before === undefined ? seen : before + newest * (Math.min(seen, surpriseMax * before) - before);
    this.#msPerRow[size] = now;
    // What is thought too dear is not tried, and would stay so.
    for (let larger = size + 1; larger < sizeClasses; larger++) {
      const expected = this.#msPerRow[larger];
      if (expected !== undefined && expected > now) this.#msPerRow[larger] = expected + newest * (now - expected);
    }
  }

  ms(rows: number): number {
    return rows === 0 ? 0 : rows * this.#expected(sizeOf(rows));
  }

  /** The most rows that take no longer than `milliseconds`. */
  rowsWithin(milliseconds: number): number {
    for (let size = sizeClasses - 1; size >= 0; size--) {
      const rows = Math.min(Math.floor(milliseconds / this.#expected(size)), 2 ** (size + 1) - 1);
      if (rows >= 2 ** size) return rows;
    }
    return 0;
  }

  /** What was seen of this size, or of the nearest that was seen, the smaller of two. */
  #expected(size: number): number {
    for (let distance = 0; distance < sizeClasses; distance++) {
      const seen = this.#msPerRow[size - distance] ?? this.#msPerRow[size + distance];
      if (seen !== undefined) return seen;
    }
    return firstMsPerRow;
  }
}

function sizeOf(rows: number): number {
  return Math.min(sizeClasses - 1, Math.floor(Math.log2(rows)));
}
