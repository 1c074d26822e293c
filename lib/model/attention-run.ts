// Decides how rows look at their cells in the pool, and makes the masks that hide what is not theirs.
//
// The pool is one tensor per layer, and a sequence's cells may lie anywhere in it. Three ways to look at them:
// - Flash attention reads the range from the lowest to the highest cell in place, where hidden cells cost little but
//   something; when the cells lie far apart it reads a gathered copy. Consecutive sequences whose ranges nearly
//   coincide share a run, because each run is a few operations per layer.
// - Plain products over gathered copies. ggml's flash attention on a CPU has two kinds of loops: tiles for 64 rows and
//   more, and single rows, which are fast for heads of 64, 128, ... elements only (its vectors hold 64). Few rows with
//   smaller heads are faster this way, and sequences with one row each share one set of operations.
// - Our own kernel, where it is built and the model is not to be exact: each row reads the cells on its list in place, and
//   rows of one sequence read them together.
//
// On other devices than the CPU there is flash attention, over ranges of whole units of cells so that many steps have a
// shape in common, or plain products where the device has none for the model's heads. device-runs.ts says who shares a run.
import { cellUnit } from '../tensor/backend.ts';
import type { AttentionDescription } from './description.ts';
import { sharedRun } from './device-runs.ts';
import type { SequenceSlice } from './step.ts';

/**
 * Consecutive rows that look at cells together: a flash run at the same ones, a plain run each sequence at its own, and
 * a native run, which has all rows, each row at its own.
 */
export interface AttentionRun {
  readonly kind: 'flash' | 'plain' | 'native';
  readonly rowStart: number;
  readonly rowCount: number;
  /** Sequences with cells of their own: 1, or as many as rows. */
  readonly sequences: number;
  /** Cells per sequence; in a native run as many as a row looks at, or a few more. */
  readonly cellCount: number;
  /**
   * Cells to gather, [sequences, cellCount]; undefined for the range that begins at `firstCell`. In a native run the
   * cells of its sequences, one after the other, and perhaps some more that no row looks at.
   */
  readonly gather: Int32Array | undefined;
  readonly firstCell: number;
  /**
   * [rowCount, cellCount] of 0 (seen) and -infinity (hidden): half precision in flash runs, single in plain ones, where
   * it is undefined when nothing is hidden.
   */
  readonly mask: Uint16Array | Float32Array | undefined;
  /** In a native run each row's offset in `gather` and its number of cells, [rowCount, 2]. */
  readonly spans?: Int32Array;
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
  readonly onCpu: boolean;
  /** Whether the device has flash attention for the model's heads. */
  readonly flash: boolean;
  /** Whether our own kernel reads half-precision cells of this device. */
  readonly native: boolean;
}

const hiddenHalf = 0xfc00; // -infinity
/** Rows from which flash attention works in tiles, where a cell costs all the rows that do not see it. */
const tileRows = 64;
/** Head sizes that are a multiple of this are fast in flash attention row by row. */
const vectorElements = 64;
/** Hidden cells, over all rows, that cost about as much as a run of their own. */
const flashWasteMax = 2048;
/** The same for a sequence that is padded to the length of another. */
const paddingMax = 256;

/** Cells per sequence to which native runs are rounded up: so many steps of one token have a shape in common. */
const spareCells = 64;

// Nanoseconds, measured on one Zen 5 core; only their proportions matter.
const gatherNsPerElement = 0.5;
const gatherNs = 5000;
const maskNs = 0.7;

/** Groups sequences, one or more, which follow each other in rows, into runs. */
export function planRuns(reaches: readonly Reach[], options: RunOptions): AttentionRun[] {
  if (isNative(options)) return [nativeRun(reaches, options)];
  const runs: AttentionRun[] = [];
  for (let i = 0; i < reaches.length; ) {
    if (isPlain(reaches[i]!, options)) {
      const members = plainMembers(reaches, i, options);
      runs.push(plainRun(members, options));
      i += members.length;
      continue;
    }
    const { members, gathered } = flashMembers(reaches, i, options);
    runs.push(flashRun(members, gathered, options));
    i += members.length;
  }
  return runs;
}

function isNative({ attention, native }: RunOptions): boolean {
  if (!native) return false;
  const { headSize, valueSize, softCap, latent } = attention;
  return headSize % 16 === 0 && valueSize % 16 === 0 && softCap === 0 && latent === undefined;
}

function nativeRun(members: readonly Reach[], { window }: RunOptions): AttentionRun {
  const last = members.at(-1)!.slice;
  const { rowStart } = members[0]!.slice;
  const rowCount = last.rowStart + last.rowCount - rowStart;
  const sequences = members.length;
  const cells = members.reduce((sum, member) => sum + member.cells.length, 0);
  const gather = new Int32Array(roundUp(cells, sequences * spareCells));
  const spans = new Int32Array(2 * rowCount);
  let offset = 0;
  let longest = 0;
  for (const { slice, cells, firstSeen } of members) {
    gather.set(cells, offset);
    for (let i = 0; i < slice.rowCount; i++) {
      const position = slice.firstPosition + i;
      const from = Math.max(firstSeen, position - window + 1);
      const row = slice.rowStart + i - rowStart;
      spans[2 * row] = offset + from - firstSeen;
      spans[2 * row + 1] = position - from + 1;
      longest = Math.max(longest, position - from + 1);
    }
    offset += cells.length;
  }
  const cellCount = roundUp(longest, spareCells);
  return { kind: 'native', rowStart, rowCount, sequences, cellCount, gather, firstCell: 0, mask: undefined, spans };
}

function roundUp(count: number, unit: number): number {
  return Math.ceil(count / unit) * unit;
}

function isPlain({ slice }: Reach, { attention, onCpu, flash }: RunOptions): boolean {
  if (!onCpu) return !flash;
  return slice.rowCount < tileRows && attention.headSize % vectorElements !== 0;
}

/** Sequences from `start` on that share a plain run: one with several rows, or some with one row of similar length. */
function plainMembers(reaches: readonly Reach[], start: number, options: RunOptions): Reach[] {
  const members = [reaches[start]!];
  if (members[0]!.slice.rowCount > 1) return members;
  let longest = members[0]!.cells.length;
  let cells = longest;
  for (const other of reaches.slice(start + 1)) {
    if (other.slice.rowCount > 1 || !isPlain(other, options)) break;
    const length = Math.max(longest, other.cells.length);
    const padding = length * (members.length + 1) - cells - other.cells.length;
    if (padding > paddingMax * members.length) break;
    members.push(other);
    longest = length;
    cells += other.cells.length;
  }
  return members;
}

function plainRun(members: readonly Reach[], { window, onCpu }: RunOptions): AttentionRun {
  const first = members[0]!.slice;
  const longest = members.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const cellCount = onCpu ? longest : roundUp(longest, cellUnit);
  const sequences = members.length;
  const rowCount = sequences === 1 ? first.rowCount : sequences;
  const gather = new Int32Array(sequences * cellCount);
  for (const [s, { cells }] of members.entries()) {
    // Padding repeats a cell of the sequence, which the mask hides.
    gather.fill(cells[0]!, s * cellCount + cells.length, (s + 1) * cellCount);
    gather.set(cells, s * cellCount);
  }
  let mask: Float32Array | undefined;
  if (rowCount > sequences || members.some(({ cells }) => cells.length < cellCount)) {
    mask = new Float32Array(rowCount * cellCount).fill(Number.NEGATIVE_INFINITY);
    for (const { slice, firstSeen } of members) unmask(mask, slice, firstSeen, first.rowStart, cellCount, window);
  }
  return { kind: 'plain', rowStart: first.rowStart, rowCount, sequences, cellCount, gather, firstCell: 0, mask };
}

/** Sequences from `start` on that share a flash run, and whether their cells are gathered. */
function flashMembers(
  reaches: readonly Reach[],
  start: number,
  options: RunOptions,
): { readonly members: Reach[]; readonly gathered: boolean } {
  if (options.onCpu) {
    const gathered = gathers(reaches[start]!, options);
    return { members: gathered ? [reaches[start]!] : neighbours(reaches, start, options), gathered };
  }
  const { count, gathered } = sharedRun(reaches, start, options.attention);
  return { members: reaches.slice(start, start + count), gathered };
}

/** Sequences from `start` on whose ranges nearly coincide. */
function neighbours(reaches: readonly Reach[], start: number, options: RunOptions): Reach[] {
  const members = [reaches[start]!];
  let { low, high } = members[0]!;
  let rowCount = members[0]!.slice.rowCount;
  let ownCells = rowCount * (high - low + 1);
  for (const other of reaches.slice(start + 1)) {
    if (isPlain(other, options) || gathers(other, options)) break;
    const mergedRows = rowCount + other.slice.rowCount;
    const mergedLow = Math.min(low, other.low);
    const mergedHigh = Math.max(high, other.high);
    const own = ownCells + other.slice.rowCount * (other.high - other.low + 1);
    if (mergedRows >= tileRows || mergedRows * (mergedHigh - mergedLow + 1) - own > flashWasteMax) break;
    members.push(other);
    [low, high, rowCount, ownCells] = [mergedLow, mergedHigh, mergedRows, own];
  }
  return members;
}

/** Whether copying the cells of a sequence costs less than looking past the others in its range. */
function gathers({ slice, cells, low, high }: Reach, { attention }: RunOptions): boolean {
  const { heads, kvHeads, headSize, valueSize } = attention;
  const hiddenCells = high - low + 1 - cells.length;
  const copied = cells.length * kvHeads * (headSize + valueSize);
  return hiddenCells * slice.rowCount * heads * maskNs > gatherNs + copied * gatherNsPerElement;
}

function flashRun(members: readonly Reach[], gathered: boolean, options: RunOptions): AttentionRun {
  const unit = options.onCpu ? 1 : cellUnit;
  const { slice: first, cells: firstCells, firstSeen } = members[0]!;
  const rowCount = members.reduce((sum, { slice }) => sum + slice.rowCount, 0);
  const common = { kind: 'flash', rowStart: first.rowStart, rowCount, sequences: 1 } as const;
  if (gathered) {
    const cellCount = roundUp(firstCells.length, unit);
    // The mask hides what is beyond the sequence's cells.
    const gather = new Int32Array(cellCount).fill(firstCells[0]!);
    gather.set(firstCells);
    const mask = new Uint16Array(rowCount * cellCount).fill(hiddenHalf);
    unmask(mask, first, firstSeen, first.rowStart, cellCount, options.window);
    return { ...common, cellCount, gather, firstCell: 0, mask };
  }
  const low = Math.floor(Math.min(...members.map((member) => member.low)) / unit) * unit;
  const cellCount = roundUp(Math.max(...members.map((member) => member.high)) - low + 1, unit);
  const mask = new Uint16Array(rowCount * cellCount).fill(hiddenHalf);
  for (const { slice, cells, firstSeen: seen } of members) {
    for (let i = 0; i < slice.rowCount; i++) {
      const at = (slice.rowStart + i - first.rowStart) * cellCount - low;
      const position = slice.firstPosition + i;
      const from = Math.max(seen, position - options.window + 1) - seen;
      for (let j = from; j <= position - seen; j++) mask[at + cells[j]!] = 0;
    }
  }
  return { ...common, cellCount, gather: undefined, firstCell: low, mask };
}

/** Shows the rows of a slice what they see of its cells, which lie in the order of their positions. */
function unmask(
  mask: Uint16Array | Float32Array,
  slice: SequenceSlice,
  firstSeen: number,
  firstRow: number,
  cellCount: number,
  window: number,
): void {
  for (let i = 0; i < slice.rowCount; i++) {
    const at = (slice.rowStart + i - firstRow) * cellCount;
    const position = slice.firstPosition + i;
    mask.fill(0, at + Math.max(firstSeen, position - window + 1) - firstSeen, at + position - firstSeen + 1);
  }
}
