// Queries meet the keys and values of the pool's cells: by flash attention or our own kernel in place, or by plain
// products over copies (attention-run.ts decides which).
import { GgmlType, type Tensor } from '../tensor/ggml.ts';
import type { AttentionInputs, RunInput } from './attention-inputs.ts';
import type { AttentionDescription } from './description.ts';
import { f32Bytes, type GraphPieces } from './graph-pieces.ts';
import type { KvPool } from './kv-pool.ts';

/** Rows per sequence up to which outer products beat a transposition. */
const outerProductRowsMax = 2;

interface Cells {
  /** [headSize, cells, kvHeads, sequences] */
  readonly keys: Tensor;
  /** [valueSize, cells, kvHeads, sequences] */
  readonly values: Tensor;
}

/** What the rows of a layer see: each run's rows attend to its cells. [heads * valueSize, rows]. */
export function attendToCells(
  pieces: GraphPieces,
  inputs: AttentionInputs,
  pool: KvPool,
  attention: AttentionDescription,
  query: Tensor,
  sinks: Tensor | undefined,
): Tensor {
  const { g, context, space } = pieces;
  const width = attention.heads * attention.valueSize;
  const runs = inputs.runs(attention.kind);
  const parts = runs.map((input) => {
    if (input.run.kind === 'native') return nativeAttention(pieces, pool, attention, input, query, sinks);
    const cells = cellsOf(pieces, pool, attention, input);
    const attend = input.run.kind === 'flash' ? flashAttention : space.onCpu ? plainAttention : productAttention;
    const part = attend(pieces, attention, input, query, cells, sinks);
    return g.reshape2(context, part, width, input.run.rowCount);
  });
  if (parts.length === 1) return parts[0]!;
  let mixed = g.newTensor2(context, GgmlType.F32, width, inputs.rows);
  parts.forEach((part, i) => {
    const at = runs[i]!.run.rowStart * width * f32Bytes;
    mixed = g.setInPlace(context, mixed, part, width * f32Bytes, at);
  });
  return mixed;
}

function nativeAttention(
  { space, context }: GraphPieces,
  pool: KvPool,
  attention: AttentionDescription,
  { run, gather, spans }: RunInput,
  query: Tensor,
  sinks: Tensor | undefined,
): Tensor {
  const { keys, values } = pool.tensors(attention.kvSource);
  const { rowStart, rowCount, cellCount: cellsMax } = run;
  const rows = { ...attention, rowStart, rowCount, cellsMax };
  return space.native.attention(context, rows, query, keys, values!, gather!, spans!, sinks);
}

function flashAttention(
  { g, context }: GraphPieces,
  { heads, headSize, scale, softCap }: AttentionDescription,
  { run, mask }: RunInput,
  query: Tensor,
  { keys, values }: Cells,
  sinks: Tensor | undefined,
): Tensor {
  const headBytes = headSize * f32Bytes;
  const rowBytes = heads * headBytes;
  const start = run.rowStart * rowBytes;
  const rows = g.view3(context, query, headSize, run.rowCount, heads, rowBytes, headBytes, start);
  const mixed = g.flashAttention(context, rows, keys, values, mask!, scale, 0, softCap);
  if (sinks !== undefined) g.addSinksToFlash(mixed, sinks);
  return mixed;
}

/** softmax(queries x keys) x values, the heads that share keys together as one matrix. */
function plainAttention(
  pieces: GraphPieces,
  attention: AttentionDescription,
  { run, mask }: RunInput,
  query: Tensor,
  { keys, values }: Cells,
  sinks: Tensor | undefined,
): Tensor {
  const { g, context } = pieces;
  const { heads, kvHeads, headSize } = attention;
  const { rowStart, rowCount, sequences } = run;
  const sharing = heads / kvHeads;
  const headBytes = headSize * f32Bytes;
  const rowBytes = heads * headBytes;
  const start = rowStart * rowBytes;
  const groupBytes = sharing * headBytes;
  const rows = g.view4(context, query, headSize, sharing, kvHeads, rowCount, headBytes, groupBytes, rowBytes, start);
  const products = g.matmul(context, keys, rows);
  const odds = oddsOf(pieces, attention, run.cellCount, rowCount, products, mask, sinks);
  // Values would have to be transposed for a matrix product; for a row or two the outer products are faster.
  if (rowCount / sequences <= outerProductRowsMax) {
    return g.outerProduct(context, values, g.permute(context, odds, 1, 0, 2, 3));
  }
  return g.matmul(context, g.contiguous(context, g.permute(context, values, 1, 0, 2, 3)), odds);
}

/**
 * The same in the order of dimensions that every device has products for: queries [headSize, rows, heads, sequences], no
 * sequence's cells used for another's rows.
 */
function productAttention(
  pieces: GraphPieces,
  { heads, headSize, scale, softCap }: AttentionDescription,
  { run, mask }: RunInput,
  query: Tensor,
  { keys, values }: Cells,
  sinks: Tensor | undefined,
): Tensor {
  const { g, context } = pieces;
  const { rowStart, rowCount, sequences, cellCount } = run;
  const headBytes = headSize * f32Bytes;
  const rowBytes = heads * headBytes;
  const rows = rowCount / sequences;
  const strides = [rowBytes, headBytes, rows * rowBytes] as const;
  const queries = g.view4(context, query, headSize, rows, heads, sequences, ...strides, rowStart * rowBytes);
  const products = g.matmul(context, keys, queries);
  const scores = softCap === 0 ? products : pieces.softCapped(g.scale(context, products, scale), softCap);
  const hidden = mask && g.reshape4(context, mask, cellCount, rows, 1, sequences);
  const odds = g.scaledSoftmax(context, scores, hidden ?? null, softCap === 0 ? scale : 1, 0);
  if (sinks !== undefined) g.addSinksToSoftmax(odds, sinks);
  const byCell = g.contiguous(context, g.permute(context, values, 1, 0, 2, 3));
  const mixed = g.matmul(context, byCell, odds);
  return g.contiguous(context, g.permute(context, mixed, 0, 2, 1, 3));
}

/** Softmax over the cells of products [cells, sharing, kvHeads, rows]. */
function oddsOf(
  pieces: GraphPieces,
  { heads, kvHeads, scale, softCap }: AttentionDescription,
  cellCount: number,
  rowCount: number,
  products: Tensor,
  mask: Tensor | undefined,
  sinks: Tensor | undefined,
): Tensor {
  const { g, context } = pieces;
  const capped = softCap === 0 ? products : pieces.softCapped(g.scale(context, products, scale), softCap);
  const scores = mask === undefined ? capped : g.add(context, capped, mask);
  const factor = softCap === 0 ? scale : 1;
  if (sinks === undefined) return g.scaledSoftmax(context, scores, null, factor, 0);
  // Sinks belong to the third dimension, so all heads have to be there.
  const byHead = g.reshape4(context, scores, cellCount, 1, heads, rowCount);
  const odds = g.scaledSoftmax(context, byHead, null, factor, 0);
  g.addSinksToSoftmax(odds, sinks);
  return g.reshape4(context, odds, cellCount, heads / kvHeads, kvHeads, rowCount);
}

function cellsOf({ g, context }: GraphPieces, pool: KvPool, attention: AttentionDescription, input: RunInput): Cells {
  const { kvHeads, headSize, valueSize, kvSource } = attention;
  const { run, gather } = input;
  const { keys, values } = pool.tensors(kvSource);
  const view = (tensor: Tensor, size: number, cellElements: number): Tensor => {
    const source = gather === undefined ? tensor : g.getRows(context, tensor, gather);
    // Gathered cells are in single precision.
    const elementBytes = gather === undefined ? pool.elementBytes : f32Bytes;
    const cellBytes = cellElements * elementBytes;
    const headBytes = cellBytes / kvHeads;
    const all = run.cellCount * cellBytes;
    const start = run.firstCell * cellBytes;
    return g.view4(context, source, size, run.cellCount, kvHeads, run.sequences, cellBytes, headBytes, all, start);
  };
  const keyElements = kvHeads * headSize;
  return {
    keys: view(keys, headSize, keyElements),
    // Latent attention reads values out of the beginning of its keys.
    values: values === undefined ? view(keys, valueSize, keyElements) : view(values, valueSize, kvHeads * valueSize),
  };
}
