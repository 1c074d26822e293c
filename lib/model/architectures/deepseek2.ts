// DeepSeek V2 (arXiv 2405.04434), V3 (arXiv 2412.19437) and what shares their layers: latent attention, leading dense
// layers, shared experts; V3 chooses by sigmoid and bias within groups.
import type { Architecture } from '../architecture.ts';
import { denseThenExperts, describeAttention, describeDecoder, hasSelectionBias, sharedByCount } from '../decoder.ts';
import type { AttentionDescription, MoeDescription, RopeDescription } from '../description.ts';
import type { Hyperparameters } from '../hyperparameters.ts';
import { describeRope } from '../rope.ts';

/** Vocabulary of GLM-4.7-Flash, whose first files do not say that it chooses by sigmoid. */
const glmVocabulary = 154_880;

function gatingOf(keys: Hyperparameters): MoeDescription['gating'] {
  const isGlm = keys.vocabularySize(keys.count('embedding_length')) === glmVocabulary;
  return keys.gating(isGlm ? 'sigmoid' : 'softmax');
}

/**
 * YaRN as DeepSeek uses it: with a multiplier m in the file the rotated elements keep their size and the products of
 * queries and keys grow by (1 + 0.1 m ln(factor))^2, without one m counts as 1. The files say 0.1 m.
 */
function yarn(keys: Hyperparameters, rope: RopeDescription): { rope: RopeDescription; growth: number } {
  if (rope.extrapolation === 0) return { rope, growth: 1 };
  const logFactor = 0.1 * Math.log(1 / rope.frequencyScale);
  const key = 'rope.scaling.yarn_log_multiplier';
  if (!keys.isSet(key)) return { rope, growth: (rope.magnitude * (1 + logFactor)) ** 2 };
  const growth = (rope.magnitude * (1 + (keys.positive(key) / 0.1) * logFactor)) ** 2;
  return { rope: { ...rope, magnitude: rope.magnitude / (1 + logFactor) }, growth };
}

function attentionOf(keys: Hyperparameters, layer: number): AttentionDescription {
  if (keys.isSet('attention.temperature_scale')) throw keys.error('attention.temperature_scale', 'is not served');
  // Older files give the sizes of decompressed heads under the names that newer ones use for what is cached.
  const isJoined = !keys.isSet('attention.key_length_mla');
  const sizeKeys = isJoined
    ? { key: 'attention.key_length', value: 'attention.value_length' }
    : { key: 'attention.key_length_mla', value: 'attention.value_length_mla' };
  const keyValueRank = keys.count('attention.kv_lora_rank');
  const ropeSize = keys.count('rope.dimension_count');
  const keyLength = keys.count(sizeKeys.key);
  if (keyLength <= ropeSize) throw keys.error(sizeKeys.key, `is ${keyLength}, of which ${ropeSize} are rotated`);
  const headSize = keyValueRank + ropeSize;
  const { rope, growth } = yarn(keys, describeRope(keys, { style: 'norm', size: ropeSize }));
  return {
    ...describeAttention(keys, layer, { ropeStyle: 'norm', headSize, scale: growth / Math.sqrt(keyLength) }),
    kvHeads: 1,
    valueSize: keyValueRank,
    rope,
    latent: {
      queryRank: keys.count('attention.q_lora_rank', { default: 0, zero: true }),
      keyValueRank,
      plainSize: keyLength - ropeSize,
      ropeSize,
      valueSize: keys.count(sizeKeys.value),
      isJoined,
    },
  };
}

export const deepseek2: Architecture = {
  name: 'deepseek2',
  describe: (keys) =>
    describeDecoder(keys, (layer) => ({
      attention: attentionOf(keys, layer),
      feedForward: denseThenExperts(keys, layer, () => ({
        gating: gatingOf(keys),
        selectionBias: hasSelectionBias(keys, layer),
        sharedWidth: sharedByCount(keys, layer),
      })),
    })),
};
