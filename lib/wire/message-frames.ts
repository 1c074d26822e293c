// gRPC's frames around messages: a flag, the length in four bytes, and the message.
import type { Duplex } from 'node:stream';
import type { Encoded } from './method.ts';

const headerBytes = 5;

/** Messages of nearly the same size fit into each other's memory. */
const memoryUnitBytes = 4096;

/** A first part up to this is copied behind the header, which costs less than a piece of its own. */
const copiedBytesMax = 4096;

/** Writes a message as it lies in memory; `written` when the connection has taken it, or can no longer. */
export function writeFrame(stream: Duplex, { parts, length }: Encoded, written: () => void): void {
  // Node warns of acting on the stream within this callback (its issue 49147).
  const done = () => process.nextTick(written);
  const pieces = withHeader(parts, length);
  const last = pieces.pop()!;
  if (pieces.length === 0) {
    stream.write(last, done);
    return;
  }
  stream.cork();
  for (const piece of pieces) stream.write(piece);
  stream.write(last, done);
  stream.uncork();
}

function withHeader(parts: readonly Buffer[], length: number): Buffer[] {
  const [first, ...rest] = parts;
  const copied = first !== undefined && first.length <= copiedBytesMax ? first : undefined;
  const header = Buffer.allocUnsafe(headerBytes + (copied?.length ?? 0));
  header.writeUInt8(0, 0);
  header.writeUInt32BE(length, 1);
  copied?.copy(header, headerBytes);
  return [header, ...(copied === undefined ? parts : rest)];
}

export interface FrameReaderOptions {
  readonly maxMessageBytes: number;
  /** Messages in their order. `memory` is what a large one lies in: whoever is done with it may give it to `reuse`. */
  readonly onMessage: (bytes: Buffer, memory: Buffer | undefined) => void;
  /** A longer message begins; nothing after it is read. */
  readonly onOversized: (bytes: number) => void;
  /** A compressed message begins, which was not agreed on; nothing after it is read. */
  readonly onCompressed: () => void;
}

/** Puts messages together from the chunks in which they come. */
export class FrameReader {
  readonly #options: FrameReaderOptions;
  readonly #header = Buffer.alloc(headerBytes);
  #headerFilled = 0;
  /** The message that has begun, and its memory; undefined between messages. */
  #message: Buffer | undefined;
  #memory: Buffer | undefined;
  #filled = 0;
  #spare: Buffer | undefined;
  #failed = false;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length && !this.#failed; ) {
      at = this.#message === undefined ? this.#begin(chunk, at) : this.#continue(chunk, at);
    }
  }

  /** Memory of a message that nobody looks at any more becomes that of another. */
  reuse(memory: Buffer): void {
    if (this.#spare === undefined || this.#spare.length < memory.length) this.#spare = memory;
  }

  #begin(chunk: Buffer, at: number): number {
    const taken = Math.min(headerBytes - this.#headerFilled, chunk.length - at);
    chunk.copy(this.#header, this.#headerFilled, at, at + taken);
    this.#headerFilled += taken;
    const next = at + taken;
    if (this.#headerFilled < headerBytes) return next;
    this.#headerFilled = 0;
    const length = this.#header.readUInt32BE(1);
    if (this.#header[0] !== 0) {
      this.#failed = true;
      this.#options.onCompressed();
    } else if (length > this.#options.maxMessageBytes) {
      this.#failed = true;
      this.#options.onOversized(length);
    } else if (next + length <= chunk.length) {
      this.#options.onMessage(chunk.subarray(next, next + length), undefined);
      return next + length;
    } else {
      this.#memory = this.#take(length);
      this.#message = this.#memory.subarray(0, length);
      this.#filled = 0;
    }
    return next;
  }

  #continue(chunk: Buffer, at: number): number {
    const message = this.#message!;
    const taken = Math.min(message.length - this.#filled, chunk.length - at);
    chunk.copy(message, this.#filled, at, at + taken);
    this.#filled += taken;
    if (this.#filled === message.length) {
      this.#message = undefined;
      this.#options.onMessage(message, this.#memory);
    }
    return at + taken;
  }

  #take(length: number): Buffer {
    const spare = this.#spare;
    if (spare === undefined || spare.length < length) {
      return Buffer.allocUnsafeSlow(Math.ceil(length / memoryUnitBytes) * memoryUnitBytes);
    }
    this.#spare = undefined;
    return spare;
  }
}
