// Phi-3.5-MoE (arXiv 2404.14219): norms, attention and output with biases, frequencies divided by factors of the file.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts } from '../decoder.ts';

export const phimoe: Architecture = {
  name: 'phimoe',
  describe: (keys) =>
    describeDecoder(
      keys,
      (layer) => ({
        attention: describeAttention(keys, layer, { ropeStyle: 'neox', biases: 'required' }),
        feedForward: describeExperts(keys, layer),
      }),
      { normBiases: true },
    ),
};
