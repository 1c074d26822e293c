// The computation of routed experts, the same in a model's own graph and in an expert host's. Products with the
// experts' matrices are made here only, so that other kernels can take the place of ggml's.
import type { Ggml, Handle, Tensor } from '../tensor/ggml.ts';
import type { PackedExperts } from '../tensor/native-weights.ts';
import type { Activation } from './description.ts';
import { activate } from './graph-pieces.ts';

/** Experts of one layer as tensors in ggml's order of dimensions. */
export interface ExpertTensors {
  /** [hiddenSize, expertWidth, experts] each. */
  readonly gate: Tensor;
  readonly up: Tensor;
  /** [expertWidth, hiddenSize, experts]. */
  readonly down: Tensor;
  /** [expertWidth, experts], [expertWidth, experts] and [hiddenSize, experts]. */
  readonly biases: { readonly gate: Tensor; readonly up: Tensor; readonly down: Tensor } | undefined;
  /** Factors on the products with the matrices, [1, experts] each. */
  readonly scales: Readonly<Partial<Record<'gate' | 'up' | 'down', Tensor>>>;
  /** The same experts in the layout of our own kernels, which then are the ones to use. */
  readonly packed: PackedExperts | undefined;
}

/** What the experts `ids` [k, rows] make of `input` [hiddenSize, 1, rows]: [hiddenSize, k, rows], not yet weighted. */
export function expertOutputs(
  g: Ggml,
  context: Handle,
  { gate, up, down, biases, scales }: ExpertTensors,
  activation: Activation,
  input: Tensor,
  ids: Tensor,
): Tensor {
  const linear = (weight: Tensor, name: 'gate' | 'up' | 'down', x: Tensor): Tensor => {
    const product = g.matmulId(context, weight, x, ids);
    const scale = scales[name];
    const scaled = scale === undefined ? product : g.mul(context, product, scalesOf(g, context, scale, ids));
    return biases === undefined ? scaled : g.addId(context, scaled, biases[name], ids);
  };
  const hidden = activate(g, context, activation, linear(gate, 'gate', input), linear(up, 'up', input));
  return linear(down, 'down', hidden);
}

/** The chosen experts' factors, [1, k, rows]. */
function scalesOf(g: Ggml, context: Handle, scale: Tensor, ids: Tensor): Tensor {
  const perRow = g.repeat4(context, scale, 1, g.rowCount(scale), g.rowCount(ids), 1);
  return g.getRows(context, perRow, ids);
}
