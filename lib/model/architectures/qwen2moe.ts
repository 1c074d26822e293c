// Qwen1.5-MoE and Qwen2-MoE (arXiv 2407.10671): weights that are not renormalised, shared experts behind a gate.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts, dividedWidth, sharedWidthOr } from '../decoder.ts';

export const qwen2moe: Architecture = {
  name: 'qwen2moe',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox' }),
      feedForward: describeExperts(keys, layer, {
        expertWidth: dividedWidth(keys, layer),
        normalizeWeights: false,
        sharedWidth: sharedWidthOr(keys, keys.countAt('feed_forward_length', layer)),
        sharedGate: true,
      }),
    })),
};
