// Windows, sinks, gates and norms behind attention, leading dense layers, groups of experts.
import {
  attention,
  experts,
  type FamilyModel,
  gated,
  matrix,
  model,
  norm,
  type Sizes,
  vector,
} from './family-model.ts';
import { dense0, type Family, ffnNorm, moeKeys, sigmoidKeys, square, variant } from './family-shapes.ts';

const gptOss = (s: Sizes): FamilyModel =>
  model(
    'gpt-oss',
    s,
    (l) => [
      ...attention(l, s, { bias: true, outputBias: true }),
      vector(`blk.${l}.attn_sinks.weight`, s.heads, 0, 2),
      ffnNorm(l, s, 'post_attention_norm'),
      ...experts(l, { ...s, shared: 0 }, { bias: true }),
    ],
    {
      metadata: {
        ...moeKeys(s),
        'attention.sliding_window': 37,
        'rope.scaling.type': 'yarn',
        'rope.scaling.factor': 32,
        'rope.scaling.original_context_length': 128,
      },
    },
  );

const exaoneMoe = (s: Sizes): FamilyModel =>
  model(
    'exaone-moe',
    s,
    (l) => [
      ...attention(l, s, { queryKeyNorm: 'head' }),
      ffnNorm(l, s),
      ...dense0(l, s, experts(l, s, { selectionBias: true })),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        'attention.sliding_window': 41,
        'attention.sliding_window_pattern': Array.from({ length: s.layers }, (_, l) => l % 4 !== 1),
        leading_dense_block_count: 1,
        expert_shared_count: 1,
        expert_shared_feed_forward_length: s.shared,
      },
    },
  );

const afmoe = (s: Sizes): FamilyModel =>
  model(
    'afmoe',
    s,
    (l) => [
      ...attention(l, s, { queryKeyNorm: 'head' }),
      norm(`blk.${l}.post_attention_norm`, s.hidden),
      matrix(`blk.${l}.attn_gate`, s.hidden, s.heads * s.headSize),
      ffnNorm(l, s),
      norm(`blk.${l}.post_ffw_norm`, s.hidden),
      ...dense0(l, s, experts(l, { ...s, shared: 2 * s.expert }, { selectionBias: true })),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        'attention.sliding_window': 33,
        'rope.freq_base_swa': 5000.5,
        leading_dense_block_count: 1,
        expert_shared_count: 2,
      },
    },
  );

const gemma2 = (s: Sizes): FamilyModel =>
  model(
    'gemma2',
    s,
    (l) => [
      ...attention(l, s),
      norm(`blk.${l}.post_attention_norm`, s.hidden),
      ffnNorm(l, s),
      ...gated(l, '', s.hidden, s.dense),
      norm(`blk.${l}.post_ffw_norm`, s.hidden),
    ],
    {
      tied: true,
      metadata: { 'attention.sliding_window': 29, attn_logit_softcapping: 2.5, final_logit_softcapping: 3.5 },
    },
  );

const glm4moe = (s: Sizes, queryKeyNorm: 'head' | undefined): FamilyModel =>
  model(
    'glm4moe',
    s,
    (l) => [
      ...attention(l, s, { bias: true, ...(queryKeyNorm && { queryKeyNorm }) }),
      ffnNorm(l, s, 'post_attention_norm'),
      ...dense0(l, s, experts(l, { ...s, shared: s.expert }, { selectionBias: true })),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        'rope.dimension_count': s.headSize / 2,
        leading_dense_block_count: 1,
        expert_shared_count: 1,
      },
    },
  );

const bailingMoe2 = (s: Sizes): FamilyModel =>
  model(
    'bailingmoe2',
    s,
    (l) => [
      ...attention(l, s, { joined: true, queryKeyNorm: 'head' }),
      ffnNorm(l, s),
      ...dense0(l, s, experts(l, { ...s, shared: s.expert }, { selectionBias: true })),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        'rope.dimension_count': s.headSize / 2,
        expert_group_count: 4,
        expert_group_used_count: 2,
        leading_dense_block_count: 1,
        expert_shared_count: 1,
      },
    },
  );

export const hybridFamilies: readonly Family[] = [
  variant('gpt-oss', gptOss),
  variant('exaone-moe', exaoneMoe, { layers: 4 }),
  variant('afmoe', afmoe, { layers: 4 }),
  variant('gemma2', gemma2, { experts: 0 }),
  variant('glm4moe', (s) => glm4moe(s, undefined)),
  variant('glm4moe with norms of queries and keys', (s) => glm4moe(s, 'head')),
  square('bailingmoe2', bailingMoe2, { experts: 12 }),
];
