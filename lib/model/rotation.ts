// Rotary position embedding (arXiv 2104.09864) of queries and keys.
import { RopeMode, type Tensor } from '../tensor/ggml.ts';
import type { AttentionInputs } from './attention-inputs.ts';
import type { RopeDescription } from './description.ts';
import type { GraphPieces } from './graph-pieces.ts';

/** Rotates x [headSize, heads, rows] by the rows' positions. */
export function rotate(pieces: GraphPieces, inputs: AttentionInputs, rope: RopeDescription, x: Tensor): Tensor {
  return pieces.g.rope(
    pieces.context,
    x,
    inputs.positions(),
    rope.factors === undefined ? null : pieces.weights.tensor(rope.factors),
    rope.dimensions,
    RopeMode[rope.style],
    rope.originalContext,
    rope.frequencyBase,
    rope.frequencyScale,
    rope.extrapolation,
    rope.magnitude,
    rope.betaFast,
    rope.betaSlow,
  );
}
