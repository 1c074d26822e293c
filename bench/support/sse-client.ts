// A client of streamed completions that costs little itself: it counts events and remembers when they came.
import { connect } from 'node:net';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

export interface StreamReader {
  /** Events that carry choices and have come so far. */
  readonly events: number;
  /** When each of them came, in milliseconds of `performance.now`. */
  readonly times: readonly number[];
  /** The HTTP status, once the answer has ended. Rejects when the connection breaks. */
  readonly ended: Promise<number>;
  close(): void;
}

const event = Buffer.from('data: {');

/** Opens a streamed request on a connection of its own. */
export function openStream(
  port: number,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): StreamReader {
  const json = JSON.stringify(body);
  const socket = connect(port, '127.0.0.1');
  const times: number[] = [];
  let status = 0;
  let closed = false;
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n${more.join('')}\r\n${json}`,
  );
  socket.on('data', (chunk: Buffer) => {
    if (status === 0) status = Number(chunk.toString('latin1', 9, 12));
    const now = performance.now();
    for (let at = chunk.indexOf(event); at !== -1; at = chunk.indexOf(event, at + 1)) times.push(now);
  });
  const ended = new Promise<number>((resolve, reject) => {
    socket.once('error', (error) => reject(new FulgurError(Code.UNAVAILABLE, `a stream broke: ${error.message}`)));
    socket.once('close', () => (closed || status !== 0 ? resolve(status) : undefined));
  });
  ended.catch(() => {});
  return {
    get events() {
      return times.length;
    },
    times,
    ended,
    close() {
      closed = true;
      socket.destroy();
    },
  };
}
