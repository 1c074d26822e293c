// The kv-store as attention uses it: full blocks are written behind, chains are fetched when the pool misses.
//
// Invariants
// 1. Nothing here fails or delays a request beyond the deadline that it gives: what is missing, late or corrupt is recomputed.
// 2. A payload is handed on only when its length and its checksum are right.
// 3. Both parts of a block live on the same kv-store, chosen by its key among the members that are ready.
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { MemberDirectory } from '../../lib/cluster/members.ts';
import type { YoungGarbage } from '../../lib/process/young-garbage.ts';
import { isLoopback } from '../../lib/wire/address.ts';
import { Channel } from '../../lib/wire/client.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { checksumOf } from './block-message.ts';
import type { AttentionMetrics } from './metrics.ts';
import { nodeOf } from './rendezvous.ts';
import { StoreQueue } from './store-queue.ts';

export type GroupName = 'full' | 'window';

export interface BlockRef {
  /** 64 hexadecimal digits. */
  readonly key: string;
  readonly group: GroupName;
}

/** A block to be stored. */
export interface FilledBlock extends BlockRef {
  /** Of the request that filled it, whose trace the call belongs to; '' for none. */
  readonly traceparent: string;
}

export interface StoredBlock extends BlockRef {
  readonly payload: Uint8Array;
}

export interface BlockStoreOptions {
  readonly directory: Pick<MemberDirectory, 'of' | 'onChange'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly inProcess?: InProcessServers | undefined;
  readonly metrics: AttentionMetrics;
  /** Bytes of a block's payload in each group; any other length is refused. */
  readonly payloadBytes: Readonly<Record<GroupName, number>>;
  readonly writeQueueBytes: number;
  /** Told of what sending leaves behind. */
  readonly garbage: Pick<YoungGarbage, 'add'>;
  /** Blocks were written, which took `busyMs` of this machine: there is room for others. */
  readonly onWritten: (busyMs: number) => void;
}

interface Node {
  readonly id: string;
  readonly address: string;
  readonly channel: Channel;
  readonly queue: StoreQueue;
  /** After a failure the node is left alone until then (monotonic milliseconds). */
  pausedUntilMs: number;
}

const failurePauseMs = 1_000;
const partOf = { full: fulgur.v1.BlockPart.BLOCK_PART_FULL, window: fulgur.v1.BlockPart.BLOCK_PART_WINDOW } as const;

export class BlockStore {
  readonly #options: BlockStoreOptions;
  readonly #nodes = new Map<string, Node>();
  readonly #unsubscribe: () => void;

  constructor(options: BlockStoreOptions) {
    this.#options = options;
    this.#unsubscribe = options.directory.onChange(() => this.#follow());
    this.#follow();
  }

  /** Whether there is any kv-store to ask. */
  get available(): boolean {
    return this.#nodes.size > 0;
  }

  /** Whether `write` would take this block: reading it from the pool is worth it. */
  wants(key: string, group: GroupName): boolean {
    return this.#nodeOf(key)?.queue.hasRoom(this.#options.payloadBytes[group]) ?? false;
  }

  /** Whether its kv-store has been given everything that was written to it. */
  isIdle(key: string): boolean {
    return this.#nodeOf(key)?.queue.idle ?? false;
  }

  /** Whether there is a kv-store that has been given everything. */
  get someIdle(): boolean {
    for (const { queue } of this.#nodes.values()) if (queue.idle) return true;
    return false;
  }

  /** Queues a full block that its kv-store wants; never waits. `fill` is called at once with room for the payload. */
  write(block: FilledBlock, fill: (payload: Uint8Array) => void): void {
    const queue = this.#nodeOf(block.key)?.queue;
    const bytes = this.#options.payloadBytes[block.group];
    if (queue !== undefined) fill(queue.begin(blockId(block), bytes, block.traceparent));
  }

  /** Which of `refs` the kv-stores have; all false when they do not say in time. */
  async match(refs: readonly BlockRef[], deadlineMs: number): Promise<boolean[]> {
    const present = new Array<boolean>(refs.length).fill(false);
    await this.#perNode(refs, async (node, places) => {
      const request = { blocks: places.map((place) => blockId(refs[place]!)) };
      const answer = await node.channel.unary(KvStoreMethods.match, request, { deadlineMs });
      for (const [i, place] of places.entries()) present[place] = answer.present[i] ?? false;
    });
    return present;
  }

  /** The payloads of `refs` that came whole and in time. */
  async fetch(refs: readonly BlockRef[], deadlineMs: number): Promise<StoredBlock[]> {
    const blocks: StoredBlock[] = [];
    await this.#perNode(refs, async (node, places) => {
      const wanted = new Map(places.map((place) => [nameOf(refs[place]!), refs[place]!]));
      const request = { blocks: [...wanted.values()].map(blockId) };
      for await (const block of node.channel.serverStream(KvStoreMethods.fetch, request, { deadlineMs })) {
        const ref = wanted.get(`${Buffer.from(block.id?.key ?? []).toString('hex')}/${block.id?.part}`);
        if (ref === undefined) continue;
        if (this.#isWhole(block, ref)) blocks.push({ ...ref, payload: block.payload });
        else this.#corrupt(node, ref);
      }
    });
    this.#options.metrics.blockStore.inc({ result: 'fetched' }, blocks.length);
    return blocks;
  }

  stop(): void {
    this.#unsubscribe();
    for (const node of [...this.#nodes.values()]) this.#drop(node);
  }

  #isWhole(block: fulgur.v1.KvBlock, { group }: BlockRef): boolean {
    if (block.payload.length !== this.#options.payloadBytes[group]) return false;
    return Buffer.compare(checksumOf(block.payload), block.checksum) === 0;
  }

  #corrupt(node: Node, ref: BlockRef): void {
    this.#options.metrics.blockStore.inc({ result: 'corrupt' });
    this.#options.log.error(
      { kvStore: node.id, key: ref.key, group: ref.group },
      'a block from a kv-store is damaged: recomputing',
    );
  }

  /** Asks every node concerned at once; a node that fails is left out, and alone for a moment. */
  async #perNode(refs: readonly BlockRef[], ask: (node: Node, places: number[]) => Promise<void>): Promise<void> {
    const { clock, log, metrics } = this.#options;
    const places = new Map<Node, number[]>();
    for (const [place, ref] of refs.entries()) {
      const node = this.#nodeOf(ref.key);
      if (node === undefined || node.pausedUntilMs > clock.now()) continue;
      places.set(node, [...(places.get(node) ?? []), place]);
    }
    await Promise.all(
      [...places].map(async ([node, its]) => {
        try {
          await ask(node, its);
        } catch (error) {
          node.pausedUntilMs = clock.now() + failurePauseMs;
          metrics.blockStore.inc({ result: 'late' }, its.length);
          log.warn({ err: error, kvStore: node.id }, 'a kv-store did not answer: recomputing');
        }
      }),
    );
  }

  #nodeOf(key: string): Node | undefined {
    const id = nodeOf(key, [...this.#nodes.keys()]);
    return id === undefined ? undefined : this.#nodes.get(id);
  }

  #follow(): void {
    const members = this.#options.directory.of('kv-store').filter((m) => m.address !== '' && !m.draining);
    const addresses = new Map(members.map((member) => [member.id, member.address]));
    for (const node of [...this.#nodes.values()]) if (addresses.get(node.id) !== node.address) this.#drop(node);
    for (const [id, address] of addresses) if (!this.#nodes.has(id)) this.#add(id, address);
  }

  #add(id: string, address: string): void {
    const { clock, log, tracer, inProcess, metrics, writeQueueBytes, garbage, onWritten } = this.#options;
    const channel = new Channel(address, { tracer, inProcess });
    const queue = new StoreQueue({
      channel,
      clock,
      queueBytesMax: writeQueueBytes,
      sharesCores: isLoopback(address),
      onDone: (result, blocks) => metrics.blockStore.inc({ result }, blocks),
      onError: (error) => log.warn({ err: error, kvStore: id }, 'blocks were not stored: they stay in the pool only'),
      onRoom: (bytes, busyMs) => {
        garbage.add(bytes);
        onWritten(busyMs);
      },
    });
    this.#nodes.set(id, { id, address, channel, queue, pausedUntilMs: 0 });
  }

  #drop(node: Node): void {
    this.#nodes.delete(node.id);
    node.queue.stop();
    node.channel.close();
  }
}

function blockId({ key, group }: BlockRef): fulgur.v1.IBlockId {
  return { key: Buffer.from(key, 'hex'), part: partOf[group] };
}

function nameOf({ key, group }: BlockRef): string {
  return `${key}/${partOf[group]}`;
}
