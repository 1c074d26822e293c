// Many deadlines on one timer: a thousand things that wait would otherwise hold a thousand timers.
//
// Invariants
// 1. While anything is in it, the timer fires no later than the earliest deadline that was known when it was set.
// 2. Nothing is told twice of one deadline, and nothing after `delete`.
import type { Clock, Timer } from './clock.ts';

export interface Due {
  /** Monotonic milliseconds of the clock. May move to a later time meanwhile. */
  readonly dueMs: number;
  /** The time has come; it is no longer in the set. */
  onDue(): void;
}

export class Deadlines {
  readonly #clock: Clock;
  readonly #waiting = new Set<Due>();
  #timer: Timer | undefined;
  #timerMs = Number.POSITIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#waiting.size;
  }

  add(due: Due): void {
    this.#waiting.add(due);
    this.#setTimer(due.dueMs);
  }

  delete(due: Due): void {
    if (this.#waiting.delete(due) && this.#waiting.size === 0) this.#stopTimer();
  }

  #setTimer(atMs: number): void {
    if (atMs >= this.#timerMs) return;
    this.#timer?.cancel();
    this.#timerMs = atMs;
    this.#timer = this.#clock.after(Math.max(0, atMs - this.#clock.now()), () => this.#sweep());
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerMs = Number.POSITIVE_INFINITY;
  }

  #sweep(): void {
    this.#stopTimer();
    const nowMs = this.#clock.now();
    const due: Due[] = [];
    let nextMs = Number.POSITIVE_INFINITY;
    for (const one of this.#waiting) {
      if (one.dueMs <= nowMs) due.push(one);
      else nextMs = Math.min(nextMs, one.dueMs);
    }
    this.#setTimer(nextMs);
    for (const one of due) {
      // What was told before may have ended others.
      if (!this.#waiting.has(one)) continue;
      this.delete(one);
      one.onDue();
    }
  }
}
