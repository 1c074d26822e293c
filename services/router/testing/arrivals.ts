// Things that arrive, to be awaited one by one.

export class Arrivals<T> {
  readonly #come: T[] = [];
  readonly #waiting: ((thing: T) => void)[] = [];

  push(thing: T): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(thing);
    else this.#come.push(thing);
  }

  next(): Promise<T> {
    const thing = this.#come.shift();
    if (thing !== undefined) return Promise.resolve(thing);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Those that nobody has taken yet. */
  get untaken(): readonly T[] {
    return this.#come;
  }
}
