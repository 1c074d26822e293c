// Gemma 2 (arXiv 2408.00118) and ShieldGemma: dense; every second layer has a window; norms before and behind attention
// and feed-forward; attention and logits softly capped; GELU; embeddings scaled by the root of their width.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeDense, windowsOf } from '../decoder.ts';

const attentionCap = 50;
const logitCap = 30;
const windowTokens = 4096;
/** Layers of the largest model, whose queries are scaled by the width of a head if heads filled the hidden state. */
const largestLayers = 46;

export const gemma2: Architecture = {
  name: 'gemma2',
  describe: (keys) => {
    const windows = windowsOf(keys, 2, windowTokens);
    const hiddenSize = keys.count('embedding_length');
    const isLargest = keys.layers() === largestLayers;
    return describeDecoder(
      keys,
      (layer) => ({
        attention: describeAttention(keys, layer, {
          ropeStyle: 'neox',
          window: windows[layer],
          scale: isLargest ? 1 / Math.sqrt(Math.floor(hiddenSize / keys.count('attention.head_count'))) : undefined,
          softCap: keys.positive('attn_logit_softcapping', attentionCap),
        }),
        feedForward: describeDense(keys, layer, 'geglu'),
        postNorms: true,
      }),
      {
        embeddingScale: Math.sqrt(hiddenSize),
        logitSoftCap: keys.positive('final_logit_softcapping', logitCap),
      },
    );
  },
};
