// Llama (arXiv 2302.13971, 2407.21783) and what shares its layers: Mistral, Mixtral (arXiv 2401.04088) with experts.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeDense, describeExperts } from '../decoder.ts';

export const llama: Architecture = {
  name: 'llama',
  describe: (keys) => {
    const hasExperts = keys.count('expert_count', { default: 0, zero: true }) > 0;
    return describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'norm' }),
      feedForward: hasExperts ? describeExperts(keys, layer) : describeDense(keys, layer),
    }));
  },
};
