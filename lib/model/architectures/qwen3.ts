// Qwen3 (arXiv 2505.09388), dense: queries and keys normalised by head, no biases.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeDense } from '../decoder.ts';

export const qwen3: Architecture = {
  name: 'qwen3',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head' }),
      feedForward: describeDense(keys, layer),
    })),
};
