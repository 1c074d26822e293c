// MiniMax-M2: queries and keys normalised over the whole row, half of each head rotated, sigmoid and bias.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts } from '../decoder.ts';

export const minimaxM2: Architecture = {
  name: 'minimax-m2',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'row' }),
      feedForward: describeExperts(keys, layer, { gating: keys.gating('sigmoid'), selectionBias: true }),
    })),
};
