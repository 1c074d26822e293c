// What attention needs to know of one step: positions, cells to write, and per run of rows which cells to look at.
//
// The pool is one tensor per layer, and a sequence's cells may lie anywhere in it. Each run of rows looks at the range
// of cells from its lowest to its highest through a mask that hides what is not its own: on a CPU hidden cells cost a
// glance. Consecutive sequences whose ranges nearly coincide share a run, because each run is an operation per layer.
//
// ggml's flash attention has two kinds of loops: tiles for 64 rows and more, and single rows, which are fast for heads of
// 64, 128, ... elements only (its vectors hold 64). Few rows with smaller heads are computed as plain matrix products.
import { Code, FulgurError } from '../wire/errors.ts';
import type { ModelDescription } from './description.ts';
import type { KvGroupName } from './kv-pool.ts';
import type { SequenceSlice, StepBatch } from './step.ts';

/** Consecutive rows that look at one range of cells. */
export interface AttentionRun {
  readonly rowStart: number;
  readonly rowCount: number;
  readonly firstCell: number;
  readonly cellCount: number;
  /**
   * [rowCount, cellCount] of 0 (seen) and -infinity (hidden): in half precision for flash attention, in single
   * precision for plain products.
   */
  readonly mask: Uint16Array | Float32Array;
}

export interface GroupPlan {
  /** Cell that each row's keys and values are written to, [rows]. */
  readonly writeCells: Int32Array;
  readonly runs: readonly AttentionRun[];
}

export interface AttentionPlan {
  readonly rows: number;
  readonly positions: Int32Array;
  /** Absent for a kind of layer that the model does not have. */
  readonly full: GroupPlan | undefined;
  readonly window: GroupPlan | undefined;
}

const hiddenHalf = 0xfc00; // -infinity

/** Cells that may be looked at in vain before two sequences are better off in runs of their own. */
const wastedCellsMax = 2048;
/** Rows from which flash attention works in tiles, where a cell costs all the rows that do not see it. */
const tileRows = 64;
/** Head sizes that are a multiple of this are fast in flash attention row by row. */
const vectorElements = 64;

interface Reach {
  readonly slice: SequenceSlice;
  /** Cells from the first position that the slice can see to its last row. */
  readonly cells: Uint32Array;
  readonly firstSeen: number;
  readonly low: number;
  readonly high: number;
}

export function planAttention(
  batch: StepBatch,
  description: ModelDescription,
  poolCells: Readonly<Record<KvGroupName, number>>,
): AttentionPlan {
  const rows = batch.tokens.length;
  const positions = new Int32Array(rows);
  let next = 0;
  for (const { rowStart, rowCount, firstPosition } of batch.sequences) {
    if (rowStart !== next || rowCount < 1 || firstPosition < 0) {
      throw new FulgurError(
        Code.INTERNAL,
        `a sequence has rows ${rowStart} to ${rowStart + rowCount}, not from ${next}`,
      );
    }
    for (let i = 0; i < rowCount; i++) positions[rowStart + i] = firstPosition + i;
    next += rowCount;
  }
  if (next !== rows) throw new FulgurError(Code.INTERNAL, `the sequences of a step cover ${next} of its ${rows} rows`);
  const plan = (group: KvGroupName): GroupPlan | undefined => {
    const window = group === 'full' ? Number.POSITIVE_INFINITY : description.window;
    const layers = description.layers.filter(({ attention }) => attention.kind === group);
    if (layers.length === 0) return undefined;
    const slowRows = layers.some(({ attention }) => attention.headSize % vectorElements !== 0);
    return planGroup(batch, rows, { group, window, poolCells: poolCells[group], slowRows });
  };
  return { rows, positions, full: plan('full'), window: plan('window') };
}

interface Group {
  readonly group: KvGroupName;
  readonly window: number;
  readonly poolCells: number;
  /** Whether flash attention is slow below `tileRows` rows. */
  readonly slowRows: boolean;
}

function planGroup(batch: StepBatch, rows: number, group: Group): GroupPlan {
  const writeCells = new Int32Array(rows);
  const reaches = batch.sequences.map((slice) => {
    const reach = reachOf(slice, group);
    writeCells.set(reach.cells.subarray(reach.cells.length - slice.rowCount), slice.rowStart);
    return reach;
  });
  const runs: AttentionRun[] = [];
  for (let i = 0; i < reaches.length; ) {
    const members = [reaches[i]!];
    let { low, high } = reaches[i]!;
    let rowCount = reaches[i]!.slice.rowCount;
    let ownCells = rowCount * (high - low + 1);
    for (i++; i < reaches.length; i++) {
      const other = reaches[i]!;
      const mergedRows = rowCount + other.slice.rowCount;
      const mergedLow = Math.min(low, other.low);
      const mergedHigh = Math.max(high, other.high);
      const own = ownCells + other.slice.rowCount * (other.high - other.low + 1);
      if (mergedRows >= tileRows || mergedRows * (mergedHigh - mergedLow + 1) - own > wastedCellsMax) break;
      members.push(other);
      [low, high, rowCount, ownCells] = [mergedLow, mergedHigh, mergedRows, own];
    }
    runs.push(makeRun(members, group, low, high));
  }
  return { writeCells, runs };
}

function reachOf(slice: SequenceSlice, { group, window, poolCells }: Group): Reach {
  const end = slice.firstPosition + slice.rowCount;
  const firstSeen = Math.max(0, slice.firstPosition - window + 1);
  const start = group === 'full' ? 0 : slice.windowStart;
  const all = group === 'full' ? slice.fullCells : slice.windowCells;
  if (start > firstSeen || start + all.length < end) {
    throw new FulgurError(
      Code.INTERNAL,
      `a step at positions ${slice.firstPosition} to ${end - 1} needs ${group} cells from position ${firstSeen}; it has ${start} to ${start + all.length - 1}`,
    );
  }
  const cells = all.subarray(firstSeen - start, end - start);
  let low = poolCells;
  let high = -1;
  for (const cell of cells) {
    if (cell < low) low = cell;
    if (cell > high) high = cell;
  }
  if (high >= poolCells) throw new FulgurError(Code.INTERNAL, `cell ${high} is outside the pool of ${poolCells}`);
  return { slice, cells, firstSeen, low, high };
}

function makeRun(members: readonly Reach[], { window, slowRows }: Group, low: number, high: number): AttentionRun {
  const cellCount = high - low + 1;
  const first = members[0]!.slice;
  const last = members.at(-1)!.slice;
  const rowCount = last.rowStart + last.rowCount - first.rowStart;
  const size = rowCount * cellCount;
  const mask =
    slowRows && rowCount < tileRows
      ? new Float32Array(size).fill(Number.NEGATIVE_INFINITY)
      : new Uint16Array(size).fill(hiddenHalf);
  for (const { slice, cells, firstSeen } of members) {
    for (let i = 0; i < slice.rowCount; i++) {
      const at = (slice.rowStart + i - first.rowStart) * cellCount - low;
      const position = slice.firstPosition + i;
      const from = Math.max(firstSeen, position - window + 1) - firstSeen;
      const to = position - firstSeen;
      for (let j = from; j <= to; j++) mask[at + cells[j]!] = 0;
    }
  }
  return { rowStart: first.rowStart, rowCount, firstCell: low, cellCount, mask };
}
