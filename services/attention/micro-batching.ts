// Decides into how many micro-batches a step is split, by what steps of its size have taken.
//
// Two in flight hide the wire: while one waits for its experts the other computes attention. They cost a second read of
// the weights. Which counts for more depends on the network, the machines and the batch, so it is measured: where steps
// spend a good part of their time waiting for shards, both are tried in turns (`PairedTrial`), and what was faster is used.
// They are tried again when the wire or the time of a step changes, and otherwise seldom.
//
// Invariants
// 1. Steps whose experts are in this process, or that hardly wait, are never split.
// 2. What is learned of one size of batch says nothing about another: sizes are kept apart by powers of two.
import { median, PairedTrial, type Parts } from './micro-batch-trial.ts';

export interface StepTiming {
  readonly rows: number;
  readonly parts: number;
  readonly milliseconds: number;
  /** For answers of shards, of all parts. */
  readonly waitedMs: number;
  /** Of `waitedMs`, what shards did not compute in, per part: on the wire, in queues, encoding. */
  readonly wireMs: number;
}

/** A part of fewer rows is not worth reading the weights once more. */
const splitRowsMin = 16;
/** Part of an unsplit step that must be waiting before a split is tried. */
const waitedLeast = 0.15;
/** Steps before the first trial. */
const firstSteps = 6;
/** Steps between trials; doubles up to the most while their outcome is the same. */
const retrialFirst = 256;
const retrialMost = 4096;
/** Two parts have to be faster by this part: they keep more of the machines busy. */
const gainLeast = 0.03;
/** Steps whose median says what a step takes now. */
const recentSteps = 12;
/** A step that takes this part more or less than after the last trial calls for another. */
const costChangeLeast = 0.2;
/** So does time on the wire that differs by this part of a step. */
const wireChangeLeast = 0.1;

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

/** What a step takes. */
interface Cost {
  readonly msPerRow: number;
  readonly wireMsPerRow: number;
}

/** Steps of about the same number of rows. */
class SizeClass {
  #inUse: Parts = 1;
  #trial: PairedTrial | undefined;
  /** The last steps with what is in use, outside of trials. */
  readonly #recent: StepTiming[] = [];
  #untilTrial = firstSteps;
  #retrial = retrialFirst;
  /** What is compared with: the first steps after the last trial. Undefined until they are there. */
  #reference: Cost | undefined;

  next(): Parts {
    return this.#trial?.next() ?? this.#inUse;
  }

  observe(timing: StepTiming): void {
    if (this.#trial !== undefined) {
      this.#trial.observe(timing);
      if (this.#trial.isOver) this.#judge(this.#trial.ratio);
      return;
    }
    if (timing.parts !== this.#inUse) return;
    this.#recent.push(timing);
    if (this.#recent.length > recentSteps) this.#recent.shift();
    this.#untilTrial -= 1;
    const changed = this.#hasChanged();
    if (changed) this.#retrial = retrialFirst;
    if ((this.#untilTrial <= 0 || changed) && this.#mayGain()) this.#trial = new PairedTrial(other(this.#inUse));
  }

  /** Whether recent steps took another time, or spent another time on the wire, than those after the last trial. */
  #hasChanged(): boolean {
    if (this.#recent.length < recentSteps) return false;
    const cost: Cost = {
      msPerRow: median(this.#recent.map(({ milliseconds, rows }) => milliseconds / rows)),
      wireMsPerRow: median(this.#recent.map(({ wireMs, rows }) => wireMs / rows)),
    };
    const before = this.#reference;
    this.#reference ??= cost;
    if (before === undefined) return false;
    const changed =
      Math.abs(cost.msPerRow - before.msPerRow) > costChangeLeast * before.msPerRow ||
      Math.abs(cost.wireMsPerRow - before.wireMsPerRow) > wireChangeLeast * before.msPerRow;
    if (changed) this.#reference = cost;
    return changed;
  }

  /** Steps that are not split, and hardly wait, need no trial. */
  #mayGain(): boolean {
    const waited = median(this.#recent.map(({ waitedMs, milliseconds }) => waitedMs / milliseconds));
    return this.#inUse === 2 || waited >= waitedLeast;
  }

  #judge(ratio: number | undefined): void {
    const best = ratio === undefined ? this.#inUse : faster(this.#inUse, ratio);
    this.#retrial = best === this.#inUse ? Math.min(2 * this.#retrial, retrialMost) : retrialFirst;
    this.#inUse = best;
    this.#trial = undefined;
    this.#untilTrial = this.#retrial;
    this.#reference = undefined;
    this.#recent.length = 0;
  }
}

/** `ratio`: time with two parts over time with one. What is in use stays where there is little between them. */
function faster(inUse: Parts, ratio: number): Parts {
  if (inUse === 1) return ratio < 1 - gainLeast ? 2 : 1;
  return ratio > 1 ? 1 : 2;
}

function other(parts: Parts): Parts {
  return parts === 1 ? 2 : 1;
}
