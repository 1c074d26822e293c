// A client of streamed completions that costs little itself: it counts events and remembers when they came.
import { connect } from 'node:net';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

export interface StreamReader {
  /** Events that have come so far. */
  readonly events: number;
  close(): void;
}

/** Opens a streamed request on a connection of its own and counts its events. */
export function openStream(port: number, path: string, body: object): StreamReader {
  const json = JSON.stringify(body);
  const socket = connect(port, '127.0.0.1');
  let events = 0;
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
  const marker = Buffer.from('data: {');
  socket.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(marker); at !== -1; at = chunk.indexOf(marker, at + 1)) events += 1;
  });
  socket.on('error', (error) => {
    throw new FulgurError(Code.UNAVAILABLE, `a stream broke: ${error.message}`);
  });
  return {
    get events() {
      return events;
    },
    close: () => socket.destroy(),
  };
}
