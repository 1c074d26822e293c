// One direction of an in-process call: encoded messages from one end to the other.
//
// Invariants
// 1. Messages arrive in order, one by one, while the receiver reads and has not paused; until then the sender's queue fills.
// 2. The end arrives once, behind every message that was delivered; after `stop` nothing arrives.
// 3. One turn brings at most `messagesPerTurn` messages and little more than `bytesPerTurn`.
import type { FulgurError } from './errors.ts';
import type { Turn, Turns } from './in-process-turns.ts';
import { type SendLimits, SendQueue } from './send-queue.ts';

export interface LaneReceiver {
  /** Never throws. */
  receive(bytes: Buffer): void;
  /** The sender has ended, or has dropped what it had not delivered. */
  ended(): void;
}

const messagesPerTurn = 64;
const bytesPerTurn = 256 << 10;

export class Lane implements Turn {
  readonly queue: SendQueue<Buffer>;
  readonly #turns: Turns;
  #receiver: LaneReceiver | undefined;
  /** The message that has left the queue, and what tells the queue that it has arrived. */
  #next: { readonly bytes: Buffer; readonly arrived: () => void } | undefined;
  #scheduled = false;
  #reading = false;
  #paused = false;
  #ending = false;
  #stopped = false;

  constructor(turns: Turns, limits: SendLimits) {
    this.#turns = turns;
    this.queue = new SendQueue(limits, (bytes, arrived) => {
      this.#next = { bytes, arrived };
      this.#schedule();
    });
  }

  set receiver(receiver: LaneReceiver) {
    this.#receiver = receiver;
  }

  read(): void {
    this.#reading = true;
    this.#schedule();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#schedule();
  }

  /** Nothing more will be sent. */
  end(): void {
    this.queue.end(() => this.#end());
  }

  /** As `end`, but what has not left the queue is dropped. */
  abort(error: FulgurError): void {
    this.queue.clear(error);
    this.#end();
  }

  /** The call is over. */
  stop(error: FulgurError): void {
    this.#stopped = true;
    this.#next = undefined;
    this.queue.clear(error);
  }

  take(): void {
    this.#takeSome();
    this.#scheduled = false;
    if (this.#canTake) this.#schedule();
    else if (this.#ending && this.#next === undefined && !this.#stopped) {
      this.#ending = false;
      this.#receiver?.ended();
    }
  }

  #takeSome(): void {
    let bytesTaken = 0;
    for (let taken = 0; this.#canTake && taken < messagesPerTurn && bytesTaken < bytesPerTurn; taken += 1) {
      const { bytes, arrived } = this.#next!;
      this.#next = undefined;
      bytesTaken += bytes.length;
      this.#receiver?.receive(bytes);
      // Brings the next one, where there is one.
      arrived();
    }
  }

  get #canTake(): boolean {
    return this.#next !== undefined && this.#reading && !this.#paused && !this.#stopped;
  }

  #end(): void {
    this.#ending = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped || !(this.#canTake || this.#ending)) return;
    this.#scheduled = true;
    this.#turns.add(this);
  }
}
