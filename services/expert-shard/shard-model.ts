// What a shard needs to know of its model before it has loaded any expert.
import type { ModelDescription } from '../../lib/model/description.ts';
import type { GgufModel } from '../../lib/tensor/gguf.ts';

/** Index of the arrays = layer. */
export interface ShardModel {
  readonly fingerprint: string;
  /** Values of a row of activations. */
  readonly hiddenSize: number;
  /** Routed experts of the layer; 0 when it has none. */
  readonly expertCounts: readonly number[];
  /** Bytes of one expert's weights. */
  readonly expertBytes: readonly number[];
  /** Experts that one row uses. */
  readonly expertsUsed: number;
}

export function shardModel(gguf: GgufModel, description: ModelDescription): ShardModel {
  const expertCounts = description.layers.map(({ feedForward }) =>
    feedForward.kind === 'moe' ? feedForward.experts : 0,
  );
  const layerBytes = expertCounts.map(() => 0);
  for (const tensor of gguf.tensors.values()) {
    const layer = Number(/^blk\.(\d+)\.ffn_\w+_exps\./.exec(tensor.name)?.[1] ?? -1);
    if (layer >= 0 && layer < layerBytes.length) layerBytes[layer]! += tensor.bytes;
  }
  return {
    fingerprint: gguf.fingerprint,
    hiddenSize: description.hiddenSize,
    expertCounts,
    expertBytes: layerBytes.map((bytes, layer) => (expertCounts[layer]! > 0 ? bytes / expertCounts[layer]! : 0)),
    expertsUsed: description.nExpertUsed,
  };
}
