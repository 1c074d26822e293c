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
  /** Factors on what the matrices give, [1, experts] each; files with 4-bit floating-point weights have them. */
  readonly gateScale?: GgufTensor;
  readonly upScale?: GgufTensor;
  readonly downScale?: GgufTensor;
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
  const plain = (projection: string, kind: string, shape: readonly number[]): GgufTensor => {
    const tensor = requireTensor(model, name(projection, kind), shape);
    if (tensor.typeInfo.name === 'f32') return tensor;
    throw model.error(`tensor ${tensor.name} is ${tensor.typeInfo.name}; biases and factors must be f32`);
  };
  const bias = (projection: string, width: number): GgufTensor => plain(projection, 'bias', [width, experts]);
  const scale = (key: 'gateScale' | 'upScale' | 'downScale', projection: string): Partial<LayerSources> => {
    if (!model.tensors.has(name(projection, 'scale'))) return {};
    return { [key]: { ...plain(projection, 'scale', [experts]), shape: [1, experts] } };
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
    ...scale('gateScale', 'gate'),
    ...scale('upScale', 'up'),
    ...scale('downScale', 'down'),
  };
}
