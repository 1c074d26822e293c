// The link to one expert shard: one Exchange stream, kept open, and the calls that are in flight on it.
//
// Two halves. `ShardLink` is what callers hold: it lives as long as the shard is known, and its table of calls survives
// nothing: a broken stream fails every call in it, so that the exchange can send them elsewhere. `LinkConnection` is the
// supervised actor behind it: it connects, and fails when the stream ends; its supervisor starts the next one.
//
// Invariants
// 1. Every call settles: with its answer, with its deadline, or with the end of the stream.
// 2. A call that misses its deadline breaks the link: a shard that is silent on one call is not to be trusted with more.
import type { Logger } from 'pino';
import { Actor } from '../../lib/actor/actor.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { Ref, Supervisor } from '../../lib/actor/supervisor.ts';
import type { OfferedRows, PostedRows, RowsShape } from '../../lib/tensor/shared-rows.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code, type FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { PayloadMessage } from '../../lib/wire/method.ts';
import { ExpertShardMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { RowsLink } from './rows-link.ts';

export type Batch = Omit<fulgur.v1.IActivationBatch, 'callId' | 'deadlineUnixMs' | 'hidden'>;

/** Of `ActivationBatch.hidden`. */
const hiddenField = 7;

interface PendingCall {
  readonly answered: (output: fulgur.v1.ExpertOutput) => void;
  readonly reject: (error: FulgurError) => void;
  readonly dueMs: number;
  readonly pairs: number;
}

export interface ShardLinkOptions {
  readonly shardId: string;
  readonly address: string;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly maxMessageBytes: number;
  readonly inProcess?: InProcessServers | undefined;
  /** Of memory to share with a shard of this machine; undefined to share none. */
  readonly sharedRows?: RowsShape | undefined;
  readonly log: Logger;
  /** The link opened or broke. */
  readonly onChange: (link: ShardLink, broken: FulgurError | undefined) => void;
}

const connectTimeoutMs = 2_000;
const sweepMs = 50;

export class ShardLink {
  readonly shardId: string;
  readonly address: string;
  readonly #options: ShardLinkOptions;
  readonly #calls = new Map<number, PendingCall>();
  readonly #rows: RowsLink | undefined;
  #stream: BidiStream<fulgur.v1.IActivationBatch, fulgur.v1.ExpertOutput> | undefined;
  #connection: Ref<ConnectionMessage> | undefined;
  #sweep: Timer | undefined;
  #nextCallId = 1;
  #pairsInFlight = 0;
  #channel: Channel | undefined;
  #stopped = false;

  constructor(options: ShardLinkOptions) {
    this.shardId = options.shardId;
    this.address = options.address;
    this.#options = options;
    this.#rows = options.sharedRows && new RowsLink(options.sharedRows, options.log);
  }

  async start(supervisor: Supervisor): Promise<void> {
    this.#connection = await supervisor.spawn('shard-link', () => new LinkConnection(this), {
      strategy: 'restart',
      backoff: { firstMs: 50, mostMs: 1_000 },
      stableMs: 1_000,
    });
  }

  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  /** (row, expert) pairs sent and not answered. */
  get pairsInFlight(): number {
    return this.#pairsInFlight;
  }

  /** Memory that the shard computes in. */
  get sharedRows(): OfferedRows | undefined {
    return this.isOpen ? this.#rows?.rows : undefined;
  }

  /** Pairs have been posted in shared memory. */
  countShared(pairs: number): void {
    this.#pairsInFlight += pairs;
  }

  /** Nobody waits any more for what was posted. */
  releaseShared({ rows, slot }: PostedRows, pairs: number): void {
    rows.release(slot);
    this.#pairsInFlight -= pairs;
  }

  /** Breaks the link to a shard that has been silent in shared memory for as long as a call may take. */
  wasSilent(): RetryableError {
    const silent = this.#lost(`no answer within ${this.#options.deadlineMs} ms (exchangeDeadlineMs)`);
    this.#stream?.cancel(silent);
    return silent;
  }

  /**
   * What `read` makes of the shard's answer, whose bytes are there for as long as it runs; an answer may be an error of the
   * shard's own. Rejects with a RetryableError when there is none. `hidden` must not change before that.
   */
  call<T>(batch: Batch, hidden: Uint8Array, pairs: number, read: (output: fulgur.v1.ExpertOutput) => T): Promise<T> {
    const stream = this.#stream;
    if (stream === undefined) return Promise.reject(this.#lost('the link is down'));
    const { clock, deadlineMs } = this.#options;
    const callId = this.#nextCallId;
    this.#nextCallId = callId === 0xffffffff ? 1 : callId + 1;
    return new Promise((resolve, reject) => {
      const answered = (output: fulgur.v1.ExpertOutput) => {
        try {
          resolve(read(output));
        } catch (error) {
          reject(error);
        }
      };
      this.#calls.set(callId, { answered, reject, dueMs: clock.now() + deadlineMs, pairs });
      this.#pairsInFlight += pairs;
      this.#sweep ??= clock.every(sweepMs, () => this.#expire());
      try {
        const message = { ...batch, callId, deadlineUnixMs: clock.unixMs() + deadlineMs };
        stream.send(new PayloadMessage(message, hiddenField, hidden));
      } catch (error) {
        this.#take(callId)?.reject(error as FulgurError);
      }
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#sweep?.cancel();
    this.#channel?.close();
    await this.#connection?.stop();
  }

  /** For the connection: a channel to try, closed by `stop`. */
  dial(): Channel {
    this.#channel?.close();
    const { maxMessageBytes, inProcess } = this.#options;
    this.#channel = new Channel(this.address, { maxMessageBytes, inProcess });
    if (this.#stopped) this.#channel.close();
    return this.#channel;
  }

  /** For the connection: calls go through `stream` from now on. */
  opened(stream: BidiStream<fulgur.v1.IActivationBatch, fulgur.v1.ExpertOutput>): void {
    this.#stream = stream;
    if (this.#channel !== undefined) this.#rows?.offer(this.#channel);
    stream.onMessage((output, memory) => {
      this.#take(output.callId)?.answered(output);
      stream.reuse(memory);
    });
    this.#options.onChange(this, undefined);
  }

  /** For the connection: nothing more will be answered. */
  broken(error: FulgurError | undefined): void {
    if (this.#stream === undefined) return;
    this.#stream = undefined;
    this.#rows?.end();
    const lost = this.#lost(error?.message ?? 'the shard ended the stream');
    for (const callId of [...this.#calls.keys()]) this.#take(callId)?.reject(lost);
    if (!this.#stopped) this.#options.onChange(this, lost);
  }

  #take(callId: number): PendingCall | undefined {
    const call = this.#calls.get(callId);
    if (call === undefined) return undefined;
    this.#calls.delete(callId);
    this.#pairsInFlight -= call.pairs;
    return call;
  }

  /** The sweep goes on until it finds no call: one that began and ended with every call would cost more than it looks at. */
  #expire(): void {
    if (this.#calls.size === 0) {
      this.#sweep?.cancel();
      this.#sweep = undefined;
      return;
    }
    const now = this.#options.clock.now();
    for (const call of this.#calls.values()) {
      if (call.dueMs > now) continue;
      this.wasSilent();
      return;
    }
  }

  #lost(why: string): RetryableError {
    const message = `expert shard ${this.shardId} at ${this.address}: ${why}`;
    return new RetryableError(Code.UNAVAILABLE, message, { reason: 'link_broken' });
  }
}

type ConnectionMessage =
  | { readonly kind: 'connect' }
  | { readonly kind: 'closed'; readonly error: FulgurError | undefined };

/** One attempt at a connection, and its life. */
class LinkConnection extends Actor<ConnectionMessage> {
  readonly #link: ShardLink;

  constructor(link: ShardLink) {
    super(4);
    this.#link = link;
  }

  protected override started(): void {
    this.tell({ kind: 'connect' });
  }

  protected async receive(message: ConnectionMessage): Promise<void> {
    if (message.kind === 'closed')
      throw message.error ?? new RetryableError(Code.UNAVAILABLE, 'the shard ended the stream');
    const channel = this.#link.dial();
    await channel.waitReady(connectTimeoutMs);
    const stream = channel.bidi(ExpertShardMethods.exchange, { deadlineMs: Number.POSITIVE_INFINITY });
    this.#link.opened(stream);
    stream.onClose((error) => {
      this.#link.broken(error);
      this.tell({ kind: 'closed', error });
    });
  }
}
