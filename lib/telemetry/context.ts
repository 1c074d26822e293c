// OpenTelemetry contexts as a list: the library's own copy a map and make three functions for each value that is added,
// half a kilobyte that every waiting request would hold.
import type { Context } from '@opentelemetry/api';

class LinkedContext implements Context {
  readonly #key: symbol;
  readonly #value: unknown;
  readonly #parent: Context;

  constructor(key: symbol, value: unknown, parent: Context) {
    this.#key = key;
    this.#value = value;
    // A value that is replaced is not kept.
    this.#parent = parent instanceof LinkedContext && parent.#key === key ? parent.#parent : parent;
  }

  getValue(key: symbol): unknown {
    return key === this.#key ? this.#value : this.#parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new LinkedContext(key, value, this);
  }

  deleteValue(key: symbol): Context {
    return this.setValue(key, undefined);
  }
}

/** Holds nothing; what is made from it is small. */
export const rootContext: Context = {
  getValue: () => undefined,
  setValue: (key, value) => new LinkedContext(key, value, rootContext),
  deleteValue: () => rootContext,
};
