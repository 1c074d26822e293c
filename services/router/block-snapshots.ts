// Asks producers for all of their blocks: one question per producer at a time, and another one when it was asked again meanwhile.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import { splitKeys } from '../../lib/model/block-key.ts';
import type { Channel } from '../../lib/wire/client.ts';
import { AttentionMethods, KvStoreMethods } from '../../lib/wire/methods.ts';

export interface BlockSource {
  readonly service: 'attention' | 'kv-store';
  readonly channel: Channel;
}

export interface BlockSnapshotsOptions {
  readonly sourceOf: (producerId: string) => BlockSource | undefined;
  readonly onSnapshot: (producerId: string, sequence: number, keys: readonly Uint8Array[]) => void;
  readonly onFailed: (producerId: string) => void;
  readonly log: Logger;
  readonly clock: Clock;
}

const deadlineMs = 10_000;
/** Pause after a failure and between questions to one producer: a flood of gaps asks no faster. */
const pauseMs = 1_000;

export class BlockSnapshots {
  readonly #options: BlockSnapshotsOptions;
  /** Producers that are being asked, and whether they are to be asked again. */
  readonly #asking = new Map<string, boolean>();

  constructor(options: BlockSnapshotsOptions) {
    this.#options = options;
  }

  request(producerId: string): void {
    if (this.#asking.has(producerId)) {
      this.#asking.set(producerId, true);
      return;
    }
    this.#asking.set(producerId, false);
    void this.#ask(producerId);
  }

  async #ask(producerId: string): Promise<void> {
    const { sourceOf, onSnapshot, onFailed, log, clock } = this.#options;
    const source = sourceOf(producerId);
    try {
      if (source === undefined) return onFailed(producerId);
      const { sequence, keys } = await readBlocks(source);
      onSnapshot(producerId, sequence, keys);
    } catch (error) {
      log.debug({ err: error, producer: producerId }, 'a producer did not list its prefix blocks');
      onFailed(producerId);
    } finally {
      if (source === undefined) this.#asking.delete(producerId);
      else clock.after(pauseMs, () => this.#done(producerId));
    }
  }

  #done(producerId: string): void {
    const again = this.#asking.get(producerId);
    this.#asking.delete(producerId);
    if (again) this.request(producerId);
  }
}

/** A snapshot may come in several messages; the first one's sequence is the safe one: later events are applied again. */
async function readBlocks({ service, channel }: BlockSource): Promise<{ sequence: number; keys: Uint8Array[] }> {
  const messages =
    service === 'attention'
      ? channel.serverStream(AttentionMethods.listBlocks, {}, { deadlineMs })
      : channel.serverStream(KvStoreMethods.listBlocks, {}, { deadlineMs });
  let sequence: number | undefined;
  const keys: Uint8Array[] = [];
  for await (const message of messages) {
    sequence ??= message.sequence;
    for (const key of splitKeys(message.keys)) keys.push(key);
  }
  return { sequence: sequence ?? 0, keys };
}
