// Which shards hold which experts of one layer, and what each shard then has to compute.
//
// Invariants
// 1. A shard holds an expert at most once. Whoever adds one asks `hasRoom` first, so that quotas hold.
// 2. `loads[s]` is the sum of weight / copies over the experts on shard s: rows of an expert spread evenly over its copies.

export class LayerPacking {
  readonly experts: number;
  readonly shards: number;
  /** Load per expert; positive. */
  readonly weights: readonly number[];
  /** Most experts per shard. */
  readonly most: readonly number[];
  readonly loads: Float64Array;
  readonly #held: Uint8Array;
  readonly #copies: Int32Array;
  readonly #used: Int32Array;

  constructor(weights: readonly number[], most: readonly number[]) {
    this.experts = weights.length;
    this.shards = most.length;
    this.weights = weights;
    this.most = most;
    this.loads = new Float64Array(this.shards);
    this.#held = new Uint8Array(this.experts * this.shards);
    this.#copies = new Int32Array(this.experts);
    this.#used = new Int32Array(this.shards);
  }

  has(expert: number, shard: number): boolean {
    return this.#held[expert * this.shards + shard] === 1;
  }

  copies(expert: number): number {
    return this.#copies[expert]!;
  }

  /** Copies of all experts. */
  get total(): number {
    return this.#copies.reduce((sum, copies) => sum + copies, 0);
  }

  used(shard: number): number {
    return this.#used[shard]!;
  }

  hasRoom(shard: number): boolean {
    return this.#used[shard]! < this.most[shard]!;
  }

  /** Load that one copy of `expert` carries. */
  perCopy(expert: number): number {
    return this.weights[expert]! / Math.max(1, this.#copies[expert]!);
  }

  on(shard: number): number[] {
    const found: number[] = [];
    for (let expert = 0; expert < this.experts; expert++) if (this.has(expert, shard)) found.push(expert);
    return found;
  }

  holders(expert: number): number[] {
    const found: number[] = [];
    for (let shard = 0; shard < this.shards; shard++) if (this.has(expert, shard)) found.push(shard);
    return found;
  }

  add(expert: number, shard: number): void {
    this.#change(expert, shard, 1);
  }

  remove(expert: number, shard: number): void {
    this.#change(expert, shard, -1);
  }

  /** max / mean of the shards' loads. */
  get ratio(): number {
    let most = 0;
    let sum = 0;
    for (const load of this.loads) {
      most = Math.max(most, load);
      sum += load;
    }
    return sum === 0 ? 1 : (most * this.shards) / sum;
  }

  /** The shard with the least load that may take `expert`; ties go to the emptier, then to the first. -1 when none may. */
  leastLoadedFor(expert: number, except = -1): number {
    let best = -1;
    for (let shard = 0; shard < this.shards; shard++) {
      if (shard === except || !this.hasRoom(shard) || this.has(expert, shard)) continue;
      if (best < 0 || this.#lighter(shard, best)) best = shard;
    }
    return best;
  }

  hottestShard(): number {
    let hottest = 0;
    for (let shard = 1; shard < this.shards; shard++) if (this.loads[shard]! > this.loads[hottest]!) hottest = shard;
    return hottest;
  }

  /** The expert whose copies carry most each and that some shard could still take another copy of; -1 when none. */
  hottestExpert(): number {
    let best = -1;
    for (let expert = 0; expert < this.experts; expert++) {
      if (this.copies(expert) >= this.shards) continue;
      if (best < 0 || this.perCopy(expert) > this.perCopy(best)) best = expert;
    }
    return best;
  }

  #lighter(one: number, other: number): boolean {
    const difference = this.loads[one]! - this.loads[other]!;
    if (Math.abs(difference) > 1e-9 * (this.loads[one]! + this.loads[other]!)) return difference < 0;
    return this.#used[one]! < this.#used[other]!;
  }

  #change(expert: number, shard: number, sign: 1 | -1): void {
    const weight = this.weights[expert]!;
    const before = this.#copies[expert]!;
    const after = before + sign;
    for (let holder = 0; holder < this.shards; holder++) {
      if (this.has(expert, holder)) this.loads[holder]! -= weight / before;
    }
    this.#held[expert * this.shards + shard] = sign === 1 ? 1 : 0;
    this.#copies[expert] = after;
    this.#used[shard]! += sign;
    for (let holder = 0; holder < this.shards; holder++) {
      if (this.has(expert, holder)) this.loads[holder]! += weight / after;
    }
  }
}
