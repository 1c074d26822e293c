// An actor: owns its state, takes messages from a bounded mailbox one at a time.
//
// Invariants
// 1. `receive` never runs twice at once.
// 2. Messages are taken in the order in which `tell` accepted them.
// 3. After a failure or `stop` no further message is taken; what is left in the mailbox is dropped.
import { Code, FulgurError } from '../wire/errors.ts';
import { Mailbox } from './mailbox.ts';

export const mailboxCapacityDefault = 1_024;

export abstract class Actor<Message> {
  readonly #mailbox: Mailbox<Message>;
  #isRunning = false;
  #isStopped = false;
  #onFailure: ((error: unknown) => void) | undefined;
  #onIdle: (() => void)[] = [];

  constructor(mailboxCapacity = mailboxCapacityDefault) {
    this.#mailbox = new Mailbox(mailboxCapacity);
  }

  protected abstract receive(message: Message): void | Promise<void>;

  /** Called once, before the first message. */
  protected started(): void | Promise<void> {}

  /** Called once, after the last message; also after a failure. */
  protected stopped(): void | Promise<void> {}

  get queued(): number {
    return this.#mailbox.size;
  }

  /** False when the mailbox is full or the actor has stopped: the caller decides what to do without it. */
  tell(message: Message): boolean {
    if (this.#isStopped || !this.#mailbox.put(message)) return false;
    if (!this.#isRunning) void this.#run();
    return true;
  }

  /** Like `tell`, but a refusal is an error that names the capacity. */
  demand(message: Message): void {
    if (this.tell(message)) return;
    const why = this.#isStopped ? 'it has stopped' : `its mailbox holds ${this.#mailbox.capacity} messages already`;
    throw new FulgurError(
      Code.RESOURCE_EXHAUSTED,
      `${this.constructor.name} takes no message: ${why}; try again later`,
    );
  }

  /** For the supervisor: starts the actor and tells it whom to call when it fails. */
  async start(onFailure: (error: unknown) => void): Promise<void> {
    this.#onFailure = onFailure;
    await this.started();
  }

  /** Resolves when the mailbox is empty and nothing is being received. */
  idle(): Promise<void> {
    if (!this.#isRunning && this.#mailbox.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#mailbox.clear();
    await this.idle();
    await this.stopped();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#mailbox.size > 0 && !this.#isStopped) {
        const result = this.receive(this.#mailbox.take());
        if (result !== undefined) await result;
      }
    } catch (error) {
      this.#isStopped = true;
      this.#mailbox.clear();
      this.#finishRun();
      await this.#release(error);
      return;
    }
    this.#finishRun();
  }

  /** A clean-up that fails as well does not hide the failure, nor keep the supervisor from hearing of it. */
  async #release(failure: unknown): Promise<void> {
    let error = failure;
    try {
      await this.stopped();
    } catch (second) {
      error = new AggregateError([failure, second], `${this.constructor.name} failed, and so did its clean-up`);
    }
    if (this.#onFailure === undefined) throw error;
    this.#onFailure(error);
  }

  #finishRun(): void {
    this.#isRunning = false;
    const waiting = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiting) resolve();
  }
}
