// When each expert was last asked for, and which experts batches in flight are using: what may be unloaded.
//
// Invariants
// 1. An expert that a batch in flight names is never idle.
// 2. An expert that was never asked for is idle since `since`.
import type { Clock } from '../../lib/actor/clock.ts';

interface Use {
  inFlight: number;
  lastAt: number;
}

export class ExpertUsage {
  readonly #clock: Clock;
  /** layer -> expert -> use */
  readonly #layers = new Map<number, Map<number, Use>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  begin(layer: number, experts: Iterable<number>): void {
    for (const expert of experts) {
      const use = this.#use(layer, expert);
      use.inFlight += 1;
      use.lastAt = this.#clock.now();
    }
  }

  end(layer: number, experts: Iterable<number>): void {
    for (const expert of experts) {
      const use = this.#use(layer, expert);
      use.inFlight -= 1;
      use.lastAt = this.#clock.now();
    }
  }

  /** Whether nothing has used the expert since `since` (Clock.now). */
  idleSince(layer: number, expert: number, since: number): boolean {
    const use = this.#layers.get(layer)?.get(expert);
    return use === undefined || (use.inFlight === 0 && use.lastAt <= since);
  }

  forget(layer: number, expert: number): void {
    this.#layers.get(layer)?.delete(expert);
  }

  #use(layer: number, expert: number): Use {
    const experts = this.#layers.get(layer) ?? new Map<number, Use>();
    this.#layers.set(layer, experts);
    const use = experts.get(expert) ?? { inFlight: 0, lastAt: this.#clock.now() };
    experts.set(expert, use);
    return use;
  }
}
