// Granite MoE (IBM): factors on embeddings, attention, residuals and logits; a shared expert in some models.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts } from '../decoder.ts';
import type { Hyperparameters } from '../hyperparameters.ts';

/** A factor that may be absent or 0 for none. */
function factor(keys: Hyperparameters, key: string): number | undefined {
  return keys.isSet(key) ? keys.positive(key) : undefined;
}

export const graniteMoe: Architecture = {
  name: 'granitemoe',
  describe: (keys) =>
    describeDecoder(
      keys,
      (layer) => ({
        attention: describeAttention(keys, layer, { ropeStyle: 'norm', scale: factor(keys, 'attention.scale') }),
        feedForward: describeExperts(keys, layer, {
          sharedWidth: keys.count('expert_shared_feed_forward_length', { default: 0, zero: true }),
        }),
      }),
      {
        embeddingScale: factor(keys, 'embedding_scale') ?? 1,
        residualScale: factor(keys, 'residual_scale') ?? 1,
        logitScale: 1 / keys.positive('logit_scale'),
      },
    ),
};
