// What every part of a model's graph is built with: the graph's memory, the weights, norms and products.
//
// Shapes are ggml's: the first dimension is contiguous, so a [rows, width] matrix of the docs is [width, rows] here.
import type { Ggml, Handle, Tensor } from '../tensor/ggml.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import type { Activation, ModelDescription } from './description.ts';
import type { Affine, GatedWeights, ModelWeights } from './weights.ts';

export const f32Bytes = 4;

/** Constants of gpt-oss's activation. */
export const clampedSwiglu = { alpha: 1.702, limit: 7 } as const;

/** The hidden layer of an expert or a dense feed-forward, from its gate and its up projection. */
export function activate(g: Ggml, context: Handle, activation: Activation, gate: Tensor, up: Tensor): Tensor {
  if (activation === 'swiglu') return g.swiglu(context, gate, up);
  if (activation === 'geglu') return g.geglu(context, gate, up);
  return g.swigluClamped(context, gate, up, clampedSwiglu.alpha, clampedSwiglu.limit);
}

export class GraphPieces {
  readonly space: GraphSpace;
  readonly g: Ggml;
  readonly context: Handle;
  readonly model: ModelDescription;
  readonly weights: ModelWeights;

  /** Starts a new graph in `space`. */
  constructor(space: GraphSpace, model: ModelDescription, weights: ModelWeights) {
    this.space = space;
    this.g = space.g;
    this.context = space.begin();
    this.model = model;
    this.weights = weights;
  }

  linear(weights: Affine, input: Tensor): Tensor {
    return this.weights.linear(this.space, weights, input);
  }

  /** RMS norm of each row. */
  norm(x: Tensor, { weight, bias }: Affine): Tensor {
    const { g, context } = this;
    const scaled = g.mul(context, g.rmsNorm(context, x, this.model.normEpsilon), weight);
    return bias === undefined ? scaled : g.add(context, scaled, bias);
  }

  scaled(x: Tensor, factor: number): Tensor {
    return factor === 1 ? x : this.g.scale(this.context, x, factor);
  }

  /** cap * tanh(x / cap), or x when the cap is 0. */
  softCapped(x: Tensor, cap: number): Tensor {
    const { g, context } = this;
    return cap === 0 ? x : g.scale(context, g.tanh(context, g.scale(context, x, 1 / cap)), cap);
  }

  /** A feed-forward with a gate. */
  gated(y: Tensor, { gate, up, down }: GatedWeights, activation: Activation): Tensor {
    const hidden = activate(this.g, this.context, activation, this.linear(gate, y), this.linear(up, y));
    return this.linear(down, hidden);
  }
}
