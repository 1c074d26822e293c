// The server's end of a bidirectional stream.
import type { Metadata, ServerDuplexStream } from '@grpc/grpc-js';
import type { BidiStream } from './bidi-stream.ts';
import { Code, FulgurError, RetryableError } from './errors.ts';
import { type AnyMethod, encode } from './method.ts';
import { type SendLimits, SendQueue } from './send-queue.ts';
import { asFulgurError, messageTooLarge, toStatus } from './status.ts';

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
  readonly #queue: SendQueue;
  #onMessage: ((message: In) => void) | undefined;
  #onEnd: (() => void) | undefined;
  #onClose: ((error?: FulgurError) => void) | undefined;
  /** How this end ended the stream; undefined while it has not. */
  #ended: { readonly error: FulgurError | undefined } | undefined;
  #closed = false;
  #closeError: FulgurError | undefined;

  constructor(call: ServerDuplexStream<Buffer, Buffer>, method: AnyMethod, options: ServerBidiOptions) {
    this.#call = call;
    this.#method = method;
    this.#options = options;
    this.#queue = new SendQueue(options.sendLimits, (bytes, written) => call.write(bytes, written));
    // A client that breaks off ends its side as well; only what is still open a moment later ended in good order.
    call.on('end', () => setImmediate(() => this.#peerEnded()));
    call.once('cancelled', () => this.#close());
  }

  get closed(): boolean {
    return this.#closed;
  }

  get queuedBytes(): number {
    return this.#queue.queuedBytes;
  }

  send(message: Out): boolean {
    if (this.#closed || this.#ended) return false;
    const bytes = encode(this.#method.response, message);
    if (bytes.length > this.#options.maxMessageBytes) {
      throw messageTooLarge(this.#method.name, bytes.length, this.#options.maxMessageBytes);
    }
    const room = this.#queue.push(bytes);
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

  onMessage(listener: (message: In) => void): void {
    const first = this.#onMessage === undefined;
    this.#onMessage = listener;
    if (!first) return;
    this.#call.on('data', (bytes: Buffer) => this.#receive(bytes));
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
    this.#call.pause();
  }

  resume(): void {
    this.#call.resume();
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

  #receive(bytes: Buffer): void {
    if (this.#closed || this.#ended) return;
    let message: In;
    try {
      message = this.#method.request.decode(bytes);
    } catch (cause) {
      this.cancel(undecodable(this.#method, bytes.length, cause));
      return;
    }
    try {
      this.#onMessage?.(message);
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
