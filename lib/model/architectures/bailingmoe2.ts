// Ling 2.0 and Ring 2.0 (arXiv 2510.22115): part of each head rotated, experts chosen by sigmoid and bias within groups.
import type { Architecture } from '../architecture.ts';
import {
  describeAttention,
  describeDecoder,
  describeDense,
  describeExperts,
  expertWidth,
  hasSelectionBias,
  isLeadingDense,
  weightingByKeys,
} from '../decoder.ts';

export const bailingMoe2: Architecture = {
  name: 'bailingmoe2',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head' }),
      feedForward: isLeadingDense(keys, layer)
        ? describeDense(keys, layer)
        : describeExperts(keys, layer, {
            gating: keys.gating(),
            selectionBias: hasSelectionBias(keys, layer),
            ...weightingByKeys(keys),
            sharedWidth:
              keys.count('expert_shared_count', { zero: true }) *
              keys.count('expert_shared_feed_forward_length', { default: expertWidth(keys, layer) }),
          }),
    })),
};
