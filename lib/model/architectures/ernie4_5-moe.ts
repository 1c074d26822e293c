// ERNIE 4.5 (Baidu): leading dense layers, then experts in every n-th layer; softmax and, in most models, a bias.
import type { Architecture } from '../architecture.ts';
import {
  describeAttention,
  describeDecoder,
  describeDense,
  describeExperts,
  hasSelectionBias,
  isLeadingDense,
} from '../decoder.ts';

export const ernie45Moe: Architecture = {
  name: 'ernie4_5-moe',
  describe: (keys) => {
    const step = keys.count('interleave_moe_layer_step');
    return describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'norm' }),
      feedForward:
        isLeadingDense(keys, layer) || (layer + 1) % step !== 0
          ? describeDense(keys, layer)
          : describeExperts(keys, layer, {
              selectionBias: hasSelectionBias(keys, layer),
              sharedWidth: keys.count('expert_shared_feed_forward_length', { default: 0, zero: true }),
            }),
    }));
  },
};
