// Counts messages that are larger than a server takes. grpc-js refuses them itself, before any handler hears of them:
// what it answered is read from the HTTP/2 stream.
import type { Http2Server, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Server } from '@grpc/grpc-js';
import { Code } from './errors.ts';
import { isTooLarge } from './status.ts';

/** Call it once the server is bound. `onOversized` is given the method, such as `fulgur.v1.KvStore/Store`. */
export function watchOversizedMessages(server: Server, onOversized: (method: string) => void): void {
  // Private to grpc-js, whose version is pinned; a test tells when it moves.
  const { http2Servers } = server as unknown as { http2Servers?: Map<Http2Server, unknown> };
  for (const http2Server of http2Servers?.keys() ?? []) {
    http2Server.on('stream', (stream: ServerHttp2Stream, headers) => {
      stream.once('close', () => {
        if (wasTooLarge(stream.sentTrailers) || wasTooLarge(stream.sentHeaders)) {
          onOversized(String(headers[':path'] ?? '').slice(1));
        }
      });
    });
  }
}

/** `sent` is undefined when the stream ended without it. */
function wasTooLarge(sent: OutgoingHttpHeaders | undefined): boolean {
  if (Number(sent?.['grpc-status']) !== Code.RESOURCE_EXHAUSTED) return false;
  return isTooLarge(decodeURI(String(sent?.['grpc-message'])));
}
