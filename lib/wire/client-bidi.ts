// The client's end of a bidirectional stream: the first messages by way of grpc-js, which opens the HTTP/2 stream, and once
// one has been answered all others on that stream itself.
import type { Http2Stream } from 'node:http2';
import type { Channel as GrpcChannel, Metadata, StatusObject } from '@grpc/grpc-js';
import type { BidiStream } from './bidi-stream.ts';
import { takeClientStream } from './data-path.ts';
import { Code, FulgurError } from './errors.ts';
import { FrameReader, writeFrame } from './message-frames.ts';
import { type AnyMethod, type Encoded, encodeParts, joined, type PayloadMessage } from './method.ts';
import { type SendLimits, SendQueue } from './send-queue.ts';
import { asFulgurError, type CallSite, compressed, fromStatus, messageTooLarge } from './status.ts';

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
  readonly #queue: SendQueue<Encoded>;
  readonly #reader: FrameReader;
  /** The HTTP/2 stream, once its data comes here and no longer to grpc-js. */
  #below: Http2Stream | undefined;
  #onMessage: ((message: In, memory?: Buffer) => void) | undefined;
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
    this.#queue = new SendQueue(options.sendLimits, (message, written) => this.#write(message, written));
    this.#reader = new FrameReader({
      maxMessageBytes: options.maxMessageBytes,
      onMessage: (bytes, memory) => this.#receive(bytes, memory),
      onOversized: (bytes) => this.cancel(messageTooLarge(method.name, bytes, options.maxMessageBytes)),
      onCompressed: () => this.cancel(compressed(method.name)),
    });
    call.start(options.metadata, {
      onReceiveMetadata() {},
      onReceiveMessage: (bytes: Buffer) => this.#first(bytes),
      onReceiveStatus: (status) => this.#close(status),
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  get queuedBytes(): number {
    return this.#queue.queuedBytes;
  }

  send(message: Out | PayloadMessage<Out>): boolean {
    if (this.#closed || this.#ended || this.#cancelled) return false;
    const encoded = encodeParts(this.#method.request, message);
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
    if (this.#closed || this.#ended || this.#cancelled) return Promise.reject(this.#over());
    return this.send(message) ? Promise.resolve() : this.#queue.drained();
  }

  onMessage(listener: (message: In, memory?: Buffer) => void): void {
    this.#onMessage = listener;
    this.#reading = true;
    this.#read();
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
    // The status of a call arrives only behind its messages: they are read even if nobody listens to them.
    this.#reading = true;
    this.#read();
  }

  pause(): void {
    this.#paused = true;
    this.#below?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#below?.resume();
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

  #write(message: Encoded, written: () => void): void {
    const done = () => {
      message.written?.();
      written();
    };
    if (this.#below !== undefined) writeFrame(this.#below, message, done);
    else this.#call.sendMessageWithContext({ callback: done }, joined(message));
  }

  #read(): void {
    if (!this.#reading || this.#paused || this.#readPending || this.#closed || this.#below !== undefined) return;
    this.#readPending = true;
    this.#call.startRead();
  }

  /** A message from grpc-js, which has no other on its way: it is asked for one at a time. */
  #first(bytes: Buffer): void {
    this.#readPending = false;
    this.#receive(bytes);
    if (this.#closed || this.#cancelled) return;
    if (this.#method.kind === 'bidi') this.#below = takeClientStream(this.#call);
    this.#below?.on('data', (chunk: Buffer) => this.#reader.push(chunk));
    if (this.#below === undefined) this.#read();
    else if (!this.#paused) this.#below.resume();
  }

  #receive(bytes: Buffer, memory?: Buffer): void {
    if (this.#closed || this.#cancelled) return;
    try {
      this.#onMessage?.(this.#method.response.decode(bytes) as In, memory);
    } catch (error) {
      this.cancel(asFulgurError(error, `reading from ${this.#method.name}`));
    }
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
