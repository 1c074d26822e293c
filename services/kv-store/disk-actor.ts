// The disk tier as an actor: turns itself off when the disk fails or is full, and tries again later.
//
// Invariants
// 1. A failure of the disk never reaches a caller: while the tier is off it holds nothing and takes nothing.
// 2. It comes back only after a page has been written for real, with what the file still holds.
import type { Logger } from 'pino';
import { Actor } from '../../lib/actor/actor.ts';
import { Backoff } from '../../lib/actor/backoff.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { Block, BlockName } from './block.ts';
import type { BlockPublisher } from './block-publisher.ts';
import { DiskTier } from './disk-tier.ts';
import type { KvStoreMetrics } from './metrics.ts';
import type { DiskMessage, TierStats } from './tier-messages.ts';

export interface DiskActorOptions {
  readonly path: string;
  readonly limitBytes: number;
  readonly mailboxCapacity: number;
  readonly retryMs: { readonly first: number; readonly most: number };
  readonly clock: Clock;
  readonly log: Logger;
  readonly publisher: BlockPublisher;
  readonly metrics: KvStoreMetrics;
}

const saveOrderMs = 10_000;

export class DiskActor extends Actor<DiskMessage> {
  readonly #options: DiskActorOptions;
  readonly #backoff: Backoff;
  #tier: DiskTier | undefined;
  #orderTimer: Timer | undefined;
  #retryTimer: Timer | undefined;

  constructor(options: DiskActorOptions) {
    super(options.mailboxCapacity);
    this.#options = options;
    this.#backoff = new Backoff({ firstMs: options.retryMs.first, mostMs: options.retryMs.most });
  }

  protected override started(): void {
    this.#orderTimer = this.#options.clock.every(saveOrderMs, () => this.tell({ kind: 'saveOrder' }));
    this.#turnOn();
  }

  protected override async stopped(): Promise<void> {
    this.#orderTimer?.cancel();
    this.#retryTimer?.cancel();
    this.#whileOn((tier) => tier.saveOrder());
    const tier = this.#tier;
    this.#tier = undefined;
    this.#retryTimer?.cancel();
    try {
      await tier?.close(true);
    } catch (error) {
      this.#options.log.warn({ path: this.#options.path, err: error }, 'disk tier was not closed in good order');
    }
  }

  protected receive(message: DiskMessage): void {
    switch (message.kind) {
      case 'present':
        message.reply.resolve(this.#present(message.names));
        break;
      case 'read':
        message.reply.resolve(this.#whileOn((tier) => tier.read(message.name)));
        break;
      case 'stats':
        message.reply.resolve(this.#stats());
        break;
      case 'demote':
        this.#write(message.block);
        message.done();
        break;
      case 'saveOrder':
        this.#whileOn((tier) => tier.saveOrder());
        break;
      case 'retry':
        this.#turnOn();
        break;
    }
  }

  #stats(): TierStats {
    return { blocks: this.#tier?.count ?? 0, bytes: this.#tier?.bytes ?? 0, available: this.#tier !== undefined };
  }

  #present(names: readonly BlockName[]): boolean[] {
    return names.map((name) => this.#tier?.has(name) ?? false);
  }

  #write(block: Block): void {
    const { metrics, publisher } = this.#options;
    const evicted = this.#whileOn((tier) => (tier.fits(block.payload.length) ? tier.write(block) : undefined));
    if (evicted === undefined) return;
    for (const name of evicted) {
      metrics.evictions.inc({ tier: 'disk' });
      publisher.lost('disk', name);
    }
    publisher.gained('disk', block.name);
    // A tier that has taken a block again is healthy: its next failure is retried soon.
    this.#backoff.reset();
    this.#measure();
  }

  /** Runs `action` on the tier; a failure turns the tier off. Undefined while it is off. */
  #whileOn<T>(action: (tier: DiskTier) => T): T | undefined {
    if (this.#tier === undefined) return undefined;
    try {
      return action(this.#tier);
    } catch (error) {
      this.#turnOff(error);
      return undefined;
    }
  }

  #turnOn(): void {
    if (this.#tier !== undefined) return;
    const { path, limitBytes, clock, publisher, log, metrics } = this.#options;
    try {
      const tier = DiskTier.open({ path, limitBytes, unixMs: clock.unixMs, onCorrupt: (name) => this.#corrupt(name) });
      this.#tier = tier;
      tier.probe();
    } catch (error) {
      this.#turnOff(error);
      return;
    }
    for (const name of this.#tier.names()) publisher.gained('disk', name);
    metrics.diskAvailable.set(1);
    this.#measure();
    log.info({ path, blocks: this.#tier.count, bytes: this.#tier.bytes }, 'disk tier is on');
  }

  #turnOff(error: unknown): void {
    const { log, path, metrics, publisher, clock } = this.#options;
    const retryInMs = this.#backoff.next();
    log.error({ path, err: error, retryInMs }, `disk tier is off, RAM goes on: ${(error as Error).message}`);
    const tier = this.#tier;
    this.#tier = undefined;
    publisher.lostAll('disk');
    metrics.diskAvailable.set(0);
    this.#measure();
    const retry = () => {
      this.#retryTimer = clock.after(retryInMs, () => this.tell({ kind: 'retry' }));
    };
    if (tier === undefined) retry();
    else tier.close(false).then(retry, retry);
  }

  #corrupt(name: BlockName): void {
    const { metrics, publisher, log, path } = this.#options;
    metrics.corruptBlocks.inc();
    publisher.lost('disk', name);
    log.warn({ path, block: name }, 'a block on disk failed its checksum and was dropped');
  }

  #measure(): void {
    this.#options.metrics.blocks.set({ tier: 'disk' }, this.#tier?.count ?? 0);
    this.#options.metrics.bytes.set({ tier: 'disk' }, this.#tier?.bytes ?? 0);
  }
}
