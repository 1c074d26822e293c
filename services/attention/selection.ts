// Partial selection over scores: where the k largest end, and where the heaviest share of a mass ends.
//
// Quickselect on a permutation of indices; the order is total (falling score, then rising index), so the answer is one
// well-defined candidate whatever the pivots were. Expected O(n), no sort.

/** The last candidate that is kept, in order of falling score and rising index. */
export interface Boundary {
  readonly score: number;
  readonly index: number;
}

export class Selection {
  readonly #order: Int32Array;
  #scores: Float64Array = new Float64Array(0);

  constructor(capacity: number) {
    this.#order = new Int32Array(capacity);
  }

  /** Begins a selection over scores[0, count). */
  start(scores: Float64Array, count: number): void {
    this.#scores = scores;
    for (let i = 0; i < count; i++) this.#order[i] = i;
  }

  /** Moves the `k` first of `count` candidates to the front; the boundary is the k-th. 1 <= k <= count. */
  largest(k: number, count: number): Boundary {
    let low = 0;
    let high = count;
    while (high - low > 1) {
      const middle = this.#partition(low, high);
      if (middle === k - 1) break;
      if (middle < k - 1) low = middle + 1;
      else high = middle;
    }
    return this.#at(k - 1);
  }

  /**
   * The fewest of the first `count` candidates, heaviest first, whose weights reach `share` of all their weight.
   * `weights` falls and rises with the scores. At least one candidate is kept.
   */
  heaviest(weights: Float64Array, share: number, count: number): Boundary {
    let total = 0;
    for (let i = 0; i < count; i++) total += weights[this.#order[i]!]!;
    let wanted = share * total; // still to be found in [low, high)
    let low = 0;
    let high = count;
    while (high - low > 1) {
      const middle = this.#partition(low, high);
      let before = 0;
      for (let i = low; i < middle; i++) before += weights[this.#order[i]!]!;
      const pivot = weights[this.#order[middle]!]!;
      if (before >= wanted) {
        high = middle;
      } else if (before + pivot >= wanted) {
        return this.#at(middle);
      } else {
        wanted -= before + pivot;
        low = middle + 1;
      }
    }
    return this.#at(Math.min(low, count - 1));
  }

  #at(place: number): Boundary {
    const index = this.#order[place]!;
    return { score: this.#scores[index]!, index };
  }

  #precedes(a: number, b: number): boolean {
    const x = this.#scores[a]!;
    const y = this.#scores[b]!;
    return x > y || (x === y && a < b);
  }

  /** Splits order[low, high) around a median-of-three pivot and returns the pivot's final place. */
  #partition(low: number, high: number): number {
    const order = this.#order;
    const last = high - 1;
    this.#swap(this.#median(low, (low + last) >>> 1, last), last);
    const pivot = order[last]!;
    let place = low;
    for (let i = low; i < last; i++) {
      if (this.#precedes(order[i]!, pivot)) this.#swap(i, place++);
    }
    this.#swap(place, last);
    return place;
  }

  #median(a: number, b: number, c: number): number {
    const order = this.#order;
    const before = (x: number, y: number) => this.#precedes(order[x]!, order[y]!);
    if (before(a, b)) return before(b, c) ? b : before(a, c) ? c : a;
    return before(a, c) ? a : before(b, c) ? c : b;
  }

  #swap(a: number, b: number): void {
    const order = this.#order;
    const held = order[a]!;
    order[a] = order[b]!;
    order[b] = held;
  }
}
