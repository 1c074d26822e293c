// OLMoE (arXiv 2409.02060): full attention everywhere, queries and keys normalised over the whole row, 64 fine-grained
// experts without shared ones, softmax weights that are not renormalised.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts } from '../decoder.ts';

export const olmoe: Architecture = {
  name: 'olmoe',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'row' }),
      feedForward: describeExperts(keys, layer, { normalizeWeights: false }),
    })),
};
