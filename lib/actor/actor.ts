// An actor: owns its state, takes messages from a bounded mailbox one at a time.
//
// Invariants
// 1. `receive` never runs twice at once.
// 2. Messages are taken in the order in which `tell` accepted them.
// 3. After a failure or `stop` no further message is taken; what is left in the mailbox is dropped.
import { Code, FulgurError } from '../wire/errors.ts';

export const mailboxCapacityDefault = 1_024;

export abstract class Actor<Message> {
  readonly #mailbox: Message[] = [];
  readonly #capacity: number;
  #isRunning = false;
  #isStopped = false;
  #onFailure: ((error: unknown) => void) | undefined;
  #onIdle: (() => void)[] = [];

  constructor(mailboxCapacity = mailboxCapacityDefault) {
    this.#capacity = mailboxCapacity;
  }

  protected abstract receive(message: Message): void | Promise<void>;

  /** Called once, before the first message. */
  protected started(): void | Promise<void> {}

  /** Called once, after the last message; also after a failure. */
  protected stopped(): void | Promise<void> {}

  get queued(): number {
    return this.#mailbox.length;
  }

  /** False when the mailbox is full or the actor has stopped: the caller decides what to do without it. */
  tell(message: Message): boolean {
    if (this.#isStopped || this.#mailbox.length >= this.#capacity) return false;
    this.#mailbox.push(message);
    if (!this.#isRunning) void this.#run();
    return true;
  }

  /** Like `tell`, but a refusal is an error that names the capacity. */
  demand(message: Message): void {
    if (this.tell(message)) return;
    const why = this.#isStopped ? 'it has stopped' : `its mailbox holds ${this.#capacity} messages already`;
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
    if (!this.#isRunning && this.#mailbox.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#mailbox.length = 0;
    await this.idle();
    await this.stopped();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#mailbox.length > 0 && !this.#isStopped) {
        const result = this.receive(this.#mailbox.shift() as Message);
        if (result !== undefined) await result;
      }
    } catch (error) {
      this.#isStopped = true;
      this.#mailbox.length = 0;
      this.#finishRun();
      await this.stopped();
      if (this.#onFailure === undefined) throw error;
      this.#onFailure(error);
      return;
    }
    this.#finishRun();
  }

  #finishRun(): void {
    this.#isRunning = false;
    const waiting = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiting) resolve();
  }
}
