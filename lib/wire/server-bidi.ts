// The server's end of a bidirectional stream.
import type { Metadata, ServerDuplexStream } from '@grpc/grpc-js';
import type { BidiStream } from './bidi-stream.ts';
import { type ServerCall, takeServerStream } from './data-path.ts';
import { Code, FulgurError, RetryableError } from './errors.ts';
import { FrameReader, writeFrame } from './message-frames.ts';
import { type AnyMethod, type Encoded, encodeParts, joined, type PayloadMessage } from './method.ts';
import { type SendLimits, SendQueue } from './send-queue.ts';
import { asFulgurError, compressed, messageTooLarge, tooLargeDetails, toStatus } from './status.ts';

export interface ServerBidiOptions {
  readonly maxMessageBytes: number;
  readonly sendLimits: SendLimits;
  /** Told once how the call ended. */
  readonly onDone: (error: FulgurError | undefined) => void;
}

export class ServerBidi<Out, In> implements BidiStream<Out, In> {
  readonly #call: ServerDuplexStream<Buffer, Buffer>;
  readonly #method: AnyMethod;
  readonly #options: ServerBidiOptions;
  readonly #queue: SendQueue<Encoded>;
  /** Where messages are read and written, unless they come compressed. */
  readonly #below: ServerCall | undefined;
  readonly #reader: FrameReader;
  #onMessage: ((message: In, memory?: Buffer) => void) | undefined;
  #onEnd: (() => void) | undefined;
  #onClose: ((error?: FulgurError) => void) | undefined;
  /** How this end ended the stream; undefined while it has not. */
  #ended: { readonly error: FulgurError | undefined } | undefined;
  #paused = false;
  #closed = false;
  #closeError: FulgurError | undefined;

  constructor(call: ServerDuplexStream<Buffer, Buffer>, method: AnyMethod, options: ServerBidiOptions) {
    this.#call = call;
    this.#method = method;
    this.#options = options;
    this.#queue = new SendQueue(options.sendLimits, (message, written) => this.#write(message, written));
    this.#below = takeServerStream(call);
    const { maxMessageBytes } = options;
    this.#reader = new FrameReader({
      maxMessageBytes,
      onMessage: (bytes, memory) => this.#receive(bytes, memory),
      onOversized: (bytes) =>
        this.#below?.sendStatus({ code: Code.RESOURCE_EXHAUSTED, details: tooLargeDetails(bytes, maxMessageBytes) }),
      onCompressed: () => this.cancel(compressed(method.name)),
    });
    // A client that breaks off ends its side as well; only what is still open a moment later ended in good order.
    (this.#below?.stream ?? call).on('end', () => setImmediate(() => this.#peerEnded()));
    call.once('cancelled', () => this.#close());
  }

  get closed(): boolean {
    return this.#closed;
  }

  get queuedBytes(): number {
    return this.#queue.queuedBytes;
  }

  send(message: Out | PayloadMessage<Out>): boolean {
    if (this.#closed || this.#ended) return false;
    const encoded = encodeParts(this.#method.response, message);
    if (encoded.length > this.#options.maxMessageBytes) {
      throw messageTooLarge(this.#method.name, encoded.length, this.#options.maxMessageBytes);
    }
    const room = this.#queue.push(encoded);
    if (!room) {
      const overflow = this.#queue.overflow;
      if (overflow) this.cancel(overflow);
    }
    return room;
  }

  write(message: Out): Promise<void> {
    if (this.#closed || this.#ended) return Promise.reject(this.#gone());
    return this.send(message) ? Promise.resolve() : this.#queue.drained();
  }

  onMessage(listener: (message: In, memory?: Buffer) => void): void {
    const first = this.#onMessage === undefined;
    this.#onMessage = listener;
    if (!first) return;
    if (this.#below === undefined) {
      this.#call.on('data', (bytes: Buffer) => this.#receive(bytes));
      return;
    }
    this.#below.stream.on('data', (chunk: Buffer) => this.#reader.push(chunk));
    if (!this.#paused) this.#below.stream.resume();
  }

  reuse(memory: Buffer | undefined): void {
    if (memory !== undefined) this.#reader.reuse(memory);
  }

  onEnd(listener: () => void): void {
    this.#onEnd = listener;
  }

  onDrain(listener: () => void): void {
    this.#queue.onDrain(listener);
  }

  onClose(listener: (error?: FulgurError) => void): void {
    this.#onClose = listener;
    if (this.#closed) queueMicrotask(() => listener(this.#closeError));
  }

  pause(): void {
    this.#paused = true;
    (this.#below?.stream ?? this.#call).pause();
  }

  resume(): void {
    this.#paused = false;
    (this.#below?.stream ?? this.#call).resume();
  }

  end(): void {
    if (this.#closed || this.#ended) return;
    this.#ended = { error: undefined };
    this.#queue.end(() => this.#call.end());
  }

  cancel(error: FulgurError = new FulgurError(Code.CANCELLED, `${this.#method.name} was ended by the server`)): void {
    if (this.#closed || this.#ended) return;
    this.#ended = { error };
    this.#queue.clear(error);
    // How grpc-js is told the status of a stream.
    this.#call.emit('error', toStatus(error) as { code: Code; details: string; metadata: Metadata });
  }

  #write(message: Encoded, written: () => void): void {
    const done = () => {
      message.written?.();
      written();
    };
    if (this.#below === undefined) {
      this.#call.write(joined(message), done);
      return;
    }
    this.#below.maybeSendMetadata();
    writeFrame(this.#below.stream, message, done);
  }

  #receive(bytes: Buffer, memory?: Buffer): void {
    if (this.#closed || this.#ended) return;
    let message: In;
    try {
      message = this.#method.request.decode(bytes);
    } catch (cause) {
      this.cancel(undecodable(this.#method, bytes.length, cause));
      return;
    }
    try {
      this.#onMessage?.(message, memory);
    } catch (error) {
      this.cancel(asFulgurError(error, this.#method.name));
    }
  }

  #peerEnded(): void {
    if (this.#closed || this.#ended) return;
    if (!this.#onEnd) {
      this.end();
      return;
    }
    try {
      this.#onEnd();
    } catch (error) {
      this.cancel(asFulgurError(error, this.#method.name));
    }
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeError = this.#ended ? this.#ended.error : this.#gone();
    this.#queue.clear(this.#closeError ?? this.#gone());
    this.#options.onDone(this.#closeError);
    this.#onClose?.(this.#closeError);
  }

  #gone(): FulgurError {
    return new RetryableError(Code.CANCELLED, `the client of ${this.#method.name} went away`, {
      reason: 'client_gone',
    });
  }
}

export function undecodable(method: AnyMethod, bytes: number, cause: unknown): FulgurError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new FulgurError(Code.INVALID_ARGUMENT, `a message of ${method.name} (${bytes} bytes) cannot be read: ${why}`, {
    cause,
    reason: 'malformed_message',
  });
}
