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

/** A message with a large field of bytes, which is sent from where it lies. */
export class PayloadMessage<Init> {
  /** Everything else. */
  readonly message: Init;
  /** Number of the field. */
  readonly field: number;
  /** Must not change before `written`. */
  readonly payload: Uint8Array;
  /** Called when the payload has been written; never, when the stream ends before. */
  readonly written: (() => void) | undefined;

  constructor(message: Init, field: number, payload: Uint8Array, written?: () => void) {
    this.message = message;
    this.field = field;
    this.payload = payload;
    this.written = written;
  }
}

/** An encoded message, in parts that follow each other. */
export interface Encoded {
  readonly parts: readonly Buffer[];
  /** Bytes of all parts. */
  readonly length: number;
  readonly written?: (() => void) | undefined;
}

const lengthDelimited = 2;

export function encodeParts<Init>(
  codec: Codec<Init, unknown>,
  message: Init | EncodedMessage | PayloadMessage<Init>,
): Encoded {
  if (!(message instanceof PayloadMessage)) {
    const bytes = encode(codec, message);
    return { parts: [bytes], length: bytes.length };
  }
  const { payload, field, written } = message;
  const head = finished((writer) =>
    codec
      .encode(message.message, writer)
      .uint32((field << 3) | lengthDelimited)
      .uint32(payload.length),
  );
  const tail = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  return { parts: [head, tail], length: head.length + tail.length, written };
}

/** In one piece, as grpc-js takes it. */
export function joined({ parts, length }: Encoded): Buffer {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts, length);
}

/** A writer that has grown to more than this is not kept. */
const keptBytesMax = 4 << 20;
let keptWriter: Writer | undefined;

/** The encoded message as a Buffer of its own. */
export function encode<Init>(codec: Codec<Init, unknown>, message: Init | EncodedMessage): Buffer {
  if (message instanceof EncodedMessage) return message.bytes;
  return finished((writer) => codec.encode(message, writer));
}

/**
 * What `write` writes, as a Buffer of its own. One writer serves all messages, because a new one would grow by doubling
 * until a large message fits: four times the memory of the message.
 */
function finished(write: (writer: Writer) => Writer): Buffer {
  const writer = keptWriter ?? Writer.create();
  // Should encoding throw, the writer is left in the middle of a message.
  keptWriter = undefined;
  const bytes = write(writer).finish();
  if (writer.buf.length <= keptBytesMax) keptWriter = writer.reset();
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
