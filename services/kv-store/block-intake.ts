// Takes the blocks of one Store call: checks each, keeps what is whole and fits, counts the rest with its reason.
import { FulgurError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { type Block, type BlockName, blockName, detached, isIntact } from './block.ts';
import type { KvStoreMetrics } from './metrics.ts';
import { RamTier } from './ram-tier.ts';
import type { TieredStore } from './tiered-store.ts';

export interface BlockLimits {
  readonly maxBlockBytes: number;
  /** Size of the RAM tier, through which every block goes. */
  readonly ramBytes: number;
}

export class BlockIntake {
  readonly #store: TieredStore;
  readonly #limits: BlockLimits;
  readonly #metrics: KvStoreMetrics;

  constructor(store: TieredStore, limits: BlockLimits, metrics: KvStoreMetrics) {
    this.#store = store;
    this.#limits = limits;
    this.#metrics = metrics;
  }

  open(): StoreReceipt {
    return new StoreReceipt(this.#store, this.#limits, this.#metrics);
  }
}

/** What became of the blocks of one Store call. */
export class StoreReceipt {
  readonly #store: TieredStore;
  readonly #limits: BlockLimits;
  readonly #metrics: KvStoreMetrics;
  readonly #names: BlockName[] = [];
  #stored = 0;
  #present = 0;
  #refused = 0;
  #reason = '';

  constructor(store: TieredStore, limits: BlockLimits, metrics: KvStoreMetrics) {
    this.#store = store;
    this.#limits = limits;
    this.#metrics = metrics;
  }

  get offered(): number {
    return this.#stored + this.#present + this.#refused;
  }

  async take(message: fulgur.v1.IKvBlock): Promise<void> {
    const block = this.#check(message);
    if (block === undefined) return;
    try {
      const result = await this.#store.store(block);
      if (result === 'stored') this.#stored += 1;
      else this.#present += 1;
      this.#names.push(block.name);
      this.#metrics.requests.inc({ op: 'store', result });
    } catch (error) {
      if (!(error instanceof FulgurError)) throw error;
      this.#refuse(error.message);
    }
  }

  async close(): Promise<fulgur.v1.IStoreResponse> {
    await this.#store.touch(this.#names);
    return { stored: this.#stored, alreadyPresent: this.#present, refused: this.#refused, reason: this.#reason };
  }

  /** The block, or undefined with the reason noted. */
  #check(message: fulgur.v1.IKvBlock): Block | undefined {
    const name = blockName(message.id, 'id');
    const payload = message.payload ?? new Uint8Array(0);
    const { maxBlockBytes, ramBytes } = this.#limits;
    if (payload.length === 0) return this.#refuse(`payload of block ${name} is empty`);
    if (payload.length > maxBlockBytes) {
      return this.#refuse(
        `payload of block ${name} has ${payload.length} bytes, the limit is ${maxBlockBytes} (maxBlockBytes)`,
      );
    }
    if (!RamTier.canHold(payload.length, ramBytes)) {
      return this.#refuse(
        `payload of block ${name} has ${payload.length} bytes, more than the RAM tier holds: ${ramBytes} (ramBytes)`,
      );
    }
    const block = { name, payload: detached(payload), checksum: detached(message.checksum ?? new Uint8Array(0)) };
    if (isIntact(block)) return block;
    this.#metrics.corruptBlocks.inc();
    return this.#refuse(`block ${name} does not match its checksum (first 16 bytes of the payload's SHA-256)`);
  }

  #refuse(reason: string): undefined {
    this.#refused += 1;
    this.#reason = reason;
    this.#metrics.requests.inc({ op: 'store', result: 'refused' });
  }
}
