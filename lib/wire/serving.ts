// What serving a call takes, whichever way it comes: context, span, time limit, error mapping and metrics.
import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { BidiStream } from './bidi-stream.ts';
import { type CallContext, callerContext, type OpenCall, openCall, type ServerSurfaceCall } from './call-context.ts';
import { FulgurError } from './errors.ts';
import type { GrpcMetrics, Transport } from './grpc-metrics.ts';
import type { HandlerOf } from './handlers.ts';
import { type AnyMethod, encode } from './method.ts';
import type { SendLimits } from './send-queue.ts';
import { finishSpan } from './spans.ts';
import { asFulgurError, messageTooLarge } from './status.ts';

export interface ServingOptions {
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly metrics: GrpcMetrics;
  readonly transport: Transport;
  readonly maxMessageBytes: number;
  readonly deadlineMsMax: number;
  readonly sendLimits: SendLimits;
  readonly draining: AbortSignal;
}

/** A handler of one kind of call; the method table has checked it against the types of its messages. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where handlers of any type meet
export type Untyped<K extends AnyMethod['kind']> = HandlerOf<AnyMethod & { kind: K; request: any; response: any }>;

/** Runs a handler that ends with its promise: span, time limit, metrics; rejects with a FulgurError only. */
export async function serveOnce<T>(
  method: AnyMethod,
  call: ServerSurfaceCall,
  options: ServingOptions,
  run: (ctx: CallContext) => Promise<T>,
): Promise<T> {
  const startedMs = performance.now();
  const caller = callerContext(call.metadata);
  const span = startSpan(method, options, call, caller);
  const traceContext = trace.setSpan(caller, span);
  const open = openCall(call, traceContext, options, options.deadlineMsMax);
  options.metrics.begun(options.transport);
  let failure: FulgurError | undefined;
  try {
    return await context.with(traceContext, () => Promise.race([run(open.context), timeLimit(open)]));
  } catch (thrown) {
    failure = reported(method, thrown, options, open.context);
    throw failure;
  } finally {
    options.metrics.done(options.transport, method.name, failure, (performance.now() - startedMs) / 1000);
    finishSpan(span, failure);
  }
}

/** Gives a bidirectional stream to its handler. `openEnd` makes this end of it and tells `onDone` how it ended. */
export function serveBidi(
  method: AnyMethod,
  call: ServerSurfaceCall,
  options: ServingOptions,
  handler: Untyped<'bidi'>,
  openEnd: (onDone: (error: FulgurError | undefined) => void) => BidiStream<never, unknown>,
): void {
  // A stream that nobody traces is a link that carries many requests: it gets no span of its own.
  const caller = callerContext(call.metadata);
  const span = trace.getSpanContext(caller) ? startSpan(method, options, call, caller) : undefined;
  const traceContext = span ? trace.setSpan(caller, span) : caller;
  const { context: ctx } = openCall(call, traceContext, options, undefined);
  options.metrics.begun(options.transport);
  const end = openEnd((error) => {
    options.metrics.done(options.transport, method.name, error);
    if (span) finishSpan(span, error);
  });
  const fail = (thrown: unknown) => end.cancel(reported(method, thrown, options, ctx));
  try {
    const pending = context.with(traceContext, () => handler(end as never, ctx));
    if (pending) pending.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** @throws RESOURCE_EXHAUSTED when the message is larger than one may be */
export function encodeBounded(method: AnyMethod, message: unknown, options: ServingOptions): Buffer {
  const bytes = encode(method.response, message);
  if (bytes.length > options.maxMessageBytes) throw messageTooLarge(method.name, bytes.length, options.maxMessageBytes);
  return bytes;
}

function timeLimit(open: OpenCall): Promise<never> {
  return new Promise((_, reject) => {
    open.onTimeout(reject);
    // The caller is gone: nobody waits for the handler any more, which has the same signal.
    open.context.signal.addEventListener('abort', () => reject(open.context.signal.reason), { once: true });
  });
}

function startSpan(
  method: AnyMethod,
  options: ServingOptions,
  call: ServerSurfaceCall,
  parent: ReturnType<typeof callerContext>,
): Span {
  const attributes = { 'rpc.system': 'grpc', 'rpc.method': method.name, 'network.peer.address': call.getPeer() };
  return options.tracer.startSpan(method.name, { kind: SpanKind.SERVER, attributes }, parent);
}

/** What is thrown by a handler and is no FulgurError is a defect: the log has its stack, the client does not. */
function reported(method: AnyMethod, thrown: unknown, options: ServingOptions, ctx: CallContext): FulgurError {
  const error = asFulgurError(thrown, method.name);
  if (!(thrown instanceof FulgurError)) {
    context.with(ctx.traceContext, () =>
      options.log.error({ err: thrown, method: method.name, peer: ctx.peer }, 'a handler failed unexpectedly'),
    );
  }
  return error;
}
