// Who a caller is, by API key. A tenant's name and its cache salt are digests of its key: neither gives the key away.
import { createHash } from 'node:crypto';
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import type { Caller } from './generation-request.ts';

const anyone: Caller = { tenant: '', mayHurry: true, cacheSalt: new Uint8Array(0) };

export class Authenticator {
  readonly #callers: ReadonlyMap<string, Caller>;

  /**
   * Without keys everybody is let in as the same nameless tenant.
   * @param priorityKeys those of the keys that may ask for high priority; none: all may.
   */
  constructor(apiKeys: readonly string[], priorityKeys: readonly string[]) {
    const stranger = priorityKeys.find((key) => !apiKeys.includes(key));
    if (stranger !== undefined) {
      const message = `priorityKeys holds a key of ${stranger.length} characters that is not one of apiKeys: add it there`;
      throw invalid('priorityKeys', message);
    }
    const mayHurry = (key: string) => priorityKeys.length === 0 || priorityKeys.includes(key);
    this.#callers = new Map(apiKeys.map((key) => [digest(key).toString('hex'), callerOf(key, mayHurry(key))]));
  }

  /** @throws UNAUTHENTICATED unless `authorization` is `Bearer` and one of the keys. */
  authenticate(authorization: string | undefined): Caller {
    if (this.#callers.size === 0) return anyone;
    const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) {
      throw unauthenticated('no API key: send the header `Authorization: Bearer KEY`');
    }
    // Looked up by digest: how long it takes says nothing about how much of a guess was right.
    const caller = this.#callers.get(digest(key).toString('hex'));
    if (caller === undefined) throw unauthenticated('the API key is not known to this cluster');
    return caller;
  }
}

function callerOf(key: string, mayHurry: boolean): Caller {
  return {
    tenant: digest(`tenant:${key}`).toString('hex').slice(0, 12),
    mayHurry,
    cacheSalt: new Uint8Array(digest(`cache-salt:${key}`).subarray(0, 16)),
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function unauthenticated(message: string): FulgurError {
  return new FulgurError(Code.UNAUTHENTICATED, message, { reason: 'invalid_api_key' });
}
