// Orders the (row, expert) pairs of a call so that adding up each row's experts is a few additions of whole blocks.
//
// Rows are ranked by falling number of pairs. Block j holds the j-th pair of every row that has one, in rank order, so
// it covers the first blockRows[j] ranks: adding blocks 1, 2, ... onto block 0 leaves row sums in rank order.

export interface ExpertBatch {
  /** Row of the input at each place, [pairs]. */
  readonly gather: Int32Array;
  /** Expert at each place, [pairs]. */
  readonly experts: Int32Array;
  /** Weight at each place, [pairs]. */
  readonly weights: Float32Array;
  /** Rows in block j; falling. Empty when there are no pairs. */
  readonly blockRows: readonly number[];
  /** Row at each rank, for the rows that have pairs. */
  readonly rowOfRank: Int32Array;
  /** Whether rank and row are the same for all rows. */
  readonly inRowOrder: boolean;
}

export function arrangeExpertBatch(
  rows: number,
  rowIndex: Uint32Array,
  expertIds: Uint32Array,
  weights: Float32Array,
): ExpertBatch {
  const pairs = rowIndex.length;
  const counts = new Int32Array(rows);
  let most = 0;
  for (const row of rowIndex) most = Math.max(most, ++counts[row]!);
  // blockRows[j]: rows with more than j pairs. Rows with c pairs begin at rank blockRows[c].
  const blockRows = new Array<number>(most).fill(0);
  for (const count of counts) if (count > 0) blockRows[count - 1]!++;
  for (let j = most - 2; j >= 0; j--) blockRows[j]! += blockRows[j + 1]!;
  const nextRank = Int32Array.from({ length: most + 1 }, (_, count) => blockRows[count] ?? 0);
  const rank = new Int32Array(rows);
  const rowOfRank = new Int32Array(blockRows[0] ?? 0);
  let inRowOrder = rowOfRank.length === rows;
  for (let row = 0; row < rows; row++) {
    const count = counts[row]!;
    if (count === 0) continue;
    rank[row] = nextRank[count]!++;
    rowOfRank[rank[row]!] = row;
    if (rank[row] !== row) inRowOrder = false;
  }
  const blockStart = new Int32Array(most + 1);
  for (let j = 0; j < most; j++) blockStart[j + 1] = blockStart[j]! + blockRows[j]!;
  const seen = new Int32Array(rows);
  const batch = {
    gather: new Int32Array(pairs),
    experts: new Int32Array(pairs),
    weights: new Float32Array(pairs),
  };
  for (let pair = 0; pair < pairs; pair++) {
    const row = rowIndex[pair]!;
    const place = blockStart[seen[row]!++]! + rank[row]!;
    batch.gather[place] = row;
    batch.experts[place] = expertIds[pair]!;
    batch.weights[place] = weights[pair]!;
  }
  return { ...batch, blockRows, rowOfRank, inRowOrder };
}

/** Rows in rank order, [ranks, width], to their places in `out`, [rows, width]; rows without a rank become zero. */
export function scatterRows(
  ranked: Float32Array,
  rowOfRank: Int32Array,
  out: Float32Array,
  width: number,
): Float32Array {
  out.fill(0);
  for (let rank = 0; rank < rowOfRank.length; rank++) {
    out.set(ranked.subarray(rank * width, (rank + 1) * width), rowOfRank[rank]! * width);
  }
  return out;
}
