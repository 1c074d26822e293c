// What the placement leader has to know of a model, read from the table of its tensors.
import { widensWeights } from '../../lib/model/precision.ts';
import { ggmlTypes } from '../../lib/tensor/dtype.ts';
import type { GgufModel } from '../../lib/tensor/gguf.ts';
import type { GgufTensor } from '../../lib/tensor/gguf-header.ts';
import { isQuantised, widenedType } from '../../lib/tensor/widen.ts';
import type { PlacedModel } from './placement/placed-model.ts';

const expertTensor = /^blk\.(\d+)\.ffn_\w+_exps\.\w+$/;

/** Expert tensors carry all experts of a layer in their last dimension. */
export function placedModel(gguf: GgufModel): PlacedModel {
  const architecture = gguf.string('general.architecture') ?? '';
  const nExperts = gguf.number(`${architecture}.expert_count`) ?? 0;
  const widened = widensWeights(gguf);
  const bytes = new Map<number, number>();
  for (const tensor of gguf.tensors.values()) {
    const layer = expertTensor.exec(tensor.name)?.[1];
    if (layer === undefined) continue;
    bytes.set(Number(layer), (bytes.get(Number(layer)) ?? 0) + loadedBytes(tensor, widened));
  }
  if (bytes.size > 0 && nExperts === 0) throw gguf.error(`${architecture}.expert_count is absent`);
  const layers = [...bytes].sort(([a], [b]) => a - b);
  return {
    fingerprint: gguf.fingerprint,
    nExperts,
    layers: layers.map(([layer, total]) => ({ layer, bytesPerExpert: Math.ceil(total / nExperts) })),
  };
}

/** What a shard holds for a tensor: as it is in the file, or widened where the model is small. */
function loadedBytes({ type, bytes, shape }: GgufTensor, widened: boolean): number {
  if (!widened || !isQuantised(type)) return bytes;
  const { block, bytes: blockBytes } = ggmlTypes.get(widenedType(type))!;
  return (shape.reduce((elements, dimension) => elements * dimension, 1) / block) * blockBytes;
}
