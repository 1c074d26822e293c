// The RAM tier as an actor: answers questions, takes what is stored, hands what no longer fits to disk.
import { setImmediate } from 'node:timers/promises';
import { Actor } from '../../lib/actor/actor.ts';
import type { Clock } from '../../lib/actor/clock.ts';
import type { Block, BlockName } from './block.ts';
import type { BlockPublisher } from './block-publisher.ts';
import type { KvStoreMetrics } from './metrics.ts';
import { RamTier } from './ram-tier.ts';
import type { Asked, DiskMessage, RamMessage, StoreResult } from './tier-messages.ts';

export interface RamActorOptions {
  readonly limitBytes: number;
  readonly mailboxCapacity: number;
  /** Absent when no disk tier is configured. */
  readonly disk: Asked<DiskMessage> | undefined;
  readonly publisher: BlockPublisher;
  readonly metrics: KvStoreMetrics;
  readonly clock: Clock;
}

export class RamActor extends Actor<RamMessage> {
  readonly #tier: RamTier;
  readonly #options: RamActorOptions;

  constructor(options: RamActorOptions) {
    super(options.mailboxCapacity);
    this.#options = options;
    this.#tier = new RamTier(options.limitBytes);
    options.publisher.lostAll('ram');
    this.#measure();
  }

  protected receive(message: RamMessage): Promise<void> | undefined {
    switch (message.kind) {
      case 'present':
        message.reply.resolve(this.#present(message.names));
        return undefined;
      case 'read':
        message.reply.resolve(this.#tier.get(message.name));
        return undefined;
      case 'stats':
        message.reply.resolve({ blocks: this.#tier.count, bytes: this.#tier.bytes, available: true });
        return undefined;
      case 'store':
        message.reply.resolve(this.#store(message.block));
        return undefined;
      case 'promote':
        this.#store(message.block);
        return undefined;
      case 'demoteAll':
        return this.#demoteAll(message.stopAt).then(message.reply.resolve);
    }
  }

  /** Touches from the end of the chain to its start: the head, which every longer chain needs, leaves last. */
  #present(names: readonly BlockName[]): boolean[] {
    const present = names.map((name) => this.#tier.has(name));
    for (let i = names.length - 1; i >= 0; i--) if (present[i]) this.#tier.get(names[i]!);
    return present;
  }

  #store(block: Block): StoreResult {
    if (this.#tier.get(block.name) !== undefined) return 'present';
    for (const evicted of this.#tier.put(block)) {
      this.#options.metrics.evictions.inc({ tier: 'ram' });
      this.#demote(evicted, () => {});
    }
    this.#options.publisher.gained('ram', block.name);
    this.#measure();
    return 'stored';
  }

  #demote(block: Block, done: () => void): void {
    const finished = () => {
      if (!this.#tier.has(block.name)) this.#options.publisher.lost('ram', block.name);
      done();
    };
    const accepted = this.#options.disk?.tell({ kind: 'demote', block, done: finished }) ?? false;
    if (!accepted) finished();
  }

  async #demoteAll(stopAt: number): Promise<void> {
    for (const block of this.#tier.newestFirst().reverse()) {
      if (this.#options.clock.now() >= stopAt) return;
      await new Promise<void>((done) => this.#demote(block, done));
      // Writing blocks the event loop: other calls have their turn between two blocks.
      await setImmediate();
    }
  }

  #measure(): void {
    this.#options.metrics.blocks.set({ tier: 'ram' }, this.#tier.count);
    this.#options.metrics.bytes.set({ tier: 'ram' }, this.#tier.bytes);
  }
}
