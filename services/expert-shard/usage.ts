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
  readonly #sharedIdleMs: (layer: number, expert: number) => number;
  /** layer -> expert -> use */
  readonly #layers = new Map<number, Map<number, Use>>();

  /** `sharedIdleMs`: milliseconds since an expert was used by what does not come this way. */
  constructor(clock: Clock, sharedIdleMs: (layer: number, expert: number) => number = () => Number.MAX_VALUE) {
    this.#clock = clock;
    this.#sharedIdleMs = sharedIdleMs;
  }

  begin(layer: number, experts: Iterable<number>): void {
    this.#change(layer, experts, 1);
  }

  end(layer: number, experts: Iterable<number>): void {
    this.#change(layer, experts, -1);
  }

  /** Whether nothing has used the expert since `since` (Clock.now). */
  idleSince(layer: number, expert: number, since: number): boolean {
    if (this.#clock.now() - this.#sharedIdleMs(layer, expert) > since) return false;
    const use = this.#layers.get(layer)?.get(expert);
    return use === undefined || (use.inFlight === 0 && use.lastAt <= since);
  }

  forget(layer: number, expert: number): void {
    this.#layers.get(layer)?.delete(expert);
  }

  #change(layer: number, experts: Iterable<number>, inFlight: number): void {
    const lastAt = this.#clock.now();
    let uses = this.#layers.get(layer);
    if (uses === undefined) {
      uses = new Map();
      this.#layers.set(layer, uses);
    }
    for (const expert of experts) {
      const use = uses.get(expert);
      if (use === undefined) {
        uses.set(expert, { inFlight, lastAt });
        continue;
      }
      use.inFlight += inFlight;
      use.lastAt = lastAt;
    }
  }
}
