// Collects what is to be sent, so that what comes within one turn of the event loop leaves as one message.

export class TurnBatch<Item> {
  readonly #send: (items: Item[]) => void;
  readonly #flush = () => {
    const items = this.#items;
    this.#items = [];
    this.#send(items);
  };
  #items: Item[] = [];

  constructor(send: (items: Item[]) => void) {
    this.#send = send;
  }

  get empty(): boolean {
    return this.#items.length === 0;
  }

  add(item: Item): void {
    if (this.#items.push(item) === 1) queueMicrotask(this.#flush);
  }
}
