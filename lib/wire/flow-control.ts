// Wider HTTP/2 windows and frames for a server. grpc-js has an option for the client's side only, and with HTTP/2's own
// 64 KiB a 1 MiB message waits for sixteen window updates: 9 ms on loopback instead of 2.
import type { Http2Server, ServerHttp2Session } from 'node:http2';
import type { Server } from '@grpc/grpc-js';
import { flowControlWindowBytes, frameBytesMax } from './limits.ts';

/** Call it once the server is bound; it is for the sessions that come after. */
export function widenWindows(server: Server): void {
  // Private to grpc-js, whose version is pinned; a test tells when it moves.
  const { http2Servers } = server as unknown as { http2Servers?: Map<Http2Server, unknown> };
  for (const http2Server of http2Servers?.keys() ?? []) http2Server.on('session', widen);
}

function widen(session: ServerHttp2Session): void {
  session.settings({ initialWindowSize: flowControlWindowBytes, maxFrameSize: frameBytesMax });
  session.setLocalWindowSize(flowControlWindowBytes);
}
