// AFMoE (Arcee Trinity): three sliding-window layers, then one full-attention layer without positions; the heads' output
// behind a gate; norms before and behind attention and feed-forward; embeddings scaled by the root of their width.
import type { Architecture } from '../architecture.ts';
import { denseThenExperts, describeAttention, describeDecoder, sharedByCount, windowsOf } from '../decoder.ts';

const fullAttentionEvery = 4;

export const afmoe: Architecture = {
  name: 'afmoe',
  describe: (keys) => {
    const windows = windowsOf(keys, fullAttentionEvery);
    return describeDecoder(
      keys,
      (layer) => ({
        attention: describeAttention(keys, layer, {
          ropeStyle: 'neox',
          window: windows[layer],
          hasRope: (layer + 1) % fullAttentionEvery !== 0,
          queryKeyNorm: 'head',
          gated: true,
        }),
        feedForward: denseThenExperts(keys, layer, () => ({
          gating: keys.gating('sigmoid'),
          selectionBias: true,
          sharedWidth: sharedByCount(keys, layer),
        })),
        postNorms: true,
      }),
      { embeddingScale: Math.sqrt(keys.count('embedding_length')) },
    );
  },
};
