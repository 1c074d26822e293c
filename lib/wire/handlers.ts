// The types of handlers, derived from the method table, so that a service cannot forget or mistype one.
import type { BidiStream } from './bidi-stream.ts';
import type { CallContext } from './call-context.ts';
import type { AnyMethod, Method, Methods } from './method.ts';

/** Sends one message; resolves when there is room for the next, rejects when the call is over. */
export type Write<Response> = (message: Response) => Promise<void>;

export type HandlerOf<M extends AnyMethod> =
  M extends Method<infer Kind, infer _RequestInit, infer Request, infer ResponseInit, infer _Response>
    ? Kind extends 'unary'
      ? (request: Request, context: CallContext) => Promise<ResponseInit> | ResponseInit
      : Kind extends 'serverStream'
        ? (request: Request, context: CallContext, write: Write<ResponseInit>) => Promise<void>
        : Kind extends 'clientStream'
          ? (requests: AsyncIterable<Request>, context: CallContext) => Promise<ResponseInit>
          : /** Sets listeners and returns; the stream lives until `end` or `cancel`. */
            (stream: BidiStream<ResponseInit, Request>, context: CallContext) => void | Promise<void>
    : never;

export type Handlers<M extends Methods> = { readonly [K in keyof M]: HandlerOf<M[K]> };

/** A service to be served: its methods with their handlers. */
export interface ServiceBinding {
  /** `fulgur.v1.KvStore` */
  readonly service: string;
  readonly handlers: readonly { readonly method: AnyMethod; readonly handler: unknown }[];
}

/** `bindService(KvStoreMethods, { match: async (request, context) => ..., ... })` */
export function bindService<M extends Methods>(methods: M, handlers: Handlers<M>): ServiceBinding {
  const entries = Object.entries(methods);
  const first = entries[0];
  if (!first) throw new Error('a service needs at least one method');
  return {
    service: first[1].service,
    handlers: entries.map(([name, method]) => ({ method, handler: handlers[name] })),
  };
}
