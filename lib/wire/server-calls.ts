// Joins typed handlers to grpc-js: decoding, context, span, deadline, error mapping and metrics of each kind of call.
import type {
  handleBidiStreamingCall,
  handleClientStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  Metadata,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
  sendUnaryData,
} from '@grpc/grpc-js';
import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { type CallContext, callerContext, type OpenCall, openCall, type ServerSurfaceCall } from './call-context.ts';
import { type Code, FulgurError } from './errors.ts';
import type { GrpcMetrics } from './grpc-metrics.ts';
import type { HandlerOf } from './handlers.ts';
import { type AnyMethod, encode } from './method.ts';
import { type SendLimits, SendQueue } from './send-queue.ts';
import { ServerBidi, undecodable } from './server-bidi.ts';
import { finishSpan } from './spans.ts';
import { asFulgurError, messageTooLarge, toStatus } from './status.ts';

export interface ServingOptions {
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly metrics: GrpcMetrics;
  readonly maxMessageBytes: number;
  readonly deadlineMsMax: number;
  readonly sendLimits: SendLimits;
  readonly draining: AbortSignal;
}

// biome-ignore lint/suspicious/noExplicitAny: the method table has checked the handler against these types
type Untyped<K extends AnyMethod['kind']> = HandlerOf<AnyMethod & { kind: K; request: any; response: any }>;

type GrpcHandler =
  | handleUnaryCall<Buffer, Buffer>
  | handleClientStreamingCall<Buffer, Buffer>
  | handleServerStreamingCall<Buffer, Buffer>
  | handleBidiStreamingCall<Buffer, Buffer>;

/** The handler in the form that `Server.register` takes for the method's kind. */
export function adapt(method: AnyMethod, handler: unknown, options: ServingOptions): GrpcHandler {
  switch (method.kind) {
    case 'unary':
      return (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) =>
        answer(method, call, done, options, (ctx) =>
          (handler as Untyped<'unary'>)(decode(method, call.request) as never, ctx),
        );
    case 'clientStream':
      return (call: ServerReadableStream<Buffer, Buffer>, done: sendUnaryData<Buffer>) =>
        answer(method, call, done, options, (ctx) =>
          (handler as Untyped<'clientStream'>)(decodeAll(method, call, ctx) as never, ctx),
        );
    case 'serverStream':
      return (call: ServerWritableStream<Buffer, Buffer>) => stream(method, call, options, handler as never);
    case 'bidi':
      return (call: ServerDuplexStream<Buffer, Buffer>) => bidi(method, call, options, handler as never);
  }
}

function answer(
  method: AnyMethod,
  call: ServerSurfaceCall,
  done: sendUnaryData<Buffer>,
  options: ServingOptions,
  run: (ctx: CallContext) => unknown,
): void {
  serveOnce(method, call, options, async (ctx) => encodeBounded(method, await run(ctx), options)).then(
    (bytes) => done(null, bytes),
    (error: FulgurError) => done(toStatus(error)),
  );
}

function stream(
  method: AnyMethod,
  call: ServerWritableStream<Buffer, Buffer>,
  options: ServingOptions,
  handler: (request: unknown, ctx: CallContext, write: (message: unknown) => Promise<void>) => Promise<void>,
): void {
  const queue = new SendQueue(options.sendLimits, (bytes, written) => call.write(bytes, written));
  serveOnce(method, call, options, async (ctx) => {
    ctx.signal.addEventListener('abort', () => queue.clear(ctx.signal.reason), { once: true });
    await handler(decode(method, call.request), ctx, async (message) => {
      ctx.signal.throwIfAborted();
      queue.push(encodeBounded(method, message, options));
      await queue.drained();
    });
  }).then(
    () => queue.end(() => call.end()),
    (error: FulgurError) => {
      queue.clear(error);
      call.emit('error', toStatus(error) as { code: Code; details: string; metadata: Metadata });
    },
  );
}

function bidi(
  method: AnyMethod,
  call: ServerDuplexStream<Buffer, Buffer>,
  options: ServingOptions,
  handler: (stream: ServerBidi<unknown, unknown>, ctx: CallContext) => void | Promise<void>,
): void {
  // A stream that nobody traces is a link that carries many requests: it gets no span of its own.
  const caller = callerContext(call.metadata);
  const span = trace.getSpanContext(caller) ? startSpan(method, options, call, caller) : undefined;
  const traceContext = span ? trace.setSpan(caller, span) : caller;
  const { context: ctx } = openCall(call, traceContext, options.draining, undefined);
  const end = new ServerBidi(call, method, {
    maxMessageBytes: options.maxMessageBytes,
    sendLimits: options.sendLimits,
    onDone(error) {
      options.metrics.done(method.name, error);
      if (span) finishSpan(span, error);
    },
  });
  const fail = (thrown: unknown) => end.cancel(reported(method, thrown, options, ctx));
  try {
    const pending = context.with(traceContext, () => handler(end, ctx));
    if (pending) pending.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** Runs a handler that ends with its promise: span, time limit, metrics; rejects with a FulgurError only. */
async function serveOnce<T>(
  method: AnyMethod,
  call: ServerSurfaceCall,
  options: ServingOptions,
  run: (ctx: CallContext) => Promise<T>,
): Promise<T> {
  const startedMs = performance.now();
  const caller = callerContext(call.metadata);
  const span = startSpan(method, options, call, caller);
  const traceContext = trace.setSpan(caller, span);
  const open = openCall(call, traceContext, options.draining, options.deadlineMsMax);
  let failure: FulgurError | undefined;
  try {
    return await context.with(traceContext, () => Promise.race([run(open.context), timeLimit(open)]));
  } catch (thrown) {
    failure = reported(method, thrown, options, open.context);
    throw failure;
  } finally {
    options.metrics.done(method.name, failure, (performance.now() - startedMs) / 1000);
    finishSpan(span, failure);
  }
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

function decode(method: AnyMethod, bytes: Buffer): unknown {
  try {
    return method.request.decode(bytes);
  } catch (cause) {
    throw undecodable(method, bytes.length, cause);
  }
}

async function* decodeAll(method: AnyMethod, call: ServerReadableStream<Buffer, Buffer>, ctx: CallContext) {
  const stop = () => call.destroy(ctx.signal.reason);
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const bytes of call) yield decode(method, bytes as Buffer);
    // A client that breaks off ends its side as well; a moment later the signal tells the two apart.
    await new Promise(setImmediate);
    ctx.signal.throwIfAborted();
  } finally {
    ctx.signal.removeEventListener('abort', stop);
  }
}

function encodeBounded(method: AnyMethod, message: unknown, options: ServingOptions): Buffer {
  const bytes = encode(method.response, message);
  if (bytes.length > options.maxMessageBytes) throw messageTooLarge(method.name, bytes.length, options.maxMessageBytes);
  return bytes;
}
