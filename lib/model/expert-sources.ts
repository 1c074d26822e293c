// Where the weights of routed experts lie in a model's files.
import type { GgufModel, GgufTensor } from '../tensor/gguf.ts';
import type { ModelDescription, MoeDescription } from './description.ts';
import { requireTensor } from './weight-table.ts';

/** The tensors of a layer's experts; the last dimension of each counts the experts. */
export interface LayerSources {
  /** [hiddenSize, expertWidth, experts] each, or both as `gateUp`, [hiddenSize, 2 * expertWidth, experts]. */
  readonly gate?: GgufTensor;
  readonly up?: GgufTensor;
  readonly gateUp?: GgufTensor;
  readonly down: GgufTensor;
  readonly gateBias?: GgufTensor;
  readonly upBias?: GgufTensor;
  readonly downBias?: GgufTensor;
}

/** @throws FulgurError naming a tensor that is missing or misshapen. */
export function expertSources(
  model: GgufModel,
  { hiddenSize }: ModelDescription,
  layer: number,
  { experts, expertWidth, biases }: MoeDescription,
): LayerSources {
  const name = (projection: string, kind: string): string => `blk.${layer}.ffn_${projection}_exps.${kind}`;
  const matrix = (projection: string, from: number, to: number): GgufTensor =>
    requireTensor(model, name(projection, 'weight'), [from, to, experts]);
  const bias = (projection: string, width: number): GgufTensor => {
    const tensor = requireTensor(model, name(projection, 'bias'), [width, experts]);
    if (tensor.typeInfo.name === 'f32') return tensor;
    throw model.error(`tensor ${tensor.name} is ${tensor.typeInfo.name}; biases must be f32`);
  };
  const isJoined = !model.tensors.has(name('gate', 'weight')) && model.tensors.has(name('gate_up', 'weight'));
  return {
    ...(isJoined
      ? { gateUp: matrix('gate_up', hiddenSize, 2 * expertWidth) }
      : { gate: matrix('gate', hiddenSize, expertWidth), up: matrix('up', hiddenSize, expertWidth) }),
    down: matrix('down', expertWidth, hiddenSize),
    ...(biases && {
      gateBias: bias('gate', expertWidth),
      upBias: bias('up', expertWidth),
      downBias: bias('down', hiddenSize),
    }),
  };
}
