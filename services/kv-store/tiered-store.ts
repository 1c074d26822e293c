// The tiers as one store: RAM first, then disk; what is found on disk comes back to RAM.
import type { Block, BlockName } from './block.ts';
import type { KvStoreMetrics } from './metrics.ts';
import {
  type Asked,
  ask,
  type DiskMessage,
  type RamMessage,
  type StoreResult,
  type TierStats,
} from './tier-messages.ts';

export class TieredStore {
  readonly #ram: Asked<RamMessage>;
  readonly #disk: Asked<DiskMessage> | undefined;
  readonly #metrics: KvStoreMetrics;

  constructor(ram: Asked<RamMessage>, disk: Asked<DiskMessage> | undefined, metrics: KvStoreMetrics) {
    this.#ram = ram;
    this.#disk = disk;
    this.#metrics = metrics;
  }

  /** Which of `names` are here, in their order. */
  async match(names: readonly BlockName[]): Promise<boolean[]> {
    const present = await ask<RamMessage, boolean[]>(this.#ram, 'RAM', (reply) => ({ kind: 'present', names, reply }));
    const absent = names.flatMap((_, i) => (present[i] ? [] : [i]));
    if (this.#disk !== undefined && absent.length > 0) {
      const onDisk = await ask<DiskMessage, boolean[]>(this.#disk, 'disk', (reply) => ({
        kind: 'present',
        names: absent.map((i) => names[i]!),
        reply,
      }));
      for (const [at, i] of absent.entries()) present[i] = onDisk[at]!;
    }
    this.#count('match', present);
    return present;
  }

  /** Marks the blocks of a chain as used, its head last: the head, which every longer chain needs, leaves last. */
  async touch(names: readonly BlockName[]): Promise<void> {
    await ask<RamMessage, boolean[]>(this.#ram, 'RAM', (reply) => ({ kind: 'present', names, reply }));
  }

  async read(name: BlockName): Promise<Block | undefined> {
    const block = (await this.#readRam(name)) ?? (await this.#readDisk(name));
    this.#count('fetch', [block !== undefined]);
    return block;
  }

  store(block: Block): Promise<StoreResult> {
    return ask<RamMessage, StoreResult>(this.#ram, 'RAM', (reply) => ({ kind: 'store', block, reply }));
  }

  async stats(): Promise<{ ram: TierStats; disk: TierStats }> {
    const ram = await ask<RamMessage, TierStats>(this.#ram, 'RAM', (reply) => ({ kind: 'stats', reply }));
    if (this.#disk === undefined) return { ram, disk: { blocks: 0, bytes: 0, available: false } };
    const disk = await ask<DiskMessage, TierStats>(this.#disk, 'disk', (reply) => ({ kind: 'stats', reply }));
    return { ram, disk };
  }

  #readRam(name: BlockName): Promise<Block | undefined> {
    return ask<RamMessage, Block | undefined>(this.#ram, 'RAM', (reply) => ({ kind: 'read', name, reply }));
  }

  async #readDisk(name: BlockName): Promise<Block | undefined> {
    if (this.#disk === undefined) return undefined;
    const block = await ask<DiskMessage, Block | undefined>(this.#disk, 'disk', (reply) => ({
      kind: 'read',
      name,
      reply,
    }));
    if (block !== undefined) this.#ram.tell({ kind: 'promote', block });
    return block;
  }

  #count(op: string, present: readonly boolean[]): void {
    for (const hit of present) this.#metrics.requests.inc({ op, result: hit ? 'hit' : 'miss' });
  }
}
