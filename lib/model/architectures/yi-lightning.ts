// Yi-Lightning (arXiv 2412.01253): fine-grained routed experts beside shared ones; blocks of three sliding-window layers
// and one full-attention layer; adjacent full-attention layers share keys and values. The report gives no sizes, so
// every size comes from metadata.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts, expertWidth, weightingByKeys } from '../decoder.ts';
import type { Hyperparameters } from '../hyperparameters.ts';

/** The layer whose keys and values each layer reads. */
function kvSources(keys: Hyperparameters, windowed: readonly number[]): number[] {
  const sources = keys.perLayer('attention.kv_source_layers') ?? windowed.map((_, layer) => layer);
  for (const [layer, source] of sources.entries()) {
    if (!Number.isInteger(source) || source < 0 || source > layer || sources[source] !== source) {
      throw keys.error('attention.kv_source_layers', `gives layer ${layer} the keys and values of layer ${source}`);
    }
    if ((windowed[source] !== 0) !== (windowed[layer] !== 0)) {
      throw keys.error('attention.kv_source_layers', `lets layers ${layer} and ${source} of different kinds share`);
    }
  }
  return sources;
}

function sharedWidth(keys: Hyperparameters, layer: number): number {
  const shared = keys.count('expert_shared_count', { default: 0, zero: true });
  if (shared === 0) return 0;
  return keys.count('expert_shared_feed_forward_length', { default: shared * expertWidth(keys, layer) });
}

export const yiLightning: Architecture = {
  name: 'yi-lightning',
  describe: (keys) => {
    const windowed = keys.perLayer('attention.sliding_window_pattern') ?? new Array<number>(keys.layers()).fill(0);
    const sources = kvSources(keys, windowed);
    return describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, {
        ropeStyle: 'neox',
        window: windowed[layer] === 0 ? undefined : keys.count('attention.sliding_window'),
        kvSource: sources[layer]!,
      }),
      feedForward: describeExperts(keys, layer, {
        expertWidth: keys.countAt('expert_feed_forward_length', layer),
        gating: keys.gating('softmax'),
        ...weightingByKeys(keys),
        sharedWidth: sharedWidth(keys, layer),
      }),
    }));
  },
};
