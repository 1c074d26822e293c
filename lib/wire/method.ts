// A typed method of a service: its path, its shape and the codecs of its two messages.
import { Writer } from 'protobufjs';

export type CallKind = 'unary' | 'serverStream' | 'clientStream' | 'bidi';

/** `Init` is what a sender may leave incomplete, `Message` what a receiver gets, defaults filled in. */
export interface Codec<Init, Message> {
  encode(message: Init, writer?: Writer): Writer;
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

/** A message that its sender has encoded itself. The bytes must not change before the call has ended. */
export class EncodedMessage {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** A writer that has grown to more than this is not kept. */
const keptBytesMax = 4 << 20;
let keptWriter: Writer | undefined;

/**
 * The encoded message as a Buffer of its own. One writer serves all messages, because a new one would grow by doubling
 * until a large message fits: four times the memory of the message.
 */
export function encode<Init>(codec: Codec<Init, unknown>, message: Init | EncodedMessage): Buffer {
  if (message instanceof EncodedMessage) return message.bytes;
  const writer = keptWriter ?? Writer.create();
  // Should encoding throw, the writer is left in the middle of a message.
  keptWriter = undefined;
  const bytes = codec.encode(message, writer).finish();
  if (writer.buf.length <= keptBytesMax) keptWriter = writer.reset();
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
