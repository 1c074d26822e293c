// What the engine has to tell each router, gathered into one message per router and step.
import type { FulgurError } from '../../lib/wire/errors.ts';
import { RetryableError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

/** A router's stream, as the engine sees it. */
export interface Client {
  /** It is in this process: what it does with tokens takes time of this event loop. */
  readonly near: boolean;
  deliver(events: fulgur.v1.IAttentionEvents): void;
}

interface Gathered {
  readonly tokens: fulgur.v1.ITokenEvent[];
  readonly finished: fulgur.v1.IFinishedEvent[];
  readonly failed: fulgur.v1.IFailedEvent[];
}

export class Outbox {
  readonly #gathered = new Map<Client, Gathered>();

  token(client: Client, event: fulgur.v1.ITokenEvent): void {
    this.#of(client).tokens.push(event);
  }

  finished(client: Client, event: fulgur.v1.IFinishedEvent): void {
    this.#of(client).finished.push(event);
  }

  failed(client: Client, requestId: string, error: FulgurError): void {
    this.#of(client).failed.push(failedEvent(requestId, error));
  }

  /** Tokens that the next `flush` tells within this process. */
  get nearTokens(): number {
    let count = 0;
    for (const [client, { tokens }] of this.#gathered) if (client.near) count += tokens.length;
    return count;
  }

  flush(): void {
    if (this.#gathered.size === 0) return;
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    for (const [client, events] of gathered) client.deliver(events);
  }

  #of(client: Client): Gathered {
    let gathered = this.#gathered.get(client);
    if (gathered === undefined) {
      gathered = { tokens: [], finished: [], failed: [] };
      this.#gathered.set(client, gathered);
    }
    return gathered;
  }
}

export function failedEvent(requestId: string, error: FulgurError): fulgur.v1.IFailedEvent {
  return { requestId, code: error.code, message: error.message, retryable: error instanceof RetryableError };
}
