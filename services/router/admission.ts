// How many requests run and how many wait; one more is refused at once, so that a client can go elsewhere.
//
// Invariants
// 1. At most `maxRunning` permits are out and at most `maxWaiting` requests wait, in the order of `FairQueue`.
// 2. A permit is given back exactly once; a request that stops waiting leaves no trace.
// 3. When the queue is full, one of the tenant that takes most of it gives way to one of a tenant that waits with less.
import { FairQueue, type Ticket } from '../../lib/queue/fair-queue.ts';
import { laneOf, laneShares } from '../../lib/queue/priority.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

export interface AdmissionOptions {
  readonly maxRunning: number;
  readonly maxWaiting: number;
}

/** What asks to be let in. */
export interface Entrant {
  /** Choices that would run. */
  readonly weight: number;
  readonly tenant: string;
  readonly priority: fulgur.v1.Priority;
}

interface Waiter {
  readonly weight: number;
  readonly admit: () => void;
  readonly refuse: (error: FulgurError) => void;
}

export class Admission {
  readonly #options: AdmissionOptions;
  readonly #waiting: FairQueue<Waiter>;
  #running = 0;
  #closed = false;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#waiting = new FairQueue({ shares: laneShares, quantum: 1 });
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
   * Waits for room.
   * @returns gives the permit back; calling it again does nothing.
   * @throws RESOURCE_EXHAUSTED when the queue is full, UNAVAILABLE when the router drains, the signal's reason when it fires.
   */
  async enter(entrant: Entrant, signal: AbortSignal): Promise<() => void> {
    const { weight, tenant, priority } = entrant;
    signal.throwIfAborted();
    if (this.#closed) throw draining();
    if (this.#waiting.size > 0 || !this.#fits(weight)) {
      this.#makeRoom(tenant);
      await this.#wait(entrant, signal);
    } else {
      this.#running += weight;
      this.#waiting.charge({ tenant, lane: laneOf(priority) ?? 0 }, weight);
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

  /** @throws RESOURCE_EXHAUSTED when the queue is full and nobody in it has to give way. */
  #makeRoom(tenant: string): void {
    if (this.#waiting.size < this.#options.maxWaiting) return;
    const full = this.#full();
    const crowding = this.#waiting.crowding(tenant);
    if (crowding === undefined) throw full;
    this.#waiting.remove(crowding);
    crowding.item.refuse(full);
  }

  #wait({ weight, tenant, priority }: Entrant, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abandon = () => {
        this.#waiting.remove(ticket);
        reject(signal.reason);
        this.#admitNext();
      };
      const settle = () => signal.removeEventListener('abort', abandon);
      const waiter: Waiter = {
        weight,
        admit: () => {
          settle();
          resolve();
        },
        refuse: (error) => {
          settle();
          reject(error);
        },
      };
      signal.addEventListener('abort', abandon, { once: true });
      const ticket: Ticket<Waiter> = this.#waiting.push(waiter, tenant, laneOf(priority) ?? 0);
    });
  }

  #admitNext(): void {
    for (let next = this.#waiting.next(); next !== undefined; next = this.#waiting.next()) {
      const { weight, admit } = next.item;
      if (!this.#fits(weight)) return;
      this.#waiting.remove(next);
      this.#waiting.charge(next, weight);
      this.#running += weight;
      admit();
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
