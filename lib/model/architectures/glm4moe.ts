// GLM-4.5 and later (arXiv 2508.06471): leading dense layers, sigmoid and bias, shared experts; the larger models
// normalise queries and keys by head. Layers that predict further tokens are left out.
import type { Architecture } from '../architecture.ts';
import { denseThenExperts, describeAttention, describeDecoder, dividedWidth, sharedByCount } from '../decoder.ts';

export const glm4moe: Architecture = {
  name: 'glm4moe',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, {
        ropeStyle: 'neox',
        queryKeyNorm: keys.hasTensor(`blk.${layer}.attn_q_norm.weight`) ? 'head' : 'none',
      }),
      feedForward: denseThenExperts(keys, layer, () => ({
        expertWidth: dividedWidth(keys, layer),
        gating: keys.gating('sigmoid'),
        selectionBias: true,
        sharedWidth: sharedByCount(keys, layer),
      })),
      feedForwardNorm: 'post_attention_norm',
    })),
};
