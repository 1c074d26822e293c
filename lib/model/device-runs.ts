// How rows share flash attention on a GPU. There a run costs the launch of its kernels in every layer, while cells that
// a row does not see cost next to nothing: sequences that decode share one run over the range that holds all their
// cells, as long as reading it, and making and sending its mask, is cheaper than runs of their own.
import type { Reach } from './attention-run.ts';
import type { AttentionDescription } from './description.ts';

/** Rows that fill the tiles of a run; more are no cheaper together. */
const sharedRowsMax = 64;

// Nanoseconds of one layer on an H100; only their proportions matter.
const runNs = 6000;
const readNsPerElement = 0.0007;
const gatherNs = 10_000;
const gatherNsPerElement = 0.005;
/** A mask is made once for all layers. */
const maskNs = 0.05;

/**
 * How many sequences from `start` on share a run, and whether its cells are gathered, which is for one sequence whose
 * cells lie far apart.
 */
export function sharedRun(
  reaches: readonly Reach[],
  start: number,
  { kvHeads, headSize, valueSize }: AttentionDescription,
): { readonly count: number; readonly gathered: boolean } {
  const elements = kvHeads * (headSize + valueSize);
  const inPlaceNs = (rows: number, cells: number): number =>
    runNs + cells * (elements * readNsPerElement + rows * maskNs);
  const gatheredNs = (rows: number, cells: number): number =>
    runNs + gatherNs + cells * (elements * gatherNsPerElement + rows * maskNs);

  let [low, high, rows, apartNs] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  let count = 1;
  let gathered = false;
  let mostSavedNs = 0;
  for (const [i, reach] of reaches.slice(start).entries()) {
    const { rowCount } = reach.slice;
    rows += rowCount;
    if (i > 0 && rows > sharedRowsMax) break;
    low = Math.min(low, reach.low);
    high = Math.max(high, reach.high);
    const inPlace = inPlaceNs(rowCount, reach.high - reach.low + 1);
    const copied = gatheredNs(rowCount, reach.cells.length);
    if (i === 0) gathered = copied < inPlace;
    apartNs += Math.min(inPlace, copied);
    const savedNs = apartNs - inPlaceNs(rows, high - low + 1);
    if (savedNs <= mostSavedNs) continue;
    [count, gathered, mostSavedNs] = [i + 1, false, savedNs];
  }
  return { count, gathered };
}
