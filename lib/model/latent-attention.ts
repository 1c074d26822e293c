// Latent attention (DeepSeek V2, arXiv 2405.04434): a cell holds one compressed row and the rotated part of a key that
// all heads share. The matrix that would decompress keys is applied to queries instead, and the one for values to what
// the heads have read, so that the cache is never decompressed.
import type { Tensor } from '../tensor/ggml.ts';
import type { AttentionInputs } from './attention-inputs.ts';
import type { AttentionDescription } from './description.ts';
import { f32Bytes, type GraphPieces } from './graph-pieces.ts';
import { rotate } from './rotation.ts';
import type { LatentWeights } from './weights.ts';

/** Queries that meet compressed keys: [keyValueRank + ropeSize, heads, rows]. */
export function latentQuery(
  pieces: GraphPieces,
  inputs: AttentionInputs,
  { heads, latent, rope }: AttentionDescription,
  weights: LatentWeights,
  normed: Tensor,
): Tensor {
  const { g, context } = pieces;
  const { plainSize, ropeSize } = latent!;
  const compressed =
    weights.queryDown === undefined
      ? normed
      : pieces.norm(pieces.linear(weights.queryDown, normed), weights.queryDownNorm!);
  const query = pieces.linear(weights.query, compressed);
  const headBytes = (plainSize + ropeSize) * f32Bytes;
  const part = (size: number, offset: number): Tensor =>
    g.view3(context, query, size, heads, inputs.rows, headBytes, heads * headBytes, offset * f32Bytes);
  const rotated = rotate(pieces, inputs, rope!, part(ropeSize, plainSize));
  const byHead = g.permute(context, part(plainSize, 0), 0, 2, 1, 3);
  const absorbed = pieces.linear({ weight: weights.keyUp, bias: undefined }, byHead);
  return g.concat(context, g.permute(context, absorbed, 0, 2, 1, 3), rotated, 0);
}

/** What is cached: [keyValueRank + ropeSize, 1, rows]. */
export function latentKeys(
  pieces: GraphPieces,
  inputs: AttentionInputs,
  { latent, rope }: AttentionDescription,
  weights: LatentWeights,
  normed: Tensor,
): Tensor {
  const { g, context } = pieces;
  const { keyValueRank, ropeSize } = latent!;
  const { rows } = inputs;
  const both = pieces.linear(weights.keyValueDown, normed);
  const rowBytes = (keyValueRank + ropeSize) * f32Bytes;
  const shared = g.view3(context, both, ropeSize, 1, rows, rowBytes, rowBytes, keyValueRank * f32Bytes);
  const compressed = pieces.norm(g.view2(context, both, keyValueRank, rows, rowBytes, 0), weights.keyValueNorm);
  return g.concat(
    context,
    g.reshape3(context, compressed, keyValueRank, 1, rows),
    rotate(pieces, inputs, rope!, shared),
    0,
  );
}

/** The heads' values, [heads * valueSize, rows], from what they read of compressed rows, [heads * keyValueRank, rows]. */
export function latentValues(
  pieces: GraphPieces,
  { heads, latent }: AttentionDescription,
  { valueUp }: LatentWeights,
  mixed: Tensor,
  rows: number,
): Tensor {
  const { g, context } = pieces;
  const { keyValueRank, valueSize } = latent!;
  const byHead = g.permute(context, g.reshape3(context, mixed, keyValueRank, heads, rows), 0, 2, 1, 3);
  const values = pieces.linear({ weight: valueUp, bias: undefined }, byHead);
  const byRow = g.contiguous(context, g.permute(context, values, 0, 2, 1, 3));
  return g.reshape2(context, byRow, heads * valueSize, rows);
}
