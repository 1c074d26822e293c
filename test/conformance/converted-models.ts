// What converters write besides, or leave out: keys and tensors of real files that the families' own models do not have.
import {
  attention,
  contextLength,
  experts,
  type FamilyModel,
  gated,
  matrix,
  model,
  norm,
  type Shape,
  type Sizes,
  type Value,
  vector,
} from './family-model.ts';
import { dense0, ffnNorm, moeKeys, odd, sigmoidKeys } from './family-shapes.ts';

/** Tensors with which a last layer predicts a further token. */
function nextToken(layer: number, s: Sizes): Shape[] {
  return [
    matrix(`blk.${layer}.nextn.eh_proj`, 2 * s.hidden, s.hidden),
    norm(`blk.${layer}.nextn.enorm`, s.hidden),
    norm(`blk.${layer}.nextn.hnorm`, s.hidden),
    norm(`blk.${layer}.nextn.shared_head_norm`, s.hidden),
  ];
}

const lastOf = (s: Sizes, layer: number, own: Shape[]): Shape[] => (layer === s.layers - 1 ? own : []);
const groups: Record<string, Value> = { expert_group_count: 1, expert_group_used_count: 1 };
const square: Sizes = { ...odd, hidden: 144 };

const exaoneMoe = (s: Sizes): FamilyModel =>
  model(
    'exaone-moe',
    s,
    (l) => [
      ...attention(l, s, { queryKeyNorm: 'head' }),
      ffnNorm(l, s),
      ...(l === 0 || l === s.layers - 1
        ? gated(l, '', s.hidden, s.dense)
        : experts(l, { ...s, shared: s.expert }, { selectionBias: true })),
      ...lastOf(s, l, nextToken(l, s)),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        ...groups,
        'attention.sliding_window': 41,
        // One entry for each layer but the one that predicts.
        'attention.sliding_window_pattern': Array.from({ length: s.layers - 1 }, (_, l) => l % 4 !== 3),
        'rope.scaling.type': 'none',
        'rope.scaling.factor': 8,
        leading_dense_block_count: 1,
        expert_shared_count: 1,
        nextn_predict_layers: 1,
      },
    },
  );

const glm4moe = (s: Sizes): FamilyModel =>
  model(
    'glm4moe',
    s,
    (l) => [
      ...attention(l, s, { bias: true, joined: true }),
      ffnNorm(l, s, 'post_attention_norm'),
      ...dense0(l, s, experts(l, { ...s, shared: s.expert }, { selectionBias: true })),
      ...lastOf(s, l, nextToken(l, s)),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        ...groups,
        expert_gating_func: 0,
        'rope.dimension_count': s.headSize / 2,
        'rope.dimension_sections': [2, 2, 2, 0],
        leading_dense_block_count: 1,
        expert_shared_count: 1,
        nextn_predict_layers: 1,
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
      ...dense0(l, s, experts(l, { ...s, shared: 2 * s.shared })),
      ...lastOf(s, l, [...nextToken(l, s), norm(`blk.${l}.layer_output_norm`, s.hidden)]),
    ],
    {
      metadata: {
        ...moeKeys(s),
        ...sigmoidKeys,
        leading_dense_block_count: 1,
        expert_shared_count: 2,
        expert_shared_feed_forward_length: s.shared,
        nextn_predict_layers: 1,
      },
    },
  );

const oldLlama = (s: Sizes): FamilyModel =>
  model(
    'llama',
    s,
    (l) => {
      const biases = ['q', 'k', 'v'].map((name) =>
        vector(`blk.${l}.attn_${name}.bias`, (name === 'q' ? s.heads : s.kvHeads) * s.headSize),
      );
      const ffn = ['gate', 'up', 'down'].map((name) =>
        vector(`blk.${l}.ffn_${name}.bias`, name === 'down' ? s.hidden : s.dense),
      );
      const own = attention(l, s, { joined: true, outputBias: true });
      return [...own, ...biases, ffnNorm(l, s), ...gated(l, '', s.hidden, s.dense), ...ffn];
    },
    { tied: true, metadata: { 'rope.scale_linear': 2.5 } },
  );

const longLlama = (s: Sizes): FamilyModel =>
  model('llama', s, (l) => [...attention(l, s), ffnNorm(l, s), ...gated(l, '', s.hidden, s.dense)], {
    outer: [
      vector('rope_factors_long.weight', s.headSize / 2, 4, 3),
      vector('rope_factors_short.weight', s.headSize / 2, 1.2, 0.2),
    ],
    metadata: { 'rope.scaling.type': 'longrope', 'rope.scaling.original_context_length': 64 },
  });

/** `width`: a feed-forward length that is to be divided among the experts of a token. */
const qwen2moe = (s: Sizes): FamilyModel =>
  model(
    'qwen2moe',
    { ...s, dense: s.used * s.expert },
    (l) => [
      ...attention(l, s, { bias: true }),
      ffnNorm(l, s),
      ...experts(l, { ...s, shared: s.used * s.expert }, { sharedGate: true }),
    ],
    { metadata: { expert_feed_forward_length: 0 } },
  );

const qwen3moe = (s: Sizes): FamilyModel =>
  model(
    'qwen3moe',
    s,
    (l) => [
      ...attention(l, s, { joined: true, queryKeyNorm: 'head' }),
      ffnNorm(l, s),
      ...experts(l, { ...s, shared: 0 }),
    ],
    { tied: true, metadata: { ...moeKeys(s), 'rope.scaling.factor': 0 } },
  );

const gptOss = (s: Sizes): FamilyModel =>
  model(
    'gpt-oss',
    s,
    (l) => [
      ...attention(l, s, { bias: true, joined: true, outputBias: true }),
      vector(`blk.${l}.attn_sinks.weight`, s.heads, 0, 2),
      ffnNorm(l, s, 'post_attention_norm'),
      ...experts(l, { ...s, shared: 0 }, { bias: true }),
    ],
    {
      metadata: {
        ...moeKeys(s),
        'attention.sliding_window': 37,
        'attention.sliding_window_pattern': 3,
        'rope.freq_base_swa': 3000.5,
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
      ...experts(l, { ...s, shared: 0 }, { selectionBias: true }),
    ],
    {
      tied: true,
      metadata: {
        ...moeKeys(s),
        'attention.sliding_window': 33,
        expert_shared_count: 0,
        expert_weights_norm: true,
      },
    },
  );

const phimoe = (s: Sizes): FamilyModel => {
  const biased = (l: number, name: string): Shape => vector(`blk.${l}.${name}.bias`, s.hidden);
  return model(
    'phimoe',
    { ...s, dense: s.expert },
    (l) => [
      ...attention(l, s, { bias: true, outputBias: true }),
      biased(l, 'attn_norm'),
      ffnNorm(l, s),
      biased(l, 'ffn_norm'),
      ...experts(l, { ...s, shared: 0 }),
    ],
    {
      outer: [vector('output_norm.bias', s.hidden), vector('output.bias', 467)],
      metadata: { 'attention.sliding_window': 31, 'rope.scaling.original_context_length': contextLength },
    },
  );
};

const hunyuanMoe = (s: Sizes): FamilyModel =>
  model(
    'hunyuan-moe',
    { ...s, dense: s.expert },
    (l) => [...attention(l, s, { queryKeyNorm: 'head' }), ffnNorm(l, s), ...experts(l, { ...s, shared: s.expert })],
    { metadata: { ...moeKeys(s), 'rope.scaling.type': 'none', 'rope.scaling.factor': 1, expert_shared_count: 1 } },
  );

const granite = (s: Sizes): FamilyModel =>
  model(
    'granitemoe',
    { ...s, dense: s.expert },
    (l) => [...attention(l, s), ffnNorm(l, s), ...experts(l, { ...s, shared: 0 })],
    { metadata: { logit_scale: 6, embedding_scale: 0, residual_scale: 0, 'attention.scale': 0 } },
  );

export const convertedModels: readonly { readonly name: string; readonly file: FamilyModel }[] = [
  {
    name: 'K-EXAONE with the layer that predicts, which its list of windows leaves out',
    file: exaoneMoe({ ...odd, layers: 6 }),
  },
  {
    name: 'GLM-4.5V with joined projections, sections of the rotation and a layer that predicts',
    file: glm4moe({ ...odd, layers: 4 }),
  },
  {
    name: 'Ling 2.0 with two wider shared experts and a layer that predicts',
    file: bailingMoe2({ ...square, layers: 4 }),
  },
  {
    name: 'llama with joined projections beside separate biases and the old key of linear scaling',
    file: oldLlama({ ...odd, experts: 0 }),
  },
  { name: 'llama with long factors', file: longLlama({ ...odd, experts: 0 }) },
  { name: 'qwen2moe without widths of experts', file: qwen2moe(square) },
  { name: 'qwen3moe with joined projections and a factor of 0', file: qwen3moe(odd) },
  {
    name: 'gpt-oss with joined projections, another pattern of windows and base in them',
    file: gptOss({ ...odd, layers: 4 }),
  },
  { name: 'afmoe without shared experts', file: afmoe({ ...odd, layers: 4 }) },
  { name: 'phimoe with a window that nobody keeps and without factors', file: phimoe(square) },
  { name: 'hunyuan-moe without the width of its shared expert', file: hunyuanMoe(odd) },
  { name: 'granitemoe with factors of 0', file: granite(odd) },
];
