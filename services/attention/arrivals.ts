// Requests on their way into the scheduler, while kv-stores are asked for their prefixes.
import { context } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { StoredBlock } from './block-store.ts';
import type { PrefixCache } from './prefix-cache.ts';
import type { RequestTrace } from './request-trace.ts';
import type { Sequence } from './sequence.ts';

export interface Arrival {
  readonly sequence: Sequence;
  readonly trace: RequestTrace;
}

export interface Fetched {
  readonly arrival: Arrival;
  readonly blocks: readonly StoredBlock[];
}

export class Arrivals {
  readonly #cache: PrefixCache;
  readonly #log: Logger;
  readonly #fetching = new Set<Arrival>();
  #fetched: Fetched[] = [];

  constructor(cache: PrefixCache, log: Logger) {
    this.#cache = cache;
    this.#log = log;
  }

  /** Requests that are not in the scheduler yet. */
  get size(): number {
    return this.#fetching.size + this.#fetched.length;
  }

  /** Asks the kv-stores; `onFetched` is called once, in any case, and hands its argument to `fetched`. */
  fetch(arrival: Arrival, onFetched: (fetched: Fetched) => void): void {
    this.#fetching.add(arrival);
    context
      .with(arrival.trace.context, () => this.#cache.fetch(arrival.sequence))
      .then(
        (blocks) => onFetched({ arrival, blocks }),
        (error: unknown) => {
          this.#log.error({ err: error, requestId: arrival.sequence.id }, 'a prefix was not fetched: recomputing');
          onFetched({ arrival, blocks: [] });
        },
      );
  }

  /** Keeps what came until `take`: the pool is written between steps only. */
  fetched(fetched: Fetched): void {
    if (this.#fetching.delete(fetched.arrival)) this.#fetched.push(fetched);
  }

  /** Between steps: puts what came into the pool and returns the sequences that can be scheduled. */
  take(): Sequence[] {
    const fetched = this.#fetched.filter(({ arrival }) => !arrival.sequence.finished);
    this.#fetched = [];
    for (const { arrival, blocks } of fetched) this.#cache.absorb(arrival.sequence, blocks);
    return fetched.map(({ arrival }) => arrival.sequence);
  }
}
