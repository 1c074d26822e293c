// Tensors that a file has and its family does not: what they stand for would be left out, and every answer would be wrong.
import type { GgufModel } from '../tensor/gguf.ts';
import type { ModelDescription } from './description.ts';
import { neededTensors } from './weight-table.ts';

/** What text does not need: images and sound, heads that score or guess ahead, scales for other arithmetic than ours. */
const dispensable = /^(v|a|mm|cls|s|nextn)\.|^rope_factors_|^rope_freqs\.|(^|\.)attn_rot_embd$|\.input_scale$/;

/** @throws FulgurError naming the first tensor of the model's own layers that its description has no use for. */
export function refuseUnknownTensors(model: GgufModel, description: ModelDescription): void {
  const known = new Set(
    neededTensors(description).flatMap(({ name, within }) => [name, ...(within ? [within.name] : [])].map(kindOf)),
  );
  const moe = description.layers.flatMap(({ feedForward }) => (feedForward.kind === 'moe' ? [feedForward] : []));
  const expertKinds =
    moe.length === 0 ? [] : ['weight', 'scale', ...(moe.some(({ biases }) => biases) ? ['bias'] : [])];
  for (const projection of ['gate', 'up', 'gate_up', 'down']) {
    for (const kind of expertKinds) known.add(`ffn_${projection}_exps.${kind}`);
  }
  for (const name of model.tensors.keys()) {
    // Layers behind the model's own predict further tokens.
    const layer = Number(/^blk\.(\d+)\./.exec(name)?.[1] ?? 0);
    if (layer >= description.layers.length || known.has(kindOf(name)) || dispensable.test(name)) continue;
    throw model.error(`it has the tensor ${name.slice(0, 80)}, which no ${description.architecture} model has`);
  }
}

function kindOf(name: string): string {
  return name.replace(/^blk\.\d+\./, '');
}
