// Typed calls to one peer: over a connection, which reconnects by itself, or directly where the peer is a server of this process.
//
// Invariants
// 1. Every call has a deadline; only a bidirectional stream may set it to Infinity.
// 2. A call fails with a FulgurError and nothing else; RetryableError when another replica may serve it.
// 3. `close` ends every open call.
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import { noTracer } from '../telemetry/no-tracer.ts';
import { formatTraceparent } from '../telemetry/traceparent.ts';
import type { BidiStream } from './bidi-stream.ts';
import { ClientBidi } from './client-bidi.ts';
import { Code, FulgurError, RetryableError } from './errors.ts';
import type { Transport } from './grpc-metrics.ts';
import type { CallEndOptions } from './in-process-call.ts';
import type { InProcessServers } from './in-process-servers.ts';
import { defaultMaxMessageBytes, flowControlWindowBytes } from './limits.ts';
import type { AnyMethod, EncodedMessage, Method } from './method.ts';
import { defaultSendLimits, type SendLimits } from './send-queue.ts';
import { finishSpan } from './spans.ts';
import type { CallSite } from './status.ts';
import { collect, iterate, sendAll } from './stream-calls.ts';

export interface ChannelOptions {
  /** Calls made while a span is current get a span of their own. */
  readonly tracer?: Tracer;
  /** Largest message sent or taken. */
  readonly maxMessageBytes?: number;
  readonly sendLimits?: SendLimits;
  /** Servers of this process, which are called without a connection. */
  readonly inProcess?: InProcessServers | undefined;
}

export interface CallOptions {
  /** Milliseconds from now until the call fails with DEADLINE_EXCEEDED. Infinity only for a stream that is a link. */
  readonly deadlineMs: number;
  /** Cancels the call, which then fails with CANCELLED or with the signal's reason where that is a FulgurError. */
  readonly signal?: AbortSignal | undefined;
  /** Text headers of the request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reconnecting is left to grpc-js, within these bounds. Each channel has a connection of its own. */
const connectionOptions = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1000,
  'grpc.dns_min_time_between_resolutions_ms': 1000,
  'grpc.use_local_subchannel_pool': 1,
  // A peer that vanished without a word is noticed within 5 s, also between calls.
  'grpc.keepalive_time_ms': 2000,
  'grpc.keepalive_timeout_ms': 3000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc-node.flow_control_window': flowControlWindowBytes,
  // Who retries, and where, is decided by the caller.
  'grpc.enable_retries': 0,
  'grpc.enable_http_proxy': 0,
  'grpc.enable_channelz': 0,
  'grpc.service_config_disable_resolution': 1,
};

export class Channel {
  /** host:port */
  readonly address: string;
  readonly #inProcess: InProcessServers | undefined;
  /** Made for the first call that goes over a connection. */
  #client: Client | undefined;
  readonly #tracer: Tracer;
  readonly #maxMessageBytes: number;
  readonly #sendLimits: SendLimits;
  readonly #open = new Set<BidiStream<never, unknown>>();
  #closed = false;

  constructor(address: string, options: ChannelOptions = {}) {
    this.address = address;
    this.#tracer = options.tracer ?? noTracer;
    this.#maxMessageBytes = options.maxMessageBytes ?? defaultMaxMessageBytes;
    this.#sendLimits = options.sendLimits ?? defaultSendLimits;
    this.#inProcess = options.inProcess;
  }

  /** How the next call goes. */
  get transport(): Transport {
    return this.#inProcess?.find(this.address) === undefined ? 'grpc' : 'in_process';
  }

  async unary<Q, A, B, R>(method: Method<'unary', Q, A, B, R>, request: Q, options: CallOptions): Promise<R> {
    const stream = this.#start<Q, R>(method, options);
    const answer = collect(stream, method.name);
    sendOnly(stream, request);
    return answer;
  }

  /** The call begins at once; leaving the loop early cancels it. */
  serverStream<Q, A, B, R>(
    method: Method<'serverStream', Q, A, B, R>,
    request: Q,
    options: CallOptions,
  ): AsyncIterableIterator<R> {
    const stream = this.#start<Q, R>(method, options);
    const responses = iterate(stream);
    sendOnly(stream, request);
    return responses;
  }

  /** Sends `requests` as fast as the peer takes them. A throw from `requests` cancels the call and is rethrown. */
  async clientStream<Q, A, B, R>(
    method: Method<'clientStream', Q, A, B, R>,
    requests: Iterable<Q | EncodedMessage> | AsyncIterable<Q | EncodedMessage>,
    options: CallOptions,
  ): Promise<R> {
    const stream = this.#start<Q | EncodedMessage, R>(method, options);
    const answer = collect(stream, method.name);
    const sent = sendAll(stream, requests);
    // A failure of the source is the outcome; that the call was cancelled for it is not.
    const [response] = await Promise.all([answer.catch((error) => sent.then(() => Promise.reject(error))), sent]);
    return response;
  }

  bidi<Q, A, B, R>(method: Method<'bidi', Q, A, B, R>, options: CallOptions): BidiStream<Q, R> {
    return this.#start<Q, R>(method, options);
  }

  /** Resolves once connected; rejects with UNAVAILABLE after `timeoutMs`. */
  waitReady(timeoutMs: number): Promise<void> {
    if (this.transport === 'in_process') return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#connection().waitForReady(Date.now() + timeoutMs, (error) => {
        if (!error) return resolve();
        const message = `no connection to ${this.address} within ${timeoutMs} ms`;
        reject(new RetryableError(Code.UNAVAILABLE, message, { cause: error, reason: 'connection_lost' }));
      });
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stream of [...this.#open]) stream.cancel(this.#closedError());
    this.#client?.close();
  }

  #start<Out, In>(method: AnyMethod, options: CallOptions): BidiStream<Out, In> {
    if (this.#closed) throw this.#closedError();
    const { deadlineMs, signal } = options;
    if (Number.isNaN(deadlineMs) || (deadlineMs === Number.POSITIVE_INFINITY && method.kind !== 'bidi')) {
      throw new TypeError(`${method.name} needs a deadline, got deadlineMs ${deadlineMs}`);
    }
    const span = this.#startSpan(method);
    const metadata = requestHeaders(options, span);
    const stream = this.#call<Out, In>({ method: method.name, address: this.address, deadlineMs }, metadata, {
      method,
      maxMessageBytes: this.#maxMessageBytes,
      sendLimits: this.#sendLimits,
      onDone: (error) => {
        this.#open.delete(stream as BidiStream<never, unknown>);
        signal?.removeEventListener('abort', abort);
        if (span) finishSpan(span, error);
      },
    });
    const abort = () => stream.cancel(abortError(method, signal?.reason));
    this.#open.add(stream as BidiStream<never, unknown>);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort);
    return stream;
  }

  #call<Out, In>(site: CallSite, metadata: Metadata, end: CallEndOptions): BidiStream<Out, In> {
    const server = this.#inProcess?.find(this.address);
    if (this.#inProcess && server) return server.call(this.#inProcess.turns, site, end, metadata);
    const deadline = site.deadlineMs === Number.POSITIVE_INFINITY ? site.deadlineMs : Date.now() + site.deadlineMs;
    const call = this.#connection().getChannel().createCall(`/${site.method}`, deadline, null, null, null);
    return new ClientBidi(call, end.method, { ...end, site, metadata });
  }

  #connection(): Client {
    this.#client ??= new Client(this.address, credentials.createInsecure(), {
      ...connectionOptions,
      'grpc.max_receive_message_length': this.#maxMessageBytes,
      'grpc.max_send_message_length': this.#maxMessageBytes,
    });
    return this.#client;
  }

  #startSpan(method: AnyMethod): Span | undefined {
    if (!trace.getSpanContext(context.active())) return undefined;
    const attributes = { 'rpc.system': 'grpc', 'rpc.method': method.name, 'server.address': this.address };
    return this.#tracer.startSpan(method.name, { kind: SpanKind.CLIENT, attributes });
  }

  #closedError(): FulgurError {
    return new RetryableError(Code.UNAVAILABLE, `the channel to ${this.address} is closed`, {
      reason: 'channel_closed',
    });
  }
}

function sendOnly<Q>(stream: BidiStream<Q, unknown>, request: Q): void {
  try {
    stream.send(request);
    stream.end();
  } catch (error) {
    // Too large, or not encodable: the call that was opened for it must not linger.
    stream.cancel(error as FulgurError);
  }
}

function requestHeaders(options: CallOptions, span: Span | undefined): Metadata {
  const metadata = new Metadata();
  const traceparent = span ? formatTraceparent(trace.setSpan(context.active(), span)) : '';
  if (traceparent) metadata.set('traceparent', traceparent);
  for (const [name, value] of Object.entries(options.headers ?? {})) metadata.set(name, value);
  return metadata;
}

function abortError(method: AnyMethod, reason: unknown): FulgurError {
  if (reason instanceof FulgurError) return reason;
  return new FulgurError(Code.CANCELLED, `${method.name} was cancelled by its caller`, { cause: reason });
}
