// The client's end of a bidirectional stream, on grpc-js's call object itself: no Node stream, no promise per message.
import type { Channel as GrpcChannel, Metadata, StatusObject } from '@grpc/grpc-js';
import type { BidiStream } from './bidi-stream.ts';
import { Code, FulgurError } from './errors.ts';
import { type AnyMethod, encode } from './method.ts';
import { type SendLimits, SendQueue } from './send-queue.ts';
import { asFulgurError, type CallSite, fromStatus, messageTooLarge } from './status.ts';

type Call = ReturnType<GrpcChannel['createCall']>;

export interface ClientBidiOptions {
  readonly site: CallSite;
  readonly maxMessageBytes: number;
  readonly sendLimits: SendLimits;
  readonly metadata: Metadata;
  /** Told once how the call ended. */
  readonly onDone: (error: FulgurError | undefined) => void;
}

export class ClientBidi<Out, In> implements BidiStream<Out, In> {
  readonly #call: Call;
  readonly #method: AnyMethod;
  readonly #options: ClientBidiOptions;
  readonly #queue: SendQueue;
  #onMessage: ((message: In) => void) | undefined;
  #onEnd: (() => void) | undefined;
  #onClose: ((error?: FulgurError) => void) | undefined;
  #reading = false;
  #paused = false;
  /** A read has been asked of grpc-js and not answered. */
  #readPending = false;
  #ended = false;
  #closed = false;
  /** Why this end cancelled; the status that follows only confirms it. */
  #cancelled: FulgurError | undefined;
  #closeError: FulgurError | undefined;

  constructor(call: Call, method: AnyMethod, options: ClientBidiOptions) {
    this.#call = call;
    this.#method = method;
    this.#options = options;
    this.#queue = new SendQueue(options.sendLimits, (bytes, written) =>
      call.sendMessageWithContext({ callback: written }, bytes),
    );
    call.start(options.metadata, {
      onReceiveMetadata() {},
      onReceiveMessage: (bytes: Buffer) => this.#receive(bytes),
      onReceiveStatus: (status) => this.#close(status),
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  get queuedBytes(): number {
    return this.#queue.queuedBytes;
  }

  send(message: Out): boolean {
    if (this.#closed || this.#ended || this.#cancelled) return false;
    const bytes = encode(this.#method.request, message);
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
    if (this.#closed || this.#ended || this.#cancelled) return Promise.reject(this.#over());
    return this.send(message) ? Promise.resolve() : this.#queue.drained();
  }

  onMessage(listener: (message: In) => void): void {
    this.#onMessage = listener;
    this.#reading = true;
    this.#read();
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
    // The status of a call arrives only behind its messages: they are read even if nobody listens to them.
    this.#reading = true;
    this.#read();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#read();
  }

  end(): void {
    if (this.#closed || this.#ended || this.#cancelled) return;
    this.#ended = true;
    this.#queue.end(() => this.#call.halfClose());
  }

  cancel(
    error: FulgurError = new FulgurError(Code.CANCELLED, `${this.#method.name} was cancelled by its caller`),
  ): void {
    if (this.#closed || this.#cancelled) return;
    this.#cancelled = error;
    this.#queue.clear(error);
    this.#call.cancelWithStatus(Code.CANCELLED, error.message);
  }

  #read(): void {
    if (!this.#reading || this.#paused || this.#readPending || this.#closed) return;
    this.#readPending = true;
    this.#call.startRead();
  }

  #receive(bytes: Buffer): void {
    this.#readPending = false;
    if (this.#cancelled) return;
    try {
      this.#onMessage?.(this.#method.response.decode(bytes) as In);
    } catch (error) {
      this.cancel(asFulgurError(error, `reading from ${this.#method.name}`));
      return;
    }
    this.#read();
  }

  #close(status: StatusObject): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeError = this.#cancelled ?? (status.code === 0 ? undefined : fromStatus(status, this.#options.site));
    this.#queue.clear(this.#over());
    this.#options.onDone(this.#closeError);
    if (status.code === 0) this.#onEnd?.();
    this.#onClose?.(this.#closeError);
  }

  #over(): FulgurError {
    return this.#closeError ?? this.#cancelled ?? new FulgurError(Code.CANCELLED, `${this.#method.name} has ended`);
  }
}
