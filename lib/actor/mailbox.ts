/** A bounded first-in first-out queue; taking a message costs the same however many wait. */
export class Mailbox<Message> {
  readonly capacity: number;
  #messages: (Message | undefined)[] = [];
  #head = 0;

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`mailbox capacity ${capacity}: at least 1`);
    this.capacity = capacity;
  }

  get size(): number {
    return this.#messages.length - this.#head;
  }

  /** False when it is full. */
  put(message: Message): boolean {
    if (this.size >= this.capacity) return false;
    this.#messages.push(message);
    return true;
  }

  /** The oldest message; call it only while `size` is above 0. */
  take(): Message {
    const message = this.#messages[this.#head] as Message;
    this.#messages[this.#head++] = undefined;
    // What was taken is given back now and then, in one move: on average constant per message.
    if (this.#head >= 64 && this.#head * 2 >= this.#messages.length) {
      this.#messages = this.#messages.slice(this.#head);
      this.#head = 0;
    }
    return message;
  }

  clear(): void {
    this.#messages = [];
    this.#head = 0;
  }
}
