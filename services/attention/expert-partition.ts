// Splits the (row, expert) pairs of one MoE layer among the shards that hold the experts.

import type { ExpertCall } from '../../lib/model/step.ts';
import { encodeRows, rowBytes, type WireDType } from '../../lib/tensor/activations.ts';
import type { Scratch } from '../../lib/tensor/scratch.ts';

/** What one shard has to compute. A pair is an index into the call's [rows, nExpertUsed] arrays. */
export interface ShardWork<Holder> {
  readonly holder: Holder;
  readonly pairs: number[];
}

export interface Partition<Holder> {
  readonly works: ShardWork<Holder>[];
  /** Pairs whose expert nobody can compute now. */
  readonly orphans: number[];
}

/** Every pair of a call. */
export function allPairs(call: ExpertCall): number[] {
  return Array.from({ length: call.expertIds.length }, (_, pair) => pair);
}

/**
 * Gives each pair to a holder of its expert. Of several holders, all pairs of the expert go to the one that has the
 * least to do: `loadOf` (pairs in flight) plus what this call has given it already. Pairs stay in their order.
 */
export function partition<Holder>(
  call: ExpertCall,
  pairs: readonly number[],
  holdersOf: (expert: number) => readonly Holder[],
  loadOf: (holder: Holder) => number,
): Partition<Holder> {
  const pairsOf = new Map<number, number>();
  for (const pair of pairs) {
    const expert = call.expertIds[pair]!;
    pairsOf.set(expert, (pairsOf.get(expert) ?? 0) + 1);
  }
  const given = new Map<Holder, number>();
  const works = new Map<Holder, number[]>();
  const orphans: number[] = [];
  const placeOf = new Map<number, number[]>();
  for (const [expert, count] of pairsOf) {
    const holder = leastLoaded(holdersOf(expert), (h) => loadOf(h) + (given.get(h) ?? 0));
    if (holder === undefined) {
      placeOf.set(expert, orphans);
      continue;
    }
    given.set(holder, (given.get(holder) ?? 0) + count);
    let work = works.get(holder);
    if (work === undefined) {
      work = [];
      works.set(holder, work);
    }
    placeOf.set(expert, work);
  }
  for (const pair of pairs) placeOf.get(call.expertIds[pair]!)!.push(pair);
  return { works: [...works].map(([holder, its]) => ({ holder, pairs: its })), orphans };
}

function leastLoaded<Holder>(holders: readonly Holder[], loadOf: (holder: Holder) => number): Holder | undefined {
  let best = holders[0];
  for (const holder of holders) if (holder !== best && loadOf(holder) < loadOf(best!)) best = holder;
  return best;
}

/** The arrays of an ActivationBatch: the rows that `pairs` need, and the pairs in terms of those rows. */
export interface PackedPairs {
  /** Row of the call of each row sent. */
  readonly rows: Uint32Array;
  readonly hidden: Uint8Array;
  readonly rowIndex: Uint8Array;
  readonly expertId: Uint8Array;
  readonly weight: Uint8Array;
}

/** Encodes the rows of a call once, into `scratch`, however many shards they go to. */
export class RowPacker {
  readonly #call: ExpertCall;
  readonly #encoded: Uint8Array;
  readonly #rowBytes: number;
  readonly #used: number;

  constructor(call: ExpertCall, hiddenSize: number, dtype: WireDType, scratch: Scratch) {
    this.#call = call;
    this.#encoded = encodeRows(call.hidden, dtype, scratch);
    this.#rowBytes = rowBytes(dtype, hiddenSize);
    this.#used = call.expertIds.length / call.rows;
  }

  /** Bytes of all rows as they travel. */
  get bytes(): number {
    return this.#encoded.length;
  }

  pack(pairs: readonly number[]): PackedPairs {
    const placeOf = new Map<number, number>();
    const rowIndex = new Uint32Array(pairs.length);
    const expertId = new Uint32Array(pairs.length);
    const weight = new Float32Array(pairs.length);
    for (const [i, pair] of pairs.entries()) {
      const row = Math.floor(pair / this.#used);
      let place = placeOf.get(row);
      if (place === undefined) {
        place = placeOf.size;
        placeOf.set(row, place);
      }
      rowIndex[i] = place;
      expertId[i] = this.#call.expertIds[pair]!;
      weight[i] = this.#call.weights[pair]!;
    }
    const rows = Uint32Array.from(placeOf.keys());
    return {
      rows,
      hidden: this.#gather(rows),
      rowIndex: bytesOf(rowIndex),
      expertId: bytesOf(expertId),
      weight: bytesOf(weight),
    };
  }

  #gather(rows: Uint32Array): Uint8Array {
    if (rows.length === this.#call.rows && rows.every((row, place) => row === place)) return this.#encoded;
    const gathered = new Uint8Array(rows.length * this.#rowBytes);
    for (const [place, row] of rows.entries()) {
      gathered.set(this.#encoded.subarray(row * this.#rowBytes, (row + 1) * this.#rowBytes), place * this.#rowBytes);
    }
    return gathered;
  }
}

function bytesOf(array: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
