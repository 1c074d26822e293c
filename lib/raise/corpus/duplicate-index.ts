// Which keys have been seen, in fixed memory: a table of groups of eight slots; a full group forgets its oldest key. What
// is forgotten depends on the keys and their order only, so that a resumed run forgets the same.

const SLOTS_PER_GROUP = 8;

export class DuplicateIndex {
  /** 0: free. */
  readonly #keys: Float64Array;
  readonly #oldest: Uint8Array;
  readonly #groupsPerKey: number;
  #forgotten = 0;

  /** @param capacity keys, rounded down to a whole number of groups */
  constructor(capacity: number) {
    const groups = Math.max(1, Math.floor(capacity / SLOTS_PER_GROUP));
    this.#groupsPerKey = groups / 2 ** 53;
    this.#keys = new Float64Array(groups * SLOTS_PER_GROUP);
    this.#oldest = new Uint8Array(groups);
  }

  /** Keys that had to make room for newer ones. */
  get forgotten(): number {
    return this.#forgotten;
  }

  has(key: number): boolean {
    const from = this.#groupOf(key) * SLOTS_PER_GROUP;
    for (let slot = from; slot < from + SLOTS_PER_GROUP; slot++) if (this.#keys[slot] === key + 1) return true;
    return false;
  }

  /** @param key an integer from 0 to 2^53 - 2 */
  add(key: number): void {
    const group = this.#groupOf(key);
    const from = group * SLOTS_PER_GROUP;
    for (let slot = from; slot < from + SLOTS_PER_GROUP; slot++) {
      if (this.#keys[slot] === key + 1) return;
      if (this.#keys[slot] === 0) {
        this.#keys[slot] = key + 1;
        return;
      }
    }
    const oldest = this.#oldest[group]!;
    this.#keys[from + oldest] = key + 1;
    this.#oldest[group] = (oldest + 1) % SLOTS_PER_GROUP;
    this.#forgotten++;
  }

  /** By the top bits of the key: they are as good as any, and division by a number that is no power of two is slow. */
  #groupOf(key: number): number {
    return Math.floor(key * this.#groupsPerKey);
  }
}
