// What attention needs to know of one step: positions, the cells to write, and the runs of rows that look at cells.
import { Code, FulgurError } from '../wire/errors.ts';
import { type AttentionRun, planRuns, type Reach, type RunOptions } from './attention-run.ts';
import type { ModelDescription } from './description.ts';
import type { KvGroupName } from './kv-pool.ts';
import type { SequenceSlice, StepBatch } from './step.ts';

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

/** @throws FulgurError INTERNAL for rows or cells that do not add up. */
export function planAttention(
  batch: StepBatch,
  description: ModelDescription,
  poolCells: Readonly<Record<KvGroupName, number>>,
  device: Pick<RunOptions, 'onCpu' | 'flash' | 'native'>,
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
    const layer = description.layers.find(({ attention }) => attention.kind === group);
    if (layer === undefined) return undefined;
    const window = group === 'full' ? Number.POSITIVE_INFINITY : description.window;
    const reaches = batch.sequences.map((slice) => reachOf(slice, group, window, poolCells[group]));
    const writeCells = new Int32Array(rows);
    for (const { slice, cells } of reaches) {
      writeCells.set(cells.subarray(cells.length - slice.rowCount), slice.rowStart);
    }
    return { writeCells, runs: planRuns(reaches, { window, attention: layer.attention, ...device }) };
  };
  return { rows, positions, full: plan('full'), window: plan('window') };
}

function reachOf(slice: SequenceSlice, group: KvGroupName, window: number, poolCells: number): Reach {
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
