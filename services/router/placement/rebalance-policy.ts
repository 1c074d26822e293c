// When uneven load is worth a new plan.
//
// Invariants
// 1. Load must have been uneven, and known well enough, for `sustainMs` before a plan is tried.
// 2. A plan must gain more than its moves cost. One that does not doubles the wait before the next try.
import { Backoff } from '../../../lib/actor/backoff.ts';
import type { Clock } from '../../../lib/actor/clock.ts';
import type { PlannerOutput } from './planner.ts';

export interface RebalanceOptions {
  /** max / mean load, beyond what chance may have done, from which a plan counts as uneven. */
  readonly threshold: number;
  readonly sustainMs: number;
  /** Between two tries at the least; doubles up to 16 times as long while tries come to nothing. */
  readonly intervalMs: number;
  /** Smallest gain, as a share of the present max / mean. */
  readonly gainLeast: number;
  /** Gain that moving every expert would have to bring; fewer moves need a part of it. */
  readonly moveCost: number;
}

export const rebalanceDefaults: RebalanceOptions = {
  // A layer waits for its hottest shard: a twentieth more load there is a twentieth more time for experts in every step.
  threshold: 1.05,
  sustainMs: 10_000,
  intervalMs: 30_000,
  gainLeast: 0.03,
  moveCost: 0.5,
};

export class RebalancePolicy {
  readonly #options: RebalanceOptions;
  readonly #clock: Clock;
  readonly #wait: Backoff;
  #unevenSinceMs: number | undefined;
  #nextMs = Number.NEGATIVE_INFINITY;

  constructor(options: RebalanceOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#wait = new Backoff({ firstMs: options.intervalMs, mostMs: 16 * options.intervalMs });
  }

  /** True when a new plan should be tried now. `rows`: known rows of the coldest layer, all of its shards together. */
  isDue(imbalanceRatio: number, rows: number, shards: number): boolean {
    const now = this.#clock.now();
    if (imbalanceRatio - chance(rows / shards, shards) < this.#options.threshold) {
      this.#unevenSinceMs = undefined;
      return false;
    }
    this.#unevenSinceMs ??= now;
    return now - this.#unevenSinceMs >= this.#options.sustainMs && now >= this.#nextMs;
  }

  /** Whether `planned` pays, against the ratio of now. `pairs`: (layer, expert) pairs of the model. */
  pays(imbalanceRatio: number, planned: PlannerOutput, pairs: number): boolean {
    const gain = (imbalanceRatio - planned.imbalanceRatio) / imbalanceRatio;
    const adopted = gain >= this.#options.gainLeast + this.#options.moveCost * (planned.moves / pairs);
    if (adopted) this.#wait.reset();
    this.#nextMs = this.#clock.now() + this.#wait.next();
    return adopted;
  }

  /** Membership or leadership changed: what was seen before does not count. */
  reset(): void {
    this.#unevenSinceMs = undefined;
  }
}

/**
 * By how much the largest of `shards` equal loads may exceed their mean, as a share of it, where `rows` of each were
 * counted: Bernstein's bound for one of e times as many.
 */
function chance(rows: number, shards: number): number {
  if (rows === 0) return Number.POSITIVE_INFINITY;
  const exponent = (Math.log(shards) + 1) / rows;
  return exponent / 3 + Math.sqrt((exponent / 3) ** 2 + 2 * exponent);
}
