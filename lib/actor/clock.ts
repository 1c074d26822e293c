// Time as a dependency, so that tests drive it by hand.

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the Unix epoch. */
  unixMs(): number;
  /** Calls `fn` once after `delayMs`. */
  after(delayMs: number, fn: () => void): Timer;
  /** Calls `fn` every `intervalMs` until cancelled. */
  every(intervalMs: number, fn: () => void): Timer;
}

/** Many are held by what waits: a cancelled one keeps nothing alive. */
class SystemTimer implements Timer {
  #timeout: NodeJS.Timeout | undefined;

  constructor(timeout: NodeJS.Timeout) {
    this.#timeout = timeout;
  }

  cancel(): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
  }
}

export const systemClock: Clock = {
  now: () => performance.now(),
  unixMs: () => Date.now(),
  after: (delayMs, fn) => new SystemTimer(setTimeout(fn, delayMs)),
  every: (intervalMs, fn) => new SystemTimer(setInterval(fn, intervalMs)),
};
