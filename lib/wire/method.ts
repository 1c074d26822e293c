// A typed method of a service: its path, its shape and the codecs of its two messages.
import type { Writer } from 'protobufjs';

export type CallKind = 'unary' | 'serverStream' | 'clientStream' | 'bidi';

/** `Init` is what a sender may leave incomplete, `Message` what a receiver gets, defaults filled in. */
export interface Codec<Init, Message> {
  encode(message: Init): Writer;
  decode(bytes: Uint8Array): Message;
}

export interface Method<Kind extends CallKind, RequestInit, Request, ResponseInit, Response> {
  readonly kind: Kind;
  /** `fulgur.v1.ExpertShard` */
  readonly service: string;
  /** `fulgur.v1.ExpertShard/Exchange`: how metrics, spans and errors name it. */
  readonly name: string;
  readonly request: Codec<RequestInit, Request>;
  readonly response: Codec<ResponseInit, Response>;
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where messages of any type meet
export type AnyMethod = Method<CallKind, any, any, any, any>;

export type Methods = Readonly<Record<string, AnyMethod>>;

/** `method('fulgur.v1.KvStore/Match', 'unary', v1.MatchRequest, v1.MatchResponse)` */
export function method<Kind extends CallKind, RequestInit, Request, ResponseInit, Response>(
  name: `${string}/${string}`,
  kind: Kind,
  request: Codec<RequestInit, Request>,
  response: Codec<ResponseInit, Response>,
): Method<Kind, RequestInit, Request, ResponseInit, Response> {
  return { kind, service: name.slice(0, name.indexOf('/')), name, request, response };
}

/** The encoded message as the Buffer that gRPC wants, without a copy. */
export function encode<Init>(codec: Codec<Init, unknown>, message: Init): Buffer {
  const bytes = codec.encode(message).finish();
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
