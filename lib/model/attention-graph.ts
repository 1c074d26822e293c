// The attention of one layer: projections, norms and rotation of queries and keys, the cells that are written.
import type { Tensor } from '../tensor/ggml.ts';
import type { AttentionInputs } from './attention-inputs.ts';
import { attendToCells } from './cell-attention.ts';
import type { AttentionDescription, LayerDescription } from './description.ts';
import type { GraphPieces } from './graph-pieces.ts';
import type { KvPool } from './kv-pool.ts';
import { latentKeys, latentQuery, latentValues } from './latent-attention.ts';
import { rotate } from './rotation.ts';
import type { Affine, LayerWeights } from './weights.ts';

export class AttentionGraph {
  readonly #pieces: GraphPieces;
  readonly #inputs: AttentionInputs;
  readonly #pool: KvPool;

  constructor(pieces: GraphPieces, inputs: AttentionInputs, pool: KvPool) {
    this.#pieces = pieces;
    this.#inputs = inputs;
    this.#pool = pool;
  }

  /** attention(norm(x)); writes the rows' keys and values to the pool where the layer has its own. */
  build(x: Tensor, layer: LayerDescription): Tensor {
    const pieces = this.#pieces;
    const { g, context } = pieces;
    const weights = pieces.weights.layers[layer.index]!;
    const { attention } = layer;
    const normed = pieces.norm(x, weights.attentionNorm);
    this.#write(normed, layer, weights);
    const query = this.#query(normed, attention, weights);
    let mixed = attendToCells(pieces, this.#inputs, this.#pool, attention, query, weights.sinks);
    if (weights.latent !== undefined) mixed = latentValues(pieces, attention, weights.latent, mixed, this.#inputs.rows);
    if (weights.attentionGate !== undefined) {
      mixed = g.mul(context, mixed, g.sigmoid(context, pieces.linear(weights.attentionGate, normed)));
    }
    const output = pieces.linear(weights.attentionOutput, mixed);
    return weights.postAttentionNorm === undefined ? output : pieces.norm(output, weights.postAttentionNorm);
  }

  #query(normed: Tensor, attention: AttentionDescription, weights: LayerWeights): Tensor {
    if (weights.latent !== undefined) return latentQuery(this.#pieces, this.#inputs, attention, weights.latent, normed);
    const projected = this.#pieces.linear(weights.query!, normed);
    return this.#rotated(projected, attention.heads, weights.queryNorm, attention);
  }

  #write(normed: Tensor, { attention, index }: LayerDescription, weights: LayerWeights): void {
    if (attention.kvSource !== index) return;
    const { g, context, space } = this.#pieces;
    const { rows } = this.#inputs;
    const pool = this.#pool.tensors(index);
    const cells = this.#inputs.writeCells(attention.kind);
    const keys =
      weights.latent === undefined
        ? this.#rotated(this.#pieces.linear(weights.key!, normed), attention.kvHeads, weights.keyNorm, attention)
        : latentKeys(this.#pieces, this.#inputs, attention, weights.latent, normed);
    const keyRows = g.reshape2(context, keys, attention.kvHeads * attention.headSize, rows);
    // Expanded before attention reads the pool: a graph runs in the order in which it was built.
    space.expand(g.setRows(context, pool.keys, keyRows, cells));
    if (pool.values === undefined) return;
    space.expand(g.setRows(context, pool.values, this.#pieces.linear(weights.value!, normed), cells));
  }

  /** Normalised where the model asks for it and rotated by position: [headSize, heads, rows]. */
  #rotated(projected: Tensor, heads: number, norm: Affine | undefined, attention: AttentionDescription): Tensor {
    const pieces = this.#pieces;
    const { headSize, rope, queryKeyNorm, normAfterRope } = attention;
    const whole = queryKeyNorm === 'row' && norm !== undefined ? pieces.norm(projected, norm) : projected;
    const split = pieces.g.reshape3(pieces.context, whole, headSize, heads, this.#inputs.rows);
    const perHead = queryKeyNorm === 'head' ? norm : undefined;
    const ready = perHead !== undefined && !normAfterRope ? pieces.norm(split, perHead) : split;
    const rotated = rope === undefined ? ready : rotate(pieces, this.#inputs, rope, ready);
    return perHead !== undefined && normAfterRope ? pieces.norm(rotated, perHead) : rotated;
  }
}
