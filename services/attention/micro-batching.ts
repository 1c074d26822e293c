// Decides into how many micro-batches a step is split, by what steps of its size have taken.
//
// Two in flight hide the wire: while one waits for its experts the other computes attention. They cost a second read of
// the weights. Which counts for more depends on the network, the machines and the batch, so it is measured: when steps
// spend a good part of their time waiting for shards, two are tried, and whatever was faster is kept; the other is tried
// again when steps begin to take another time, and now and then.
//
// Invariants
// 1. Steps whose experts are in this process, or that hardly wait, are never split.
// 2. What is learned of one size of batch says nothing about another: sizes are kept apart by powers of two.

/** Micro-batches of a step. */
export type Parts = 1 | 2;

export interface StepTiming {
  readonly rows: number;
  readonly parts: number;
  readonly milliseconds: number;
  /** For answers of shards, of all parts. */
  readonly waitedMs: number;
}

/** A part of fewer rows is not worth reading the weights once more. */
const splitRowsMin = 16;
/** Part of an unsplit step that must be waiting before a split is tried. */
const waitedLeast = 0.15;
/** Steps of a trial; the median of that many is immune to a pause of the process. */
const trialSteps = 6;
/** The first of them are not counted: buffers grow and caches turn over. */
const trialStepsSkipped = 2;
/** Steps between trials of what was slower; doubles up to the most while nothing changes. */
const retrialFirst = 64;
const retrialMost = 2048;
/** What is in use stays unless the other is faster by this part. */
const gainLeast = 0.03;
/** A step that takes this part more or less than at the last trial calls for another. */
const changeLeast = 0.2;
/** Steps between a trial and the next that a change calls for. */
const settleSteps = 16;

export class MicroBatching {
  readonly #sizes = new Map<number, SizeClass>();
  readonly #fixed: Parts | undefined;

  /** `fixed`: never measure, always split into this many. */
  constructor(fixed?: Parts) {
    this.#fixed = fixed;
  }

  /** How to split the next step of `rows` rows. */
  next(rows: number): Parts {
    if (this.#fixed !== undefined) return this.#fixed;
    return rows < splitRowsMin ? 1 : this.#of(rows).next();
  }

  observe(timing: StepTiming): void {
    if (this.#fixed === undefined && timing.rows >= splitRowsMin) this.#of(timing.rows).observe(timing);
  }

  #of(rows: number): SizeClass {
    const size = Math.floor(Math.log2(rows));
    let found = this.#sizes.get(size);
    if (found === undefined) {
      found = new SizeClass();
      this.#sizes.set(size, found);
    }
    return found;
  }
}

/** Steps of about the same number of rows. */
class SizeClass {
  /** Milliseconds per row of the last steps with each number of parts. */
  readonly #recent: Readonly<Record<Parts, number[]>> = { 1: [], 2: [] };
  #inUse: Parts = 1;
  #trying = false;
  #waited = 0;
  #untilTrial = trialSteps;
  #settling = 0;
  #skip = 0;
  #retrial = retrialFirst;
  /** Milliseconds per row of what is in use, at the last trial. */
  #cost = 0;

  next(): Parts {
    return this.#trying ? other(this.#inUse) : this.#inUse;
  }

  observe({ rows, parts, milliseconds, waitedMs }: StepTiming): void {
    if (parts !== 1 && parts !== 2) return;
    if (this.#skip > 0) {
      this.#skip -= 1;
      return;
    }
    const recent = this.#recent[parts];
    recent.push(milliseconds / rows);
    if (recent.length > trialSteps) recent.shift();
    if (parts === 1) this.#waited += 0.25 * (waitedMs / Math.max(milliseconds, 1e-6) - this.#waited);
    if (this.#trying) {
      if (parts !== this.#inUse && recent.length === trialSteps) this.#judge();
    } else {
      this.#untilTrial -= 1;
      this.#settling -= 1;
      if (this.#untilTrial <= 0 || (this.#settling <= 0 && this.#hasChanged())) this.#tryOther();
    }
  }

  #hasChanged(): boolean {
    const recent = this.#recent[this.#inUse];
    if (this.#cost === 0 || recent.length < trialSteps) return false;
    const changed = Math.abs(median(recent) / this.#cost - 1) > changeLeast;
    if (changed) this.#retrial = retrialFirst;
    return changed;
  }

  #tryOther(): void {
    this.#untilTrial = this.#retrial;
    this.#cost = median(this.#recent[this.#inUse]);
    if (this.#inUse === 1 && this.#waited < waitedLeast) return;
    this.#trying = true;
    this.#skip = trialStepsSkipped;
    this.#recent[other(this.#inUse)].length = 0;
  }

  #judge(): void {
    this.#trying = false;
    const rival = other(this.#inUse);
    const better = median(this.#recent[rival]) < (1 - gainLeast) * median(this.#recent[this.#inUse]);
    if (better) this.#inUse = rival;
    this.#cost = median(this.#recent[this.#inUse]);
    this.#retrial = better ? retrialFirst : Math.min(2 * this.#retrial, retrialMost);
    this.#untilTrial = this.#retrial;
    this.#settling = settleSteps;
    this.#skip = trialStepsSkipped;
  }
}

function other(parts: Parts): Parts {
  return parts === 1 ? 2 : 1;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}
