// The choice of experts for each row, and their weights.
import type { Tensor } from '../tensor/ggml.ts';
import type { LayerDescription, MoeDescription } from './description.ts';
import { f32Bytes, type GraphPieces } from './graph-pieces.ts';

/** The experts that the router chose: ids [k, rows] in falling weight order and weights [1, k, rows]. */
export interface Routing {
  readonly ids: Tensor;
  readonly weights: Tensor;
}

/** Smallest sum of weights that is divided by: the smallest normal number in half precision. */
const weightSumMin = 2 ** -14;
/** Experts of a group whose scores rank it (DeepSeek V3, arXiv 2412.19437). */
const expertsThatRank = 2;

/** The router's choice for each of the `rows` rows of `y`. */
export function routeRows(
  pieces: GraphPieces,
  y: Tensor,
  rows: number,
  layer: LayerDescription,
  moe: MoeDescription,
): Routing {
  const { g, context } = pieces;
  const weights = pieces.weights.layers[layer.index]!;
  const scores = pieces.linear(weights.router!, y);
  const odds = oddsOf(pieces, scores, moe);
  let preference = weights.selectionBias === undefined ? odds : g.add(context, odds, weights.selectionBias);
  if (moe.groups !== undefined) preference = withinBestGroups(pieces, preference, rows, moe.experts, moe.groups);
  const ids = firstIds(pieces, preference, moe.expertsUsed, moe.experts, rows);
  const chosen = g.getRows(context, g.reshape3(context, odds, 1, moe.experts, rows), ids);
  return { ids, weights: weigh(pieces, chosen, rows, moe) };
}

function oddsOf({ g, context }: GraphPieces, scores: Tensor, { gating }: MoeDescription): Tensor {
  if (gating === 'softmax') return g.softmax(context, scores);
  return gating === 'sigmoid' ? g.sigmoid(context, scores) : scores;
}

function weigh({ g, context }: GraphPieces, chosen: Tensor, rows: number, moe: MoeDescription): Tensor {
  const k = moe.expertsUsed;
  let flat = g.reshape2(context, chosen, k, rows);
  if (moe.gating === 'softmax-of-chosen') flat = g.softmax(context, flat);
  if (moe.normalizeWeights) {
    const sum = g.clamp(context, g.sumRows(context, flat), weightSumMin, Number.POSITIVE_INFINITY);
    flat = g.div(context, flat, sum);
  }
  if (moe.weightsScale !== 1) flat = g.scale(context, flat, moe.weightsScale);
  return g.reshape3(context, flat, 1, k, rows);
}

/** Indices of the `count` highest of each row's `width` values, highest first: [count, rows], part of a larger tensor. */
function firstIds({ g, context }: GraphPieces, x: Tensor, count: number, width: number, rows: number): Tensor {
  return g.view2(context, g.argsortDescending(context, x), count, rows, width * f32Bytes, 0);
}

/** Preferences [experts, rows] with those outside each row's best groups at -infinity. */
function withinBestGroups(
  pieces: GraphPieces,
  preference: Tensor,
  rows: number,
  experts: number,
  { count, used }: { readonly count: number; readonly used: number },
): Tensor {
  const { g, context } = pieces;
  const size = experts / count;
  const best = g.view3(
    context,
    g.argsortDescending(context, g.reshape3(context, preference, size, count, rows)),
    expertsThatRank,
    count,
    rows,
    size * f32Bytes,
    experts * f32Bytes,
    0,
  );
  const values = g.getRows(context, g.reshape4(context, preference, 1, size, count, rows), best);
  const ranks = g.sumRows(context, g.reshape3(context, values, expertsThatRank, count, rows));
  const chosen = firstIds(pieces, g.reshape2(context, ranks, count, rows), used, count, rows);
  const groups = g.reshape3(context, preference, size, count, rows);
  const kept = g.getRows(context, groups, chosen);
  const masked = g.setRows(context, g.fill(context, groups, Number.NEGATIVE_INFINITY), kept, chosen);
  return g.reshape2(context, masked, experts, rows);
}
