// Qwen3-MoE (arXiv 2505.09388): queries and keys normalised by head, no shared experts.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts, dividedWidth } from '../decoder.ts';

export const qwen3moe: Architecture = {
  name: 'qwen3moe',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head' }),
      feedForward: describeExperts(keys, layer, { expertWidth: dividedWidth(keys, layer) }),
    })),
};
