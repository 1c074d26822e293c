// What the two ends of an in-process call have in common: a stream out of one lane and into the other.
import type { BidiStream } from './bidi-stream.ts';
import type { FulgurError } from './errors.ts';
import type { Lane, LaneReceiver } from './in-process-lane.ts';
import { type AnyMethod, type Codec, EncodedMessage, encodeParts, joined, PayloadMessage } from './method.ts';
import { messageTooLarge } from './status.ts';

export interface EndOptions {
  readonly method: AnyMethod;
  /** Codecs of what this end sends, and of what it takes. */
  readonly sends: Codec<unknown, unknown>;
  readonly takes: Codec<unknown, unknown>;
  readonly maxMessageBytes: number;
  readonly out: Lane;
  readonly in: Lane;
}

export abstract class InProcessEnd<Out, In> implements BidiStream<Out, In>, LaneReceiver {
  protected readonly options: EndOptions;
  protected endListener: (() => void) | undefined;
  #messageListener: ((message: In) => void) | undefined;
  #refusalListener: ((error: FulgurError) => void) | undefined;
  #closeListener: ((error?: FulgurError) => void) | undefined;
  #closed = false;
  #closeError: FulgurError | undefined;

  constructor(options: EndOptions) {
    this.options = options;
    options.in.receiver = this;
  }

  get closed(): boolean {
    return this.#closed;
  }

  protected get closeError(): FulgurError | undefined {
    return this.#closeError;
  }

  get queuedBytes(): number {
    return this.options.out.queue.queuedBytes;
  }

  send(message: Out | PayloadMessage<Out>): boolean {
    if (!this.sending) return false;
    const { sends, out, method, maxMessageBytes } = this.options;
    const bytes = ownBytes(sends, message);
    if (bytes.length > maxMessageBytes) throw messageTooLarge(method.name, bytes.length, maxMessageBytes);
    const room = out.queue.push(bytes);
    if (message instanceof PayloadMessage) message.written?.();
    const overflow = room ? undefined : out.queue.overflow;
    if (overflow) this.cancel(overflow);
    return room;
  }

  write(message: Out): Promise<void> {
    if (!this.sending) return Promise.reject(this.over());
    return this.send(message) ? Promise.resolve() : this.options.out.queue.drained();
  }

  onMessage(listener: (message: In) => void): void {
    this.#messageListener = listener;
    this.options.in.read();
  }

  /** Each message has bytes of its own here. */
  reuse(): void {}

  /** Takes what is wrong with a message that cannot be read; without it the call ends with that. */
  onRefusal(listener: (error: FulgurError) => void): void {
    this.#refusalListener = listener;
  }

  onEnd(listener: () => void): void {
    this.endListener = listener;
  }

  onDrain(listener: () => void): void {
    this.options.out.queue.onDrain(listener);
  }

  onClose(listener: (error?: FulgurError) => void): void {
    this.#closeListener = listener;
    if (this.#closed) queueMicrotask(() => listener(this.#closeError));
  }

  pause(): void {
    this.options.in.pause();
  }

  resume(): void {
    this.options.in.resume();
  }

  receive(bytes: Buffer): void {
    if (!this.taking) return;
    const { takes, method, maxMessageBytes } = this.options;
    if (bytes.length > maxMessageBytes) {
      this.oversized();
      this.#refuse(messageTooLarge(method.name, bytes.length, maxMessageBytes));
      return;
    }
    let message: In;
    try {
      message = takes.decode(bytes) as In;
    } catch (cause) {
      this.#refuse(this.unreadable(bytes.length, cause));
      return;
    }
    try {
      this.#messageListener?.(message);
    } catch (error) {
      this.cancel(this.failedInside(error));
    }
  }

  #refuse(error: FulgurError): void {
    if (this.#refusalListener === undefined) this.cancel(error);
    else this.#refusalListener(error);
  }

  /** For the call: it is over, for this end with `error`. */
  protected closeWith(error: FulgurError | undefined, tell: () => void): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeError = error;
    const reason = error ?? this.over();
    this.options.out.stop(reason);
    this.options.in.stop(reason);
    tell();
    this.#closeListener?.(error);
  }

  abstract end(): void;
  abstract cancel(error?: FulgurError): void;
  abstract ended(): void;
  /** Whether what is sent still goes anywhere, and whether what comes is still wanted. */
  protected abstract get sending(): boolean;
  protected abstract get taking(): boolean;
  /** Why nothing can be sent any more. */
  protected abstract over(): FulgurError;
  protected abstract unreadable(bytes: number, cause: unknown): FulgurError;
  protected abstract failedInside(error: unknown): FulgurError;
  /** A message was refused unread because of its size. */
  protected oversized(): void {}
}

/** The message as bytes that nobody changes: the sender may use the memory of one that it has encoded itself again. */
function ownBytes(codec: Codec<unknown, unknown>, message: unknown): Buffer {
  const bytes = joined(encodeParts(codec, message));
  return message instanceof EncodedMessage ? Buffer.from(bytes) : bytes;
}
