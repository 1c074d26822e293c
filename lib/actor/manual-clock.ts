import type { Clock, Timer } from './clock.ts';

interface Due {
  atMs: number;
  readonly order: number;
  readonly intervalMs: number | undefined;
  readonly fn: () => void;
}

/** A clock that moves when the test says so. Timers fire in order of their time, then of their creation. */
export class ManualClock implements Clock {
  readonly #epochMs: number;
  readonly #timers = new Set<Due>();
  #nowMs = 0;
  #created = 0;

  constructor(epochMs = 1_700_000_000_000) {
    this.#epochMs = epochMs;
  }

  now(): number {
    return this.#nowMs;
  }

  unixMs(): number {
    return this.#epochMs + this.#nowMs;
  }

  after(delayMs: number, fn: () => void): Timer {
    return this.#add(delayMs, undefined, fn);
  }

  every(intervalMs: number, fn: () => void): Timer {
    return this.#add(intervalMs, intervalMs, fn);
  }

  /** Moves time forward by `ms`, fires what falls due on the way; promises settle before, between and after. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (let due = this.#next(untilMs); due !== undefined; due = this.#next(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      if (due.intervalMs === undefined) this.#timers.delete(due);
      else due.atMs += Math.max(due.intervalMs, 1);
      due.fn();
      await settle();
    }
    this.#nowMs = untilMs;
    await settle();
  }

  /** Time goes by within a piece of work: what falls due meanwhile fires with the next `advance`. */
  pass(ms: number): void {
    this.#nowMs += ms;
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  #add(delayMs: number, intervalMs: number | undefined, fn: () => void): Timer {
    const due: Due = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#created++, intervalMs, fn };
    this.#timers.add(due);
    return { cancel: () => void this.#timers.delete(due) };
  }

  #next(untilMs: number): Due | undefined {
    let next: Due | undefined;
    for (const due of this.#timers) {
      if (due.atMs > untilMs) continue;
      if (next === undefined || due.atMs < next.atMs || (due.atMs === next.atMs && due.order < next.order)) next = due;
    }
    return next;
  }
}

/** Promise chains that were ready run to their end before this resolves. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
