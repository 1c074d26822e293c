// Encoded messages on their way into a stream, one write at a time: the backpressure of one direction of a stream.
//
// Invariants
// 1. `queuedBytes` is the sum of the sizes pushed and not yet written.
// 2. The drain listener is called once for each time that `push` began to return false.
// 3. The end comes after every message pushed before it; `clear` forgets both.
import { Code, FulgurError } from './errors.ts';

export interface SendLimits {
  /** From here on `push` returns false: the sender should wait for the drain. */
  readonly highWaterBytes: number;
  /** Past this the stream is failed: the sender ignored the backpressure. */
  readonly queuedBytesMax: number;
}

export const defaultSendLimits: SendLimits = { highWaterBytes: 1 << 20, queuedBytesMax: 256 << 20 };

export class SendQueue<Message extends { readonly length: number }> {
  readonly #limits: SendLimits;
  readonly #write: (message: Message, written: () => void) => void;
  readonly #written = () => this.#next();
  #waiting: { resolve: () => void; reject: (error: FulgurError) => void }[] = [];
  #queue: Message[] = [];
  #head = 0;
  #queuedBytes = 0;
  /** Size of the message being written; 0 when none is. */
  #writing = 0;
  #full = false;
  #cleared = false;
  #onDrain: (() => void) | undefined;
  #onEmpty: (() => void) | undefined;

  /** `write` takes one message and calls back when the connection has accepted it. */
  constructor(limits: SendLimits, write: (message: Message, written: () => void) => void) {
    this.#limits = limits;
    this.#write = write;
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Set when more is queued than may be: the stream should be failed with it. */
  get overflow(): FulgurError | undefined {
    if (this.#queuedBytes <= this.#limits.queuedBytesMax) return undefined;
    return new FulgurError(
      Code.RESOURCE_EXHAUSTED,
      `${this.#queuedBytes} bytes wait for a peer that does not read them, the limit is ${this.#limits.queuedBytesMax}`,
      { reason: 'peer_too_slow' },
    );
  }

  /** False when the sender should wait for the drain; the message is queued all the same. */
  push(message: Message): boolean {
    this.#queuedBytes += message.length;
    if (this.#writing === 0) this.#start(message);
    else this.#queue.push(message);
    if (this.#queuedBytes >= this.#limits.highWaterBytes) this.#full = true;
    return !this.#full;
  }

  onDrain(listener: () => void): void {
    this.#onDrain = listener;
  }

  drained(): Promise<void> {
    if (!this.#full) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Calls `finish` once everything pushed so far has been written. */
  end(finish: () => void): void {
    if (this.#writing === 0) finish();
    else this.#onEmpty = finish;
  }

  /** The stream is over: what is queued is dropped, and whoever waits for room is told why. */
  clear(error: FulgurError): void {
    this.#cleared = true;
    this.#queue = [];
    this.#head = 0;
    this.#queuedBytes = 0;
    this.#onEmpty = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }

  #start(message: Message): void {
    // An empty message is legal; it still counts as being written.
    this.#writing = message.length + 1;
    this.#write(message, this.#written);
  }

  #next(): void {
    if (this.#cleared) return;
    this.#queuedBytes -= this.#writing - 1;
    this.#writing = 0;
    const next = this.#queue[this.#head];
    if (next) {
      this.#queue[this.#head++] = undefined as unknown as Message;
      if (this.#head === this.#queue.length) {
        this.#queue = [];
        this.#head = 0;
      }
      this.#start(next);
    }
    if (this.#full && this.#queuedBytes <= this.#limits.highWaterBytes / 2) {
      this.#full = false;
      for (const { resolve } of this.#waiting.splice(0)) resolve();
      this.#onDrain?.();
    }
    if (this.#writing === 0) this.#onEmpty?.();
  }
}
