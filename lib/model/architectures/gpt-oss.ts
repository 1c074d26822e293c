// gpt-oss (arXiv 2508.10925): every second layer has a window, heads have sinks, router and experts have biases, the
// weights are a softmax over the chosen experts, whose activation is clamped.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts, windowsOf } from '../decoder.ts';

export const gptOss: Architecture = {
  name: 'gpt-oss',
  describe: (keys) => {
    const windows = windowsOf(keys, 2);
    return describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, {
        ropeStyle: 'neox',
        window: windows[layer],
        sinks: true,
        biases: 'required',
      }),
      feedForward: describeExperts(keys, layer, {
        activation: 'swiglu-clamped',
        biases: true,
        gating: 'softmax-of-chosen',
        normalizeWeights: false,
      }),
      feedForwardNorm: 'post_attention_norm',
    }));
  },
};
