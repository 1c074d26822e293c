// Yi-Lightning (arXiv 2412.01253): fine-grained routed experts beside shared ones; blocks of three sliding-window layers
// and one full-attention layer; adjacent full-attention layers share keys and values. The report gives no sizes, so
// every size comes from metadata.
import type { Architecture } from '../architecture.ts';
import type { AttentionDescription, LayerDescription, ModelDescription } from '../description.ts';
import type { Hyperparameters } from '../hyperparameters.ts';

function attentionOf(
  keys: Hyperparameters,
  layer: number,
  sources: number[],
  windowed: number[],
): AttentionDescription {
  const heads = keys.count('attention.head_count');
  const headSize = keys.count('attention.key_length');
  const isWindow = windowed[layer] !== 0;
  const kvSource = sources[layer]!;
  if (!Number.isInteger(kvSource) || kvSource < 0 || kvSource > layer || sources[kvSource] !== kvSource) {
    throw keys.error('attention.kv_source_layers', `gives layer ${layer} the keys and values of layer ${kvSource}`);
  }
  if ((windowed[kvSource] !== 0) !== isWindow) {
    throw keys.error('attention.kv_source_layers', `lets layers ${layer} and ${kvSource} of different kinds share`);
  }
  return {
    kind: isWindow ? 'window' : 'full',
    window: isWindow ? keys.count('attention.sliding_window') : 0,
    kvSource,
    heads,
    kvHeads: keys.count('attention.head_count_kv', { default: heads }),
    headSize,
    valueSize: keys.count('attention.value_length', { default: headSize }),
    queryKeyNorm: 'none',
    rope: {
      style: 'neox',
      dimensions: keys.count('rope.dimension_count', { default: headSize, max: headSize }),
      frequencyBase: keys.positive('rope.freq_base', 10000),
      frequencyScale: keys.ropeFrequencyScale(),
    },
  };
}

function describe(keys: Hyperparameters): ModelDescription {
  const count = keys.layers();
  const windowed = keys.perLayer('attention.sliding_window_pattern', count) ?? new Array<number>(count).fill(0);
  const sources = keys.perLayer('attention.kv_source_layers', count) ?? Array.from({ length: count }, (_, i) => i);
  const experts = keys.count('expert_count', { max: 65536 });
  const expertsUsed = keys.count('expert_used_count', { max: experts });
  const shared = keys.count('expert_shared_count', { default: 0, zero: true });
  const expertWidth = keys.count('expert_feed_forward_length');
  const layers = Array.from({ length: count }, (_, index): LayerDescription => {
    return {
      index,
      attention: attentionOf(keys, index, sources, windowed),
      feedForward: {
        kind: 'moe',
        experts,
        expertsUsed,
        expertWidth,
        gating: keys.gating(),
        normalizeWeights: keys.flag('expert_weights_norm', false),
        weightsScale: keys.positive('expert_weights_scale', 1),
        sharedWidth:
          shared === 0 ? 0 : keys.count('expert_shared_feed_forward_length', { default: shared * expertWidth }),
      },
    };
  });
  const hiddenSize = keys.count('embedding_length');
  return {
    architecture: 'yi-lightning',
    name: keys.model.string('general.name') ?? 'unnamed',
    contextLength: keys.count('context_length', { max: 1 << 26 }),
    vocabularySize: keys.vocabularySize(hiddenSize),
    hiddenSize,
    normEpsilon: keys.positive('attention.layer_norm_rms_epsilon'),
    layers,
    nExpert: experts,
    nExpertUsed: expertsUsed,
    window: windowed.some((is) => is !== 0) ? keys.count('attention.sliding_window') : 0,
    tiedEmbedding: !keys.model.tensors.has('output.weight'),
  };
}

export const yiLightning: Architecture = { name: 'yi-lightning', describe };
