// Server-sent events over one HTTP response.
//
// Invariants
// 1. Events of one tick leave in one write.
// 2. What a slow client has not taken is bounded: past `maxBufferedBytes` the stream calls `onOverflow` and says no more.
// 3. After `end`, `fail` or the client's going, nothing is written.
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../lib/actor/clock.ts';
import type { KeepAlive } from './keep-alive.ts';

/** What all streams of a server share. */
export interface EventStreamServices {
  readonly keepAlive: KeepAlive;
  readonly maxBufferedBytes: number;
  readonly clock: Clock;
}

export class EventStream {
  readonly #services: EventStreamServices;
  readonly #response: ServerResponse;
  readonly #onOverflow: (bufferedBytes: number) => void;
  #pending = '';
  #scheduled = false;
  #closed = false;
  #lastWrite = 0;

  /** `onOverflow`: called once when the client takes its events too slowly. */
  constructor(services: EventStreamServices, response: ServerResponse, onOverflow: (bufferedBytes: number) => void) {
    this.#services = services;
    this.#response = response;
    this.#onOverflow = onOverflow;
  }

  get started(): boolean {
    return this.#response.headersSent;
  }

  /** Sends the headers, those given too; the status can no longer change after this. */
  start(headers: Record<string, string>): void {
    if (this.started || this.#closed) return;
    this.#response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    this.#response.flushHeaders();
    this.#response.socket?.setNoDelay(true);
    const { clock, keepAlive } = this.#services;
    this.#lastWrite = clock.now();
    keepAlive.add(this);
  }

  /** Queues one event of a stream that has started; `json` holds no line break. */
  send(json: string): void {
    if (this.#closed) return;
    this.#pending += `data: ${json}\n\n`;
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#flush());
  }

  end(): void {
    if (this.#closed) return;
    this.send('[DONE]');
    this.#flush();
    this.close();
    this.#response.end();
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#closed || this.#pending === '') return;
    const frames = this.#pending;
    this.#pending = '';
    this.#lastWrite = this.#services.clock.now();
    if (this.#write(frames)) return;
    const buffered = this.#response.writableLength;
    if (buffered <= this.#services.maxBufferedBytes) return;
    this.close();
    this.#onOverflow(buffered);
    this.#response.destroy();
  }

  /**
   * A chunk of the chunked encoding in one piece: `response.write` makes three of it, and one system call for a vector of three
   * costs more than one for a string. False when the client takes its events more slowly than they come.
   */
  #write(frames: string): boolean {
    const { socket, chunkedEncoding } = this.#response;
    // Without a socket it is not this response's turn yet on a pipelined connection.
    if (socket === null || !chunkedEncoding || this.#response.writableCorked > 0) return this.#response.write(frames);
    return socket.write(`${Buffer.byteLength(frames).toString(16)}\r\n${frames}\r\n`);
  }

  /** Sends a comment when nothing was written since `sinceMs`. */
  keepAlive(sinceMs: number): void {
    if (this.#closed || this.#lastWrite > sinceMs) return;
    // A client that takes nothing must not be fed comments either.
    if (this.#response.writableNeedDrain || this.#response.socket?.writableNeedDrain) return;
    this.#lastWrite = this.#services.clock.now();
    this.#write(': keep-alive\n\n');
  }

  /** Writes nothing more: it has ended, or the client is gone. */
  close(): void {
    this.#closed = true;
    this.#pending = '';
    this.#services.keepAlive.delete(this);
  }
}
