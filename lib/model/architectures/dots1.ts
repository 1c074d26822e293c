// dots.llm1 (arXiv 2506.05767): leading dense layers, queries and keys normalised by head, shared experts.
import type { Architecture } from '../architecture.ts';
import { denseThenExperts, describeAttention, describeDecoder, hasSelectionBias, sharedByCount } from '../decoder.ts';

export const dots1: Architecture = {
  name: 'dots1',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head' }),
      feedForward: denseThenExperts(keys, layer, () => ({
        gating: keys.gating(),
        selectionBias: hasSelectionBias(keys, layer),
        sharedWidth: sharedByCount(keys, layer),
      })),
    })),
};
