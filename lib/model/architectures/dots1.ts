// dots.llm1 (arXiv 2506.05767): leading dense layers, queries and keys normalised by head, shared experts.
import type { Architecture } from '../architecture.ts';
import {
  describeAttention,
  describeDecoder,
  describeDense,
  describeExperts,
  hasSelectionBias,
  isLeadingDense,
  sharedByCount,
  weightingByKeys,
} from '../decoder.ts';

export const dots1: Architecture = {
  name: 'dots1',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head' }),
      feedForward: isLeadingDense(keys, layer)
        ? describeDense(keys, layer)
        : describeExperts(keys, layer, {
            gating: keys.gating(),
            selectionBias: hasSelectionBias(keys, layer),
            ...weightingByKeys(keys),
            sharedWidth: sharedByCount(keys, layer),
          }),
    })),
};
