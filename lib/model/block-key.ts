// Names of prefix blocks: what attention, kv-store and routers call the same 32 tokens.
//
// A key is a SHA-256 chain over (model fingerprint, tenant salt, parent key, token ids): equal keys mean that the whole
// text up to the block's end is equal, under the same model and for the same tenant.
import { createHash } from 'node:crypto';

/** Tokens in a block; KV is stored, shared and evicted in these units. */
export const blockTokens = 32;

/** `tokens`, rounded up to those of whole blocks. */
export function wholeBlocks(tokens: number): number {
  return Math.ceil(tokens / blockTokens) * blockTokens;
}

/** Bytes of a key. */
export const blockKeyBytes = 32;

export interface BlockKeyScope {
  readonly modelFingerprint: string;
  /** Keeps tenants apart; given by the router, never by a client. */
  readonly cacheSalt: Uint8Array;
}

function rootKey(scope: BlockKeyScope): Uint8Array {
  const fingerprint = Buffer.from(scope.modelFingerprint, 'utf8');
  const lengths = new Uint8Array(8);
  const view = new DataView(lengths.buffer);
  view.setUint32(0, fingerprint.length, true);
  view.setUint32(4, scope.cacheSalt.length, true);
  return createHash('sha256').update(lengths).update(fingerprint).update(scope.cacheSalt).digest();
}

/** Computes the keys of one text block by block, as it grows. */
export class BlockKeyChain {
  #parent: Uint8Array;

  constructor(scope: BlockKeyScope) {
    this.#parent = rootKey(scope);
  }

  /** The key of the next block; `tokens` holds exactly `blockTokens` ids. */
  next(tokens: ArrayLike<number>): Uint8Array {
    if (tokens.length !== blockTokens) throw new RangeError(`a block has ${blockTokens} tokens, not ${tokens.length}`);
    const ids = new Uint8Array(4 * blockTokens);
    const view = new DataView(ids.buffer);
    for (let i = 0; i < blockTokens; i++) view.setUint32(4 * i, tokens[i]!, true);
    this.#parent = createHash('sha256').update(this.#parent).update(ids).digest();
    return this.#parent;
  }
}

/** Keys of every full block of `tokens`, in order; a last block of fewer than 32 tokens has none. */
export function blockKeys(scope: BlockKeyScope, tokens: readonly number[] | Uint32Array | Int32Array): Uint8Array[] {
  const chain = new BlockKeyChain(scope);
  const keys: Uint8Array[] = [];
  for (let start = 0; start + blockTokens <= tokens.length; start += blockTokens) {
    keys.push(chain.next(tokens.slice(start, start + blockTokens)));
  }
  return keys;
}

/** A key as a Map key: 64 hexadecimal digits. */
export function keyText(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('hex');
}

/** Splits concatenated keys, as events and snapshots carry them. */
export function splitKeys(joined: Uint8Array): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let at = 0; at + blockKeyBytes <= joined.length; at += blockKeyBytes) {
    keys.push(joined.subarray(at, at + blockKeyBytes));
  }
  return keys;
}

export function joinKeys(keys: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(keys);
}
