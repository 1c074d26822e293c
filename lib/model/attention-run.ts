// Decides how rows look at their cells in the pool, and makes the masks that hide what is not theirs.
//
// The pool is one tensor per layer, and a sequence's cells may lie anywhere in it. A run of rows looks at the range from
// its lowest to its highest cell, where hidden cells cost little but something; when a pool has been in use for long
// and the cells lie far apart, it looks at a gathered copy instead. Consecutive sequences whose ranges nearly coincide
// share a run, because each run is a few operations per layer.
//
// ggml's flash attention has two kinds of loops: tiles for 64 rows and more, and single rows, which are fast for heads
// of 64, 128, ... elements only (its vectors hold 64). Few rows with smaller heads are computed as plain products.
import type { AttentionDescription } from './description.ts';
import type { SequenceSlice } from './step.ts';

/** Consecutive rows that look at the same cells. */
export interface AttentionRun {
  readonly rowStart: number;
  readonly rowCount: number;
  /** First cell of the range; 0 when the cells are gathered. */
  readonly firstCell: number;
  readonly cellCount: number;
  /** Cells to gather, in this order; undefined for a range. */
  readonly gather: Int32Array | undefined;
  /**
   * [rowCount, cellCount] of 0 (seen) and -infinity (hidden): in half precision for flash attention, in single
   * precision for plain products.
   */
  readonly mask: Uint16Array | Float32Array;
}

/** What one sequence sees in a step. */
export interface Reach {
  readonly slice: SequenceSlice;
  /** Cells from the first position that the slice can see to its last row. */
  readonly cells: Uint32Array;
  readonly firstSeen: number;
  readonly low: number;
  readonly high: number;
}

export interface RunOptions {
  /** Tokens that a row sees, its own included; infinite for full attention. */
  readonly window: number;
  readonly attention: AttentionDescription;
}

const hiddenHalf = 0xfc00; // -infinity
/** Rows from which flash attention works in tiles, where a cell costs all the rows that do not see it. */
const tileRows = 64;
/** Head sizes that are a multiple of this are fast in flash attention row by row. */
const vectorElements = 64;
/** Hidden cells, over all rows, that cost about as much as a run of their own. */
const wastedCellsMax = 2048;

// Nanoseconds, measured on one Zen 5 core; only their proportions matter.
const gatherNsPerElement = 0.5;
const gatherNs = 5000;
const maskNs = 0.7;
const transposeNs = 2;
const productNs = 0.05;

/** Groups sequences, which follow each other in rows, into runs. */
export function planRuns(reaches: readonly Reach[], options: RunOptions): AttentionRun[] {
  const runs: AttentionRun[] = [];
  for (let i = 0; i < reaches.length; ) {
    const first = reaches[i++]!;
    if (gathers(first, options)) {
      runs.push(makeRun([first], options, 0, first.cells.length, first.cells));
      continue;
    }
    const members = [first];
    let { low, high } = first;
    let rowCount = first.slice.rowCount;
    let ownCells = rowCount * (high - low + 1);
    for (; i < reaches.length && !gathers(reaches[i]!, options); i++) {
      const other = reaches[i]!;
      const mergedRows = rowCount + other.slice.rowCount;
      const mergedLow = Math.min(low, other.low);
      const mergedHigh = Math.max(high, other.high);
      const own = ownCells + other.slice.rowCount * (other.high - other.low + 1);
      if (mergedRows >= tileRows || mergedRows * (mergedHigh - mergedLow + 1) - own > wastedCellsMax) break;
      members.push(other);
      [low, high, rowCount, ownCells] = [mergedLow, mergedHigh, mergedRows, own];
    }
    runs.push(makeRun(members, options, low, high - low + 1, undefined));
  }
  return runs;
}

function isPlain(rows: number, { attention }: RunOptions): boolean {
  return rows < tileRows && attention.headSize % vectorElements !== 0;
}

/** Whether copying the cells of a sequence costs less than looking past the others in its range. */
function gathers({ slice, cells, low, high }: Reach, options: RunOptions): boolean {
  const { heads, kvHeads, headSize, valueSize } = options.attention;
  const cellElements = kvHeads * (headSize + valueSize);
  const perHidden = isPlain(slice.rowCount, options)
    ? kvHeads * valueSize * transposeNs + slice.rowCount * heads * (headSize + valueSize) * productNs
    : slice.rowCount * heads * maskNs;
  const hidden = high - low + 1 - cells.length;
  return hidden * perHidden > gatherNs + cells.length * cellElements * gatherNsPerElement;
}

function makeRun(
  members: readonly Reach[],
  options: RunOptions,
  low: number,
  cellCount: number,
  gathered: Uint32Array | undefined,
): AttentionRun {
  const first = members[0]!.slice;
  const last = members.at(-1)!.slice;
  const rowCount = last.rowStart + last.rowCount - first.rowStart;
  const size = rowCount * cellCount;
  const mask = isPlain(rowCount, options)
    ? new Float32Array(size).fill(Number.NEGATIVE_INFINITY)
    : new Uint16Array(size).fill(hiddenHalf);
  for (const { slice, cells, firstSeen } of members) {
    for (let i = 0; i < slice.rowCount; i++) {
      const at = (slice.rowStart + i - first.rowStart) * cellCount;
      const position = slice.firstPosition + i;
      const from = Math.max(firstSeen, position - options.window + 1) - firstSeen;
      const to = position - firstSeen;
      if (gathered !== undefined) mask.fill(0, at + from, at + to + 1);
      else for (let j = from; j <= to; j++) mask[at + cells[j]! - low] = 0;
    }
  }
  const gather = gathered === undefined ? undefined : Int32Array.from(gathered);
  return { rowStart: first.rowStart, rowCount, firstCell: low, cellCount, gather, mask };
}
