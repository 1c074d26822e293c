// OLMoE (arXiv 2409.02060): full attention everywhere, queries and keys normalised over the whole row, 64 fine-grained
// experts without shared ones, softmax weights that are not renormalised.
import type { Architecture } from '../architecture.ts';
import type { LayerDescription, ModelDescription } from '../description.ts';
import type { Hyperparameters } from '../hyperparameters.ts';

function describe(keys: Hyperparameters): ModelDescription {
  const hiddenSize = keys.count('embedding_length');
  const heads = keys.count('attention.head_count');
  const headSize = keys.count('attention.key_length', { default: hiddenSize / heads });
  const experts = keys.count('expert_count', { max: 65536 });
  const expertsUsed = keys.count('expert_used_count', { max: experts });
  const width = keys.count('feed_forward_length');
  const layers = Array.from({ length: keys.layers() }, (_, index): LayerDescription => {
    return {
      index,
      attention: {
        kind: 'full',
        window: 0,
        kvSource: index,
        heads,
        kvHeads: keys.count('attention.head_count_kv', { default: heads }),
        headSize,
        valueSize: keys.count('attention.value_length', { default: headSize }),
        queryKeyNorm: 'row',
        rope: {
          style: 'neox',
          dimensions: keys.count('rope.dimension_count', { default: headSize, max: headSize }),
          frequencyBase: keys.positive('rope.freq_base', 10000),
          frequencyScale: keys.ropeFrequencyScale(),
        },
      },
      feedForward: {
        kind: 'moe',
        experts,
        expertsUsed,
        expertWidth: keys.count('expert_feed_forward_length', { default: width }),
        gating: 'softmax',
        normalizeWeights: false,
        weightsScale: 1,
        sharedWidth: 0,
      },
    };
  });
  return {
    architecture: 'olmoe',
    name: keys.model.string('general.name') ?? 'unnamed',
    contextLength: keys.count('context_length', { max: 1 << 26 }),
    vocabularySize: keys.vocabularySize(hiddenSize),
    hiddenSize,
    normEpsilon: keys.positive('attention.layer_norm_rms_epsilon'),
    layers,
    nExpert: experts,
    nExpertUsed: expertsUsed,
    window: 0,
    tiedEmbedding: !keys.model.tensors.has('output.weight'),
  };
}

export const olmoe: Architecture = { name: 'olmoe', describe };
