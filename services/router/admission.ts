// How many requests run and how many wait; one more is refused at once, so that a client can go elsewhere.
//
// Invariants
// 1. At most `maxRunning` permits are out and at most `maxWaiting` requests wait, first come first served.
// 2. A permit is given back exactly once; a request that stops waiting leaves no trace.
import { Code, FulgurError } from '../../lib/wire/errors.ts';

export interface AdmissionOptions {
  readonly maxRunning: number;
  readonly maxWaiting: number;
}

interface Waiter {
  readonly weight: number;
  readonly admit: () => void;
}

export class Admission {
  readonly #options: AdmissionOptions;
  readonly #waiting = new Set<Waiter>();
  #running = 0;
  #closed = false;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Choices that hold a permit. */
  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Refuses whatever is not yet admitted, and all that comes later. */
  close(): void {
    this.#closed = true;
  }

  /**
   * Waits for room for `weight` choices.
   * @returns gives the permit back; calling it again does nothing.
   * @throws RESOURCE_EXHAUSTED when the queue is full, UNAVAILABLE when the router drains, the signal's reason when it fires.
   */
  async enter(weight: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#closed) throw draining();
    if (this.#waiting.size > 0 || !this.#fits(weight)) {
      if (this.#waiting.size >= this.#options.maxWaiting) throw this.#full();
      await this.#wait(weight, signal);
    } else {
      this.#running += weight;
    }
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#running -= weight;
      this.#admitNext();
    };
  }

  /** A request that is larger than the whole limit runs alone. */
  #fits(weight: number): boolean {
    return this.#running === 0 || this.#running + weight <= this.#options.maxRunning;
  }

  #wait(weight: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abandon = () => {
        this.#waiting.delete(waiter);
        reject(signal.reason);
        this.#admitNext();
      };
      const waiter: Waiter = {
        weight,
        admit: () => {
          signal.removeEventListener('abort', abandon);
          resolve();
        },
      };
      signal.addEventListener('abort', abandon, { once: true });
      this.#waiting.add(waiter);
    });
  }

  #admitNext(): void {
    for (const waiter of this.#waiting) {
      if (!this.#fits(waiter.weight)) return;
      this.#waiting.delete(waiter);
      this.#running += waiter.weight;
      waiter.admit();
    }
  }

  #full(): FulgurError {
    const { maxRunning, maxWaiting } = this.#options;
    const message = `the cluster is busy: ${this.#running} of ${maxRunning} choices run and ${this.#waiting.size} of ${maxWaiting} requests wait; try again later`;
    return new FulgurError(Code.RESOURCE_EXHAUSTED, message, { reason: 'rate_limit_exceeded' });
  }
}

function draining(): FulgurError {
  return new FulgurError(Code.UNAVAILABLE, 'this router is shutting down: try another one', { reason: 'draining' });
}
