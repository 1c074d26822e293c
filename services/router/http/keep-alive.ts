// Comments into event streams that have been silent for long, so that proxies keep their connections.
//
// One timer for all streams: a thousand silent ones would otherwise hold a thousand timers.
import type { Clock, Timer } from '../../../lib/actor/clock.ts';

export interface KeptAlive {
  /** Called regularly; what wrote nothing since `sinceMs` of the clock sends a comment. */
  keepAlive(sinceMs: number): void;
}

export class KeepAlive {
  readonly #clock: Clock;
  readonly #silenceMs: number;
  readonly #streams = new Set<KeptAlive>();
  #timer: Timer | undefined;

  /** `silenceMs`: the silence after which a comment is due; it is sent before twice as much has passed. */
  constructor(clock: Clock, silenceMs: number) {
    this.#clock = clock;
    this.#silenceMs = silenceMs;
  }

  add(stream: KeptAlive): void {
    this.#streams.add(stream);
    this.#timer ??= this.#clock.every(this.#silenceMs, () => this.#sweep());
  }

  delete(stream: KeptAlive): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #sweep(): void {
    const sinceMs = this.#clock.now() - this.#silenceMs;
    for (const stream of this.#streams) stream.keepAlive(sinceMs);
  }
}
