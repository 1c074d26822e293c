// What the placement leader has to know of a model, read from the table of its tensors.
import { widensWeights } from '../../lib/model/precision.ts';
import { describeModel } from '../../lib/model/registry.ts';
import { ggmlTypes } from '../../lib/tensor/dtype.ts';
import type { GgufModel } from '../../lib/tensor/gguf.ts';
import type { GgufTensor } from '../../lib/tensor/gguf-header.ts';
import { mostBytesHeld } from '../../lib/tensor/native-weights.ts';
import { isQuantised, widenedType } from '../../lib/tensor/widen.ts';
import type { PlacedModel } from './placement/placed-model.ts';

const expertTensor = /^blk\.(\d+)\.ffn_\w+_exps\.\w+$/;

/**
 * Expert tensors carry all experts of a layer in their last dimension. Layers behind the model's own, which predict
 * further tokens, have some too, but nobody computes them. A dense model has no layers to place.
 */
export function placedModel(gguf: GgufModel): PlacedModel {
  const description = describeModel(gguf);
  const widened = widensWeights(gguf);
  const bytes = new Map<number, number>();
  for (const { index, feedForward } of description.layers) if (feedForward.kind === 'moe') bytes.set(index, 0);
  for (const tensor of gguf.tensors.values()) {
    const layer = Number(expertTensor.exec(tensor.name)?.[1]);
    const sum = bytes.get(layer);
    if (sum !== undefined) bytes.set(layer, sum + loadedBytes(tensor, widened));
  }
  const { nExpert } = description;
  return {
    fingerprint: gguf.fingerprint,
    nExperts: nExpert,
    layers: [...bytes].map(([layer, total]) => ({ layer, bytesPerExpert: Math.ceil(total / nExpert) })),
  };
}

/** What a shard holds for a tensor: widened where the model is small, else as it is in the file or packed. */
function loadedBytes({ type, bytes, shape }: GgufTensor, widened: boolean): number {
  if (!isQuantised(type)) return bytes;
  if (!widened) return mostBytesHeld(type, bytes);
  const { block, bytes: blockBytes } = ggmlTypes.get(widenedType(type))!;
  return (shape.reduce((elements, dimension) => elements * dimension, 1) / block) * blockBytes;
}
