// Norms with biases, factors on frequencies and outputs, choices by sigmoid or with a bias.
import {
  attention,
  contextLength,
  experts,
  type FamilyModel,
  model,
  norm,
  type Shape,
  type Sizes,
  vector,
  vocabularySize,
} from './family-model.ts';
import { dense0, type Family, ffnNorm, moeKeys, sigmoidKeys, square, variant, wide } from './family-shapes.ts';

const phimoe = (s: Sizes, originalContext: number): FamilyModel => {
  const withBias = (name: string): Shape[] => [norm(name, s.hidden), vector(`${name}.bias`, s.hidden)];
  return model(
    'phimoe',
    { ...s, shared: 0, dense: s.expert },
    (l) => [
      ...attention(l, s, { bias: true, outputBias: true }),
      vector(`blk.${l}.attn_norm.bias`, s.hidden),
      ...withBias(`blk.${l}.ffn_norm`),
      ...experts(l, { ...s, shared: 0 }),
    ],
    {
      metadata: {
        'rope.scaling.original_context_length': originalContext,
        'rope.scaling.attn_factor': 1.19,
      },
      outer: [
        vector('output_norm.bias', s.hidden),
        vector('output.bias', vocabularySize),
        vector('rope_factors_long.weight', s.headSize / 2, 4, 3),
        vector('rope_factors_short.weight', s.headSize / 2, 1.2, 0.2),
      ],
    },
  );
};

const graniteMoe = (s: Sizes): FamilyModel =>
  model('granitemoe', { ...s, dense: s.expert }, (l) => [...attention(l, s), ffnNorm(l, s), ...experts(l, s)], {
    tied: true,
    metadata: {
      embedding_scale: 1.5,
      residual_scale: 0.43,
      'attention.scale': 0.11,
      logit_scale: 6.5,
      expert_shared_feed_forward_length: s.shared,
    },
  });

const minimaxM2 = (s: Sizes): FamilyModel =>
  model(
    'minimax-m2',
    { ...s, shared: 0, dense: s.expert },
    (l) => [
      ...attention(l, s, { queryKeyNorm: 'row' }),
      ffnNorm(l, s),
      ...experts(l, { ...s, shared: 0 }, { selectionBias: true }),
    ],
    { metadata: { ...moeKeys(s), expert_gating_func: 2, 'rope.dimension_count': s.headSize / 2 } },
  );

const ernie = (s: Sizes): FamilyModel =>
  model(
    'ernie4_5-moe',
    s,
    (l) => [...attention(l, s), ffnNorm(l, s), ...dense0(l, s, experts(l, s, { selectionBias: true }))],
    {
      tied: true,
      metadata: {
        ...moeKeys(s),
        interleave_moe_layer_step: 1,
        leading_dense_block_count: 1,
        expert_shared_feed_forward_length: s.shared,
      },
    },
  );

const dots1 = (s: Sizes): FamilyModel =>
  model(
    'dots1',
    s,
    (l) => [
      ...attention(l, s, { queryKeyNorm: 'head' }),
      ffnNorm(l, s),
      ...dense0(l, s, experts(l, { ...s, shared: 2 * s.expert }, { selectionBias: true })),
    ],
    { metadata: { ...moeKeys(s), ...sigmoidKeys, leading_dense_block_count: 1, expert_shared_count: 2 } },
  );

const hunyuanMoe = (s: Sizes): FamilyModel =>
  model(
    'hunyuan-moe',
    { ...s, dense: s.expert },
    (l) => [...attention(l, s, { queryKeyNorm: 'head' }), ffnNorm(l, s), ...experts(l, s)],
    { tied: true, metadata: { ...moeKeys(s), expert_shared_feed_forward_length: s.shared } },
  );

export const otherFamilies: readonly Family[] = [
  square('phimoe within its original context', (s) => phimoe(s, contextLength)),
  square('phimoe beyond its original context', (s) => phimoe(s, 64)),
  variant('granitemoe', graniteMoe),
  variant('minimax-m2', minimaxM2),
  variant('ernie4_5-moe', ernie),
  { ...variant('dots1', dots1, { kvHeads: 6 }), wide: { ...wide, kvHeads: 4 } },
  variant('hunyuan-moe', hunyuanMoe),
];
