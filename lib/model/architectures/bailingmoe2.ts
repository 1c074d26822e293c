// Ling 2.0 and Ring 2.0 (arXiv 2510.22115): part of each head rotated, experts chosen by sigmoid and bias within groups.
import type { Architecture } from '../architecture.ts';
import {
  denseThenExperts,
  describeAttention,
  describeDecoder,
  expertWidth,
  hasSelectionBias,
  sharedWidthOr,
} from '../decoder.ts';

export const bailingMoe2: Architecture = {
  name: 'bailingmoe2',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head' }),
      feedForward: denseThenExperts(keys, layer, () => ({
        gating: keys.gating(),
        selectionBias: hasSelectionBias(keys, layer),
        sharedWidth: keys.count('expert_shared_count', { zero: true }) * sharedWidthOr(keys, expertWidth(keys, layer)),
      })),
    })),
};
