// Qwen2 and Qwen2.5 (arXiv 2407.10671): dense, with biases on queries, keys and values.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeDense } from '../decoder.ts';

export const qwen2: Architecture = {
  name: 'qwen2',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, { ropeStyle: 'neox' }),
      feedForward: describeDense(keys, layer),
    })),
};
