// The door of a server for clients of its own process: serves each kind of call over the end of an in-process call.
import { EventEmitter } from 'node:events';
import type { Metadata } from '@grpc/grpc-js';
import type { BidiStream } from './bidi-stream.ts';
import type { CallContext, ServerSurfaceCall } from './call-context.ts';
import type { Door, DoorService, OpenDoor } from './door.ts';
import { Code, FulgurError } from './errors.ts';
import type { ServiceBinding, Write } from './handlers.ts';
import { type CallEndOptions, InProcessCall, type ServerEnd } from './in-process-call.ts';
import type { Turns } from './in-process-turns.ts';
import { type AnyMethod, EncodedMessage } from './method.ts';
import { encodeBounded, type ServingOptions, serveBidi, serveOnce, type Untyped } from './serving.ts';
import { type CallSite, connectionLost } from './status.ts';
import { iterate } from './stream-calls.ts';

interface Served {
  readonly method: AnyMethod;
  readonly handler: unknown;
}

type End = ServerEnd<unknown, unknown>;

export class InProcessServer {
  readonly #served = new Map<string, Served>();
  readonly #options: ServingOptions;
  readonly #doors: readonly OpenDoor[];
  readonly #open = new Set<{ readonly call: InProcessCall; readonly site: CallSite }>();
  #onIdle: (() => void) | undefined;

  constructor(services: readonly ServiceBinding[], options: ServingOptions, doors: readonly OpenDoor[] = []) {
    this.#options = options;
    this.#doors = doors;
    for (const { handlers } of services) for (const served of handlers) this.#served.set(served.method.name, served);
  }

  /** The client's end of a new call; its handler runs in a later turn, unless the client has cancelled by then. */
  call<Out, In>(turns: Turns, site: CallSite, client: CallEndOptions, metadata: Metadata): BidiStream<Out, In> {
    const { maxMessageBytes, sendLimits, metrics } = this.#options;
    const served = this.#served.get(site.method);
    const surface = new Surface(metadata, Date.now() + site.deadlineMs);
    let onDone: (error: FulgurError | undefined) => void = () => {};
    const call = new InProcessCall(turns, site, client, {
      method: served?.method ?? client.method,
      maxMessageBytes,
      sendLimits,
      onOversized: () => metrics.oversized(site.method),
      onOver: () => surface.emit('cancelled'),
      onDone: (error) => {
        onDone(error);
        this.#open.delete(open);
        if (this.#open.size === 0) this.#onIdle?.();
      },
    });
    const open = { call, site };
    this.#open.add(open);
    const serve = () => {
      if (call.broken) return;
      if (served === undefined) call.server.cancel(unknownMethod(site));
      else
        this.#serve(served, call.server, surface, (listener) => {
          onDone = listener;
        });
    };
    turns.add({ take: serve });
    return call.client as BidiStream<unknown, unknown> as BidiStream<Out, In>;
  }

  /** What lies behind a door; undefined where the server has none of this name. */
  door<Service extends DoorService>(wanted: Door<Service>): Service | undefined {
    const found = this.#doors.find(({ door }) => door.name === wanted.name);
    return found?.service as Service | undefined;
  }

  /** Lets the calls that run end within `timeoutMs`, then breaks off the rest; so do the doors. */
  async drain(timeoutMs: number): Promise<void> {
    await Promise.all([this.#drainCalls(timeoutMs), ...this.#doors.map(({ service }) => service.drain(timeoutMs))]);
  }

  async #drainCalls(timeoutMs: number): Promise<void> {
    if (this.#open.size === 0) return;
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    const timer = setTimeout(() => {
      for (const { call, site } of this.#open) call.breakOff(connectionLost(site, 'the server has stopped'));
    }, timeoutMs);
    await idle;
    clearTimeout(timer);
  }

  #serve(
    { method, handler }: Served,
    end: End,
    surface: Surface,
    watch: (onDone: (error: FulgurError | undefined) => void) => void,
  ): void {
    const options = this.#options;
    switch (method.kind) {
      case 'unary': {
        const run = handler as Untyped<'unary'>;
        answer(method, end, surface, options, async (ctx) => run((await request(end)) as never, ctx));
        break;
      }
      case 'serverStream': {
        const run = handler as Untyped<'serverStream'>;
        stream(method, end, surface, options, async (ctx, write) => run((await request(end)) as never, ctx, write));
        break;
      }
      case 'clientStream': {
        const run = handler as Untyped<'clientStream'>;
        answer(method, end, surface, options, (ctx) => run(requests(end) as never, ctx));
        break;
      }
      case 'bidi':
        serveBidi(method, surface, options, handler as Untyped<'bidi'>, (onDone) => {
          watch(onDone);
          return end as never;
        });
    }
  }
}

/** What a handler's context is made of, as grpc-js has it of its calls. */
class Surface extends EventEmitter implements ServerSurfaceCall {
  readonly metadata: Metadata;
  readonly #deadlineUnixMs: number;

  constructor(metadata: Metadata, deadlineUnixMs: number) {
    super();
    this.metadata = metadata;
    this.#deadlineUnixMs = deadlineUnixMs;
  }

  getDeadline(): number {
    return this.#deadlineUnixMs;
  }

  getPeer(): string {
    return 'in-process';
  }
}

/** The only request of a call, once the client has sent all. */
function request(end: End): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let only: unknown;
    end.onEnd(() => {
      if (only !== undefined) resolve(only);
      else reject(new FulgurError(Code.INTERNAL, 'a call that has one request came without it'));
    });
    end.onRefusal(reject);
    end.onMessage((message) => {
      only = message;
    });
  });
}

function answer(
  method: AnyMethod,
  end: End,
  surface: Surface,
  options: ServingOptions,
  run: (ctx: CallContext) => unknown,
): void {
  serveOnce(method, surface, options, async (ctx) => encodeBounded(method, await run(ctx), options)).then(
    (bytes) => {
      end.send(new EncodedMessage(bytes));
      end.end();
    },
    (error: FulgurError) => end.cancel(error),
  );
}

function stream(
  method: AnyMethod,
  end: End,
  surface: Surface,
  options: ServingOptions,
  run: (ctx: CallContext, write: Write<unknown>) => Promise<void>,
): void {
  serveOnce(method, surface, options, (ctx) =>
    run(ctx, async (message) => {
      ctx.signal.throwIfAborted();
      await end.write(message);
    }),
  ).then(
    () => end.end(),
    (error: FulgurError) => end.cancel(error),
  );
}

/** The requests of a call, read as fast as they are consumed; fails when the client goes away before it has sent all. */
function requests(end: End): AsyncIterableIterator<unknown> {
  return iterate({
    onMessage: (listener) => end.onMessage(listener),
    onClose(listener) {
      end.onEnd(() => listener());
      end.onRefusal(listener);
      end.onClose(listener);
    },
    pause: () => end.pause(),
    resume: () => end.resume(),
    // A handler that has read enough still answers.
    cancel() {},
  });
}

function unknownMethod({ method }: CallSite): FulgurError {
  return new FulgurError(Code.UNIMPLEMENTED, `the server does not know ${method}`);
}
