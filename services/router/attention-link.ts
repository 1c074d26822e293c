// The link to one attention replica: one Serve stream that carries every request between the two.
//
// Owns: the channel, the stream, and which listener waits for which request.
//
// Invariants
// 1. Every submitted request hears exactly one end, unless it was cancelled: its own, or the link's loss.
// 2. A link that broke connects again by itself, with growing pauses, until it is closed.
// 3. A closed link takes nothing; requests that still run over it go on to their end, and the last one takes the channel down.
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { Backoff } from '../../lib/actor/backoff.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code, type FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { errorOf } from '../../lib/wire/failure.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { AttentionMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { FinishReason, GeneratedToken } from './generation-output.ts';
import type { Replica, ReplicaListener } from './replica.ts';

export interface AttentionLinkOptions {
  readonly id: string;
  readonly address: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly inProcess?: InProcessServers | undefined;
  /** The link has come up or gone down. */
  readonly onChange: (link: AttentionLink) => void;
}

interface Flight {
  readonly listener: ReplicaListener;
  /** Prompt tokens that the replica has still to read, as far as is known here. */
  promptTokens: number;
}

type Stream = BidiStream<fulgur.v1.IAttentionCommand, fulgur.v1.AttentionEvents>;

const connectTimeoutMs = 5_000;
const reconnect = { firstMs: 50, mostMs: 1_000 };
const { FinishReason: Wire } = fulgur.v1;
const noTop: GeneratedToken['top'] = [];

export class AttentionLink implements Replica {
  readonly id: string;
  readonly channel: Channel;
  readonly #options: AttentionLinkOptions;
  readonly #flights = new Map<string, Flight>();
  readonly #backoff = new Backoff(reconnect);
  #stream: Stream | undefined;
  #timer: Timer | undefined;
  #closed = false;
  #pendingPromptTokens = 0;

  constructor(options: AttentionLinkOptions) {
    this.#options = options;
    this.id = options.id;
    // A long-lived link carries many requests: it is traced through them, not as a call.
    this.channel = new Channel(options.address, { inProcess: options.inProcess });
    this.#connect();
  }

  get up(): boolean {
    return this.#stream !== undefined && !this.#closed;
  }

  get requests(): number {
    return this.#flights.size;
  }

  get pendingPromptTokens(): number {
    return this.#pendingPromptTokens;
  }

  submit(submit: fulgur.v1.ISubmit, listener: ReplicaListener): void {
    const stream = this.#stream;
    if (stream === undefined || this.#closed) {
      queueMicrotask(() => listener.onFailed(lost(this.#options.address, 'it is not connected')));
      return;
    }
    const promptTokens = submit.promptIds?.length ?? 0;
    this.#flights.set(submit.requestId as string, { listener, promptTokens });
    this.#pendingPromptTokens += promptTokens;
    try {
      stream.send({ submit });
    } catch (error) {
      // Larger than one message may be: no replica would take it.
      this.#take(submit.requestId as string);
      queueMicrotask(() => listener.onFailed(error as FulgurError));
    }
  }

  cancel(requestId: string): void {
    if (this.#take(requestId) === undefined) return;
    this.#stream?.send({ cancel: { requestId } });
    this.#closeWhenIdle();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#timer?.cancel();
    this.#closeWhenIdle();
  }

  /** Ends everything now: whatever runs over the link moves. */
  abandon(): void {
    this.close();
    this.channel.close();
  }

  #connect(): void {
    this.channel.waitReady(connectTimeoutMs).then(
      () => this.#open(),
      () => this.#retry(),
    );
  }

  #open(): void {
    if (this.#closed) return;
    let stream: Stream;
    try {
      stream = this.channel.bidi(AttentionMethods.serve, { deadlineMs: Number.POSITIVE_INFINITY });
    } catch {
      return;
    }
    this.#stream = stream;
    stream.onMessage((events) => {
      this.#backoff.reset();
      this.#receive(events);
    });
    stream.onClose((error) => this.#lost(error));
    this.#options.onChange(this);
  }

  #receive({ tokens, finished, failed }: fulgur.v1.AttentionEvents): void {
    for (const event of tokens) {
      const flight = this.#flights.get(event.requestId as string);
      if (flight === undefined) continue;
      this.#pendingPromptTokens -= flight.promptTokens;
      flight.promptTokens = 0;
      if (event.cachedTokens) flight.listener.onCached(event.cachedTokens);
      flight.listener.onToken(event.index ?? 0, toToken(event.token));
    }
    for (const event of finished) {
      const listener = this.#take(event.requestId as string)?.listener;
      if (event.cachedTokens) listener?.onCached(event.cachedTokens);
      listener?.onFinished(reasonOf(event.reason));
    }
    for (const event of failed) this.#take(event.requestId as string)?.listener.onFailed(errorOf(event));
    if (finished.length + failed.length > 0) this.#closeWhenIdle();
  }

  #lost(error: FulgurError | undefined): void {
    this.#stream = undefined;
    const { address, log } = this.#options;
    const reason = lost(address, error?.message ?? 'it ended the stream');
    if (!this.#closed || this.#flights.size > 0) {
      log.warn(
        { err: error, replica: this.id, requests: this.#flights.size },
        'the link to an attention replica broke',
      );
    }
    for (const requestId of [...this.#flights.keys()]) this.#take(requestId)?.listener.onFailed(reason);
    this.#options.onChange(this);
    if (this.#closed) this.channel.close();
    else this.#retry();
  }

  #retry(): void {
    if (this.#closed) return;
    this.#timer = this.#options.clock.after(this.#backoff.next(), () => this.#connect());
  }

  #take(requestId: string): Flight | undefined {
    const flight = this.#flights.get(requestId);
    if (flight === undefined) return undefined;
    this.#flights.delete(requestId);
    this.#pendingPromptTokens -= flight.promptTokens;
    return flight;
  }

  #closeWhenIdle(): void {
    if (this.#closed && this.#flights.size === 0) this.channel.close();
  }
}

function lost(address: string, why: string): RetryableError {
  return new RetryableError(Code.UNAVAILABLE, `the attention replica at ${address} is gone: ${why}`, {
    reason: 'connection_lost',
  });
}

function toToken(token: fulgur.v1.ITokenLogprobs | null | undefined): GeneratedToken {
  const top = token?.top ?? [];
  return {
    id: token?.tokenId ?? 0,
    logprob: token?.logprob ?? 0,
    top: top.length === 0 ? noTop : top.map((entry) => ({ id: entry.tokenId ?? 0, logprob: entry.logprob ?? 0 })),
  };
}

function reasonOf(reason: fulgur.v1.FinishReason | null | undefined): FinishReason {
  if (reason === Wire.FINISH_REASON_LENGTH) return 'length';
  if (reason === Wire.FINISH_REASON_CONTENT_FILTER) return 'content_filter';
  return 'stop';
}
