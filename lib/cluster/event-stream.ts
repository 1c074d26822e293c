// Events that are kept: a stream holds what was published on its subjects, up to an age and a size.
import { type Clock, systemClock } from '../actor/clock.ts';

export interface EventStreamOptions {
  /** [A-Za-z0-9_-] */
  readonly name: string;
  /** A subject, or one that ends in `.*`. */
  readonly filter: string;
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

export interface KeptEvent {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly atUnixMs: number;
}

export interface EventStream {
  /** Resolves once the event is kept; rejects with a RetryableError while the bus is away. */
  append(subject: string, payload: Uint8Array): Promise<void>;
  /** The newest `max` events since `sinceUnixMs`, oldest first. Rejects with a RetryableError while the bus is away. */
  read(sinceUnixMs: number, max: number): Promise<KeptEvent[]>;
}

/** A stream in memory, for the bus inside one process. */
export class InProcessEventStream implements EventStream {
  readonly #options: EventStreamOptions;
  readonly #publish: (subject: string, payload: Uint8Array) => void;
  readonly #clock: Clock;
  #events: KeptEvent[] = [];
  #bytes = 0;

  /** `publish` tells those who listen now. */
  constructor(
    options: EventStreamOptions,
    publish: (subject: string, payload: Uint8Array) => void,
    clock: Clock = systemClock,
  ) {
    this.#options = options;
    this.#publish = publish;
    this.#clock = clock;
  }

  async append(subject: string, payload: Uint8Array): Promise<void> {
    this.#publish(subject, payload);
    this.#events.push({ subject, payload, atUnixMs: this.#clock.unixMs() });
    this.#bytes += payload.length;
    const oldest = this.#clock.unixMs() - this.#options.maxAgeMs;
    let dropped = 0;
    while (dropped < this.#events.length) {
      const event = this.#events[dropped]!;
      if (event.atUnixMs >= oldest && this.#bytes <= this.#options.maxBytes) break;
      this.#bytes -= event.payload.length;
      dropped += 1;
    }
    if (dropped > 0) this.#events = this.#events.slice(dropped);
  }

  async read(sinceUnixMs: number, max: number): Promise<KeptEvent[]> {
    const since = Math.max(sinceUnixMs, this.#clock.unixMs() - this.#options.maxAgeMs);
    return this.#events.filter(({ atUnixMs }) => atUnixMs >= since).slice(-max);
  }
}
