export interface BackoffOptions {
  readonly firstMs: number;
  readonly mostMs: number;
  readonly factor?: number;
}

/** Delays that grow from `firstMs` to `mostMs`; `reset` after a success that has proved itself. */
export class Backoff {
  readonly #options: BackoffOptions;
  #nextMs: number;

  constructor(options: BackoffOptions) {
    this.#options = options;
    this.#nextMs = options.firstMs;
  }

  next(): number {
    const delayMs = this.#nextMs;
    this.#nextMs = Math.min(delayMs * (this.#options.factor ?? 2), this.#options.mostMs);
    return delayMs;
  }

  reset(): void {
    this.#nextMs = this.#options.firstMs;
  }
}
