// Joins typed handlers to grpc-js: each kind of call as it comes over a connection.
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
import type { CallContext, ServerSurfaceCall } from './call-context.ts';
import type { Code, FulgurError } from './errors.ts';
import type { AnyMethod } from './method.ts';
import { SendQueue } from './send-queue.ts';
import { ServerBidi, undecodable } from './server-bidi.ts';
import { encodeBounded, type ServingOptions, serveBidi, serveOnce, type Untyped } from './serving.ts';
import { toStatus } from './status.ts';

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
  const queue = new SendQueue<Buffer>(options.sendLimits, (bytes, written) => call.write(bytes, written));
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
  handler: Untyped<'bidi'>,
): void {
  const { maxMessageBytes, sendLimits } = options;
  const openEnd = (onDone: (error: FulgurError | undefined) => void) =>
    new ServerBidi<never, unknown>(call, method, { maxMessageBytes, sendLimits, onDone });
  serveBidi(method, call, options, handler, openEnd);
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
