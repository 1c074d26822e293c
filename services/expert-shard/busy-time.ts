// How busy the shard is: the fraction of the time since the last question in which it computed.
import type { Clock } from '../../lib/actor/clock.ts';

export class BusyTime {
  readonly #clock: Clock;
  #askedAt: number;
  #busyMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#askedAt = clock.now();
  }

  add(milliseconds: number): void {
    this.#busyMs += milliseconds;
  }

  /** 0 to 1. */
  fraction(): number {
    const now = this.#clock.now();
    const elapsedMs = now - this.#askedAt;
    const fraction = elapsedMs > 0 ? Math.min(1, this.#busyMs / elapsedMs) : 0;
    this.#askedAt = now;
    this.#busyMs = 0;
    return fraction;
  }
}
