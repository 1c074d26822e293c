// The clock by which text waits for a guard.
import type { Clock } from '../../lib/actor/clock.ts';

/** Monotonic milliseconds, for differences alone. */
export interface Timekeeper {
  now(): number;
  /** Does the router's work with text that is cleared: what it would do without a guard, too. */
  besides(work: () => void): void;
}

/** All time counts. */
export function everyMoment(clock: Clock): Timekeeper {
  return { now: () => clock.now(), besides: (work) => work() };
}

/** Stands still while the router does what it would do without a guard. */
export class GuardTime implements Timekeeper {
  readonly #clock: Clock;
  #besidesMs = 0;
  /** Since when it stands still, while it does. */
  #stillMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return (this.#stillMs ?? this.#clock.now()) - this.#besidesMs;
  }

  besides(work: () => void): void {
    if (this.#stillMs !== undefined) {
      work();
      return;
    }
    const from = this.#clock.now();
    this.#stillMs = from;
    try {
      work();
    } finally {
      this.#stillMs = undefined;
      this.#besidesMs += this.#clock.now() - from;
    }
  }
}
