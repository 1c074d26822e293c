// One comparison of steps that are split with steps that are not.
//
// Steps of both kinds take turns, first one ahead and then the other, so that what drifts meets both alike: blocks of each
// would compare two moments of the machine. What counts is the median over pairs of neighbours, which a pause of the process
// moves by one place.

/** Micro-batches of a step. */
export type Parts = 1 | 2;

/** How long a step of so many rows took. */
export interface TrialStep {
  readonly rows: number;
  /** Into how many parts it was split in fact. */
  readonly parts: number;
  readonly milliseconds: number;
}

/** Steps of the kind that was not in use, in front: buffers grow and graphs are built. */
const warmUpSteps = 2;
/** Pairs that suffice when all of them say the same. */
const pairsLeast = 5;
const pairsMost = 12;
/** Neighbours whose rows differ by more than this part of them are no pair. */
const rowsDiffer = 1 / 16;
/** Turns after which a trial ends with what it has: steps that cannot be split, or of ever other sizes. */
const turnsMost = 3 * pairsMost;

export class PairedTrial {
  readonly #rival: Parts;
  /** Time with two parts over time with one, of each pair. */
  readonly #ratios: number[] = [];
  #turn = -warmUpSteps;
  #first: TrialStep | undefined;

  /** Of `rival` with the other number of parts, which is in use. */
  constructor(rival: Parts) {
    this.#rival = rival;
  }

  /** How to split the next step. */
  next(): Parts {
    if (this.#turn < 0) return this.#rival;
    // One, two; two, one; and so on.
    return (this.#turn & 3) === 0 || (this.#turn & 3) === 3 ? 1 : 2;
  }

  observe(step: TrialStep): void {
    const asked = this.next();
    const isSecond = this.#turn >= 0 && this.#turn % 2 === 1;
    const first = this.#first;
    this.#first = this.#turn >= 0 && !isSecond && step.parts === asked ? step : undefined;
    this.#turn += 1;
    if (!isSecond || first === undefined || step.parts !== asked) return;
    if (Math.abs(step.rows - first.rows) > rowsDiffer * first.rows) return;
    const ratio = step.milliseconds / step.rows / (first.milliseconds / first.rows);
    this.#ratios.push(asked === 2 ? ratio : 1 / ratio);
  }

  get isOver(): boolean {
    const found = this.#ratios.length;
    if (found >= pairsMost || this.#turn >= turnsMost) return true;
    return found >= pairsLeast && (this.#ratios.every((r) => r < 1) || this.#ratios.every((r) => r > 1));
  }

  /** Time with two parts over time with one; undefined when there were too few pairs to tell. */
  get ratio(): number | undefined {
    return this.#ratios.length < pairsLeast ? undefined : median(this.#ratios);
  }
}

/** The middle value, the higher of two; Infinity of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}
