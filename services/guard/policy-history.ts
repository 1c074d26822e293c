// Policies that were before the cluster: the last few, beside the policy itself in its bucket, each under its revision.
//
// Invariants
// 1. A revision is written once, whichever guard hears of it first, with the text that was put.
// 2. At most REVISIONS_MAX are kept; the oldest leave.
import type { KeyValue, KvEntry } from '../../lib/cluster/bus.ts';
import { unpackPolicy } from './policy-text.ts';

const REVISIONS_MAX = 20;
const PREFIX = 'kept-';
const TIME_BYTES = 8;

export interface KeptPolicy {
  readonly revision: number;
  readonly putUnixMs: number;
  readonly yaml: string;
}

export class PolicyHistory {
  readonly #bucket: KeyValue;

  constructor(bucket: KeyValue) {
    this.#bucket = bucket;
  }

  /** `value`: as it lies in the bucket. */
  async keep(revision: number, putUnixMs: number, value: Uint8Array): Promise<void> {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeDoubleLE(putUnixMs);
    const mine = await this.#bucket.create(`${PREFIX}${revision}`, Buffer.concat([time, value]));
    if (mine === undefined) return;
    const kept = await this.#entries();
    await Promise.all(kept.slice(0, -REVISIONS_MAX).map(({ key }) => this.#bucket.delete(key)));
  }

  /** Oldest first. */
  async list(): Promise<KeptPolicy[]> {
    return Promise.all((await this.#entries()).map(keptPolicy));
  }

  /** Ordered by the revision that their keys name. */
  async #entries(): Promise<KvEntry[]> {
    const entries = (await this.#bucket.entries()).filter(({ key }) => key.startsWith(PREFIX));
    return entries.sort((a, b) => revisionOf(a.key) - revisionOf(b.key));
  }
}

function revisionOf(key: string): number {
  return Number(key.slice(PREFIX.length));
}

async function keptPolicy({ key, value }: KvEntry): Promise<KeptPolicy> {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return {
    revision: revisionOf(key),
    putUnixMs: bytes.length < TIME_BYTES ? 0 : bytes.readDoubleLE(),
    yaml: await unpackPolicy(bytes.subarray(TIME_BYTES)),
  };
}
