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

let lastPairs: readonly number[] = [];

/** Every pair of a call. The layers of a step have as many each, and share the list. */
export function allPairs({ expertIds: { length } }: ExpertCall): readonly number[] {
  if (lastPairs.length !== length) lastPairs = Array.from({ length }, (_, pair) => pair);
  return lastPairs;
}

/** Reading an expert's weights takes a shard about as long as that many pairs, between two and six by processor. */
const pairsPerExpert = 3;

/**
 * Gives each pair to a holder of its expert. Of several holders, all pairs of the expert go to the one that has the least
 * to do: `loadOf` (pairs in flight) plus what this call has given it already. Experts with a choice come last, those of
 * most pairs first, and make up for what chance gave the others. Pairs stay in their order.
 */
export function partition<Holder>(
  call: ExpertCall,
  pairs: readonly number[],
  holdersOf: (expert: number) => readonly Holder[],
  loadOf: (holder: Holder) => number,
): Partition<Holder> {
  const experts: number[] = [];
  const pairsOf: number[] = [];
  for (const pair of pairs) {
    const expert = call.expertIds[pair]!;
    const count = pairsOf[expert];
    if (count === undefined) experts.push(expert);
    pairsOf[expert] = (count ?? 0) + 1;
  }
  const works: { readonly holder: Holder; readonly pairs: number[]; load: number }[] = [];
  const workOf = (holder: Holder) => works.find((work) => work.holder === holder);
  const orphans: number[] = [];
  const placeOf: number[][] = [];
  const give = (expert: number, holder: Holder) => {
    let work = workOf(holder);
    if (work === undefined) {
      work = { holder, pairs: [], load: loadOf(holder) };
      works.push(work);
    }
    work.load += pairsPerExpert + pairsOf[expert]!;
    placeOf[expert] = work.pairs;
  };
  const choices: { readonly expert: number; readonly holders: readonly Holder[] }[] = [];
  for (const expert of experts) {
    const holders = holdersOf(expert);
    if (holders.length > 1) choices.push({ expert, holders });
    else if (holders.length === 1) give(expert, holders[0]!);
    else placeOf[expert] = orphans;
  }
  choices.sort((a, b) => pairsOf[b.expert]! - pairsOf[a.expert]!);
  const loadNow = (holder: Holder) => workOf(holder)?.load ?? loadOf(holder);
  for (const { expert, holders } of choices) {
    const least = holders.reduce((best, holder) => (loadNow(holder) < loadNow(best) ? holder : best));
    give(expert, least);
  }
  for (const pair of pairs) placeOf[call.expertIds[pair]!]!.push(pair);
  return { works, orphans };
}

/** The rows that some pairs need, and the pairs in terms of those rows. */
export interface PairSelection {
  /** Row of the call of each row that is needed, rising. */
  readonly rows: Uint32Array;
  readonly rowIndex: Uint32Array;
  readonly expertId: Uint32Array;
  readonly weight: Float32Array;
}

/** The arrays of an ActivationBatch. */
export interface PackedPairs {
  /** Row of the call of each row sent, rising. */
  readonly rows: Uint32Array;
  /** In the memory of all rows, where all are sent. */
  readonly hidden: Uint8Array;
  readonly rowIndex: Uint8Array;
  readonly expertId: Uint8Array;
  readonly weight: Uint8Array;
}

/** What `pairs`, in rising order, need of a call. */
export function selectPairs(
  { expertIds, weights, rows: callRows }: ExpertCall,
  pairs: readonly number[],
): PairSelection {
  const used = expertIds.length / callRows;
  const count = pairs.length;
  const rowIndex = new Uint32Array(count);
  const expertId = new Uint32Array(count);
  const weight = new Float32Array(count);
  const rows = new Uint32Array(Math.min(count, callRows));
  let needed = 0;
  for (let i = 0; i < count; i++) {
    const pair = pairs[i]!;
    const row = Math.floor(pair / used);
    if (needed === 0 || rows[needed - 1] !== row) rows[needed++] = row;
    rowIndex[i] = needed - 1;
    expertId[i] = expertIds[pair]!;
    weight[i] = weights[pair]!;
  }
  return { rows: rows.subarray(0, needed), rowIndex, expertId, weight };
}

/** Encodes the rows of a call once, into `scratch`, however many shards they go to. */
export class RowPacker {
  readonly #call: ExpertCall;
  readonly #rowBytes: number;
  readonly #encode: () => Uint8Array;
  #encoded: Uint8Array | undefined;

  constructor(call: ExpertCall, hiddenSize: number, dtype: WireDType, scratch: Scratch) {
    this.#call = call;
    this.#rowBytes = rowBytes(dtype, hiddenSize);
    this.#encode = () => encodeRows(call.hidden, dtype, scratch);
  }

  /** Bytes of all rows as they travel. */
  get bytes(): number {
    return this.#call.rows * this.#rowBytes;
  }

  /** `pairs` are in rising order. */
  pack(pairs: readonly number[]): PackedPairs {
    const { rows, rowIndex, expertId, weight } = selectPairs(this.#call, pairs);
    return {
      rows,
      hidden: this.#gather(rows),
      rowIndex: bytesOf(rowIndex),
      expertId: bytesOf(expertId),
      weight: bytesOf(weight),
    };
  }

  #gather(rows: Uint32Array): Uint8Array {
    this.#encoded ??= this.#encode();
    if (rows.length === this.#call.rows) return this.#encoded;
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
