// The messages of a bidirectional stream, read from and written to the HTTP/2 stream below grpc-js, which keeps what it is
// good at: connections, headers, deadlines, statuses. Its own way for a message leads through five objects, promises and
// three copies, which cost a message of 128 KB more than the system calls that move it.
//
// What is private to grpc-js is known here and nowhere else. Its version is pinned; tests tell when it moves.
import type { Http2Session, Http2Stream, ServerHttp2Stream } from 'node:http2';
import type { Channel as GrpcChannel, ServerDuplexStream } from '@grpc/grpc-js';
import { frameBytesMax } from './limits.ts';

/** Of `StreamDecoder`: no part of a message has been read. */
const betweenMessages = 0;

interface SubchannelCall {
  readonly http2Stream: Http2Stream;
  readonly decoder: { readonly readState: number };
  readonly unpushedReadMessages: readonly Buffer[];
}

interface ClientCall {
  readonly child?: {
    readonly underlyingCalls?: readonly { readonly call: { readonly child: SubchannelCall | null } }[];
  } | null;
}

export interface ServerCall {
  readonly stream: ServerHttp2Stream;
  readonly incomingEncoding: string;
  maybeSendMetadata(): void;
  sendStatus(status: { readonly code: number; readonly details: string }): void;
}

/**
 * The HTTP/2 stream of a call, once it has one and grpc-js holds no part of an answer. From then on its data has no
 * listener: the caller, for whom grpc-js may have no read pending, is to add one.
 */
export function takeClientStream(call: ReturnType<GrpcChannel['createCall']>): Http2Stream | undefined {
  const below = (call as unknown as ClientCall).child?.underlyingCalls?.[0]?.call.child;
  if (!below || below.decoder.readState !== betweenMessages || below.unpushedReadMessages.length > 0) return undefined;
  const stream = below.http2Stream;
  stream.removeAllListeners('data');
  if (stream.session !== undefined) widenFrames(stream.session);
  return stream;
}

const widened = new WeakSet<Http2Session>();

/** So that answers of more than 16 KiB come in fewer frames. */
function widenFrames(session: Http2Session): void {
  if (session.destroyed || widened.has(session)) return;
  widened.add(session);
  session.settings({ maxFrameSize: frameBytesMax });
}

/**
 * The call below a stream of the server, whose data nobody has read yet; it has no listener any more. Undefined where
 * messages come compressed, which grpc-js undoes.
 */
export function takeServerStream(call: ServerDuplexStream<Buffer, Buffer>): ServerCall | undefined {
  const below = (call as unknown as { readonly call: ServerCall }).call;
  if (below.incomingEncoding !== 'identity') return undefined;
  below.stream.removeAllListeners('data');
  return below;
}
