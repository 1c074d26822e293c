// The families, each in a few variants of odd shapes.
import {
  attention,
  contextLength,
  experts,
  type FamilyModel,
  gated,
  layerShare,
  matrix,
  model,
  norm,
  type Shape,
  type Sizes,
  type Value,
  vector,
} from './family-model.ts';

/** Heads of 24 elements, which do not fill a vector register, and row lengths that fit no block. */
const odd: Sizes = {
  hidden: 72,
  layers: 3,
  heads: 6,
  kvHeads: 2,
  headSize: 24,
  dense: 104,
  expert: 40,
  shared: 56,
  experts: 7,
  used: 3,
};

/** Heads of 64 elements, which take flash attention on a CPU, and rows that fit every storage type. */
const wide: Sizes = {
  hidden: 256,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headSize: 64,
  dense: 512,
  expert: 256,
  shared: 256,
  experts: 8,
  used: 3,
};

/** A family, or a variant of one, and the shapes that it is tried with. */
export interface Family {
  readonly name: string;
  readonly build: (sizes: Sizes) => FamilyModel;
  readonly odd: Sizes;
  readonly wide: Sizes;
}

function variant(name: string, build: (s: Sizes) => FamilyModel, change: Partial<Sizes> = {}): Family {
  return { name, build, odd: { ...odd, ...change }, wide: { ...wide, ...change } };
}

/** Families whose heads together are as wide as the hidden state. */
function square(name: string, build: (s: Sizes) => FamilyModel, change: Partial<Sizes> = {}): Family {
  return { ...variant(name, build), odd: { ...odd, hidden: 144, ...change }, wide: { ...wide, ...change } };
}

const ffnNorm = (layer: number, s: Sizes, name = 'ffn_norm'): Shape => norm(`blk.${layer}.${name}`, s.hidden);
const moeKeys = (s: Sizes): Record<string, Value> => ({ expert_feed_forward_length: s.expert });
/** Keys of families that choose by sigmoid, scale the weights and divide them by their sum. */
const sigmoidKeys = { expert_gating_func: 2, expert_weights_scale: 1.75, expert_weights_norm: true };
/** The first layer is dense, the others have experts. */
const dense0 = (layer: number, s: Sizes, moe: Shape[]): Shape[] =>
  layer === 0 ? gated(layer, '', s.hidden, s.dense) : moe;

const olmoe = (s: Sizes): FamilyModel =>
  model('olmoe', { ...s, shared: 0, dense: s.expert }, (l) => [
    ...attention(l, s, { queryKeyNorm: 'row' }),
    ffnNorm(l, s),
    ...experts(l, { ...s, shared: 0 }),
  ]);

const llama = (s: Sizes, metadata: Record<string, Value> = {}, outer: Shape[] = []): FamilyModel =>
  model('llama', s, (l) => [...attention(l, s), ffnNorm(l, s), ...gated(l, '', s.hidden, s.dense)], {
    metadata,
    outer,
  });

const mixtral = (s: Sizes): FamilyModel =>
  model('llama', { ...s, shared: 0, dense: s.expert }, (l) => [
    ...attention(l, s),
    ffnNorm(l, s),
    ...experts(l, { ...s, shared: 0 }),
  ]);

const qwen2 = (s: Sizes): FamilyModel =>
  model('qwen2', s, (l) => [...attention(l, s, { bias: true }), ffnNorm(l, s), ...gated(l, '', s.hidden, s.dense)], {
    tied: true,
  });

const qwen3 = (s: Sizes): FamilyModel =>
  model(
    'qwen3',
    s,
    (l) => [...attention(l, s, { queryKeyNorm: 'head' }), ffnNorm(l, s), ...gated(l, '', s.hidden, s.dense)],
    {
      metadata: { 'rope.scaling.type': 'yarn', 'rope.scaling.factor': 4.5, 'rope.scaling.original_context_length': 64 },
    },
  );

const qwen2moe = (s: Sizes): FamilyModel =>
  model(
    'qwen2moe',
    s,
    (l) => [...attention(l, s, { bias: true }), ffnNorm(l, s), ...experts(l, s, { sharedGate: true })],
    { metadata: { ...moeKeys(s), expert_shared_feed_forward_length: s.shared } },
  );

const qwen3moe = (s: Sizes): FamilyModel =>
  model(
    'qwen3moe',
    s,
    (l) => [...attention(l, s, { queryKeyNorm: 'head' }), ffnNorm(l, s), ...experts(l, { ...s, shared: 0 })],
    { metadata: { ...moeKeys(s), 'rope.scaling.type': 'linear', 'rope.scaling.factor': 2.5 } },
  );

const plainFamilies: readonly Family[] = [
  { ...square('olmoe', olmoe, { kvHeads: 6 }), wide: { ...wide, kvHeads: wide.heads } },
  variant('llama', (s) => llama(s), { experts: 0 }),
  variant(
    'llama with factors on frequencies',
    (s) => llama(s, { 'rope.freq_base': 500_000 }, [vector('rope_freqs.weight', s.headSize / 2, 4.5, 3.5)]),
    { experts: 0 },
  ),
  variant('llama with experts', mixtral),
  square('qwen2', qwen2, { experts: 0 }),
  variant('qwen3 with YaRN', qwen3, { experts: 0 }),
  square('qwen2moe', qwen2moe),
  variant('qwen3moe with linear scaling', qwen3moe),
];

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

const hybridFamilies: readonly Family[] = [
  variant('gpt-oss', gptOss),
  variant('exaone-moe', exaoneMoe, { layers: 4 }),
  variant('afmoe', afmoe, { layers: 4 }),
  variant('gemma2', gemma2, { experts: 0 }),
  variant('glm4moe', (s) => glm4moe(s, undefined)),
  variant('glm4moe with norms of queries and keys', (s) => glm4moe(s, 'head')),
  square('bailingmoe2', bailingMoe2, { experts: 12 }),
];

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
        vector('output.bias', 467),
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

const otherFamilies: readonly Family[] = [
  square('phimoe within its original context', (s) => phimoe(s, contextLength)),
  square('phimoe beyond its original context', (s) => phimoe(s, 64)),
  variant('granitemoe', graniteMoe),
  variant('minimax-m2', minimaxM2),
  variant('ernie4_5-moe', ernie),
  { ...variant('dots1', dots1, { kvHeads: 6 }), wide: { ...wide, kvHeads: 4 } },
  variant('hunyuan-moe', hunyuanMoe),
];

interface LatentSizes extends Sizes {
  readonly queryRank: number;
  readonly rank: number;
  readonly rope: number;
  readonly plain: number;
  readonly value: number;
}

/** `joined`: as older files have it, with the matrices that decompress keys and values as one. */
function latentAttention(layer: number, s: LatentSizes, joined: boolean): Shape[] {
  const of = (name: string): string => `blk.${layer}.${name}`;
  const width = s.heads * (s.plain + s.rope);
  const query =
    s.queryRank === 0
      ? [matrix(of('attn_q'), s.hidden, width)]
      : [
          matrix(of('attn_q_a'), s.hidden, s.queryRank),
          norm(of('attn_q_a_norm'), s.queryRank),
          matrix(of('attn_q_b'), s.queryRank, width),
        ];
  const stack = (name: string, from: number, to: number): Shape => {
    const { shape, ...rest } = matrix(of(name), from, to);
    return { ...rest, shape: [...shape, s.heads] };
  };
  return [
    norm(of('attn_norm'), s.hidden),
    ...query,
    matrix(of('attn_kv_a_mqa'), s.hidden, s.rank + s.rope),
    norm(of('attn_kv_a_norm'), s.rank),
    ...(joined
      ? [matrix(of('attn_kv_b'), s.rank, s.heads * (s.plain + s.value))]
      : [stack('attn_k_b', s.plain, s.rank), stack('attn_v_b', s.rank, s.value)]),
    matrix(of('attn_output'), s.heads * s.value, s.hidden, layerShare),
  ];
}

function deepseek(
  s: LatentSizes,
  metadata: Record<string, Value>,
  options: { joined?: boolean; selectionBias?: boolean; oldKeys?: boolean } = {},
): FamilyModel {
  return model(
    'deepseek2',
    s,
    (l) => [
      ...latentAttention(l, s, options.oldKeys === true),
      ffnNorm(l, s),
      ...dense0(l, s, experts(l, { ...s, shared: 2 * s.expert }, options)),
    ],
    {
      metadata: {
        ...moeKeys(s),
        leading_dense_block_count: 1,
        expert_shared_count: 2,
        'attention.q_lora_rank': s.queryRank,
        'attention.kv_lora_rank': s.rank,
        ...(options.oldKeys
          ? {
              'attention.head_count_kv': s.heads,
              'attention.key_length': s.plain + s.rope,
              'attention.value_length': s.value,
            }
          : {
              'attention.head_count_kv': 1,
              'attention.key_length': s.rank + s.rope,
              'attention.value_length': s.rank,
              'attention.key_length_mla': s.plain + s.rope,
              'attention.value_length_mla': s.value,
            }),
        'rope.dimension_count': s.rope,
        ...metadata,
      },
    },
  );
}

const yarn = (logMultiplier: number): Record<string, Value> => ({
  'rope.scaling.type': 'yarn',
  'rope.scaling.factor': 40,
  'rope.scaling.original_context_length': 64,
  'rope.scaling.yarn_log_multiplier': logMultiplier,
});

const small = { queryRank: 40, rank: 56, rope: 16, plain: 24, value: 20 } as const;
const large = { queryRank: 256, rank: 256, rope: 64, plain: 64, value: 64 } as const;

function latent(name: string, build: (s: LatentSizes) => FamilyModel, change: Partial<LatentSizes> = {}): Family {
  return {
    ...variant(name, (s) => build(s as LatentSizes)),
    odd: { ...odd, ...small, experts: 12, ...change } as LatentSizes,
    wide: { ...wide, ...large, ...change } as LatentSizes,
  };
}

const latentFamilies: readonly Family[] = [
  latent('deepseek2 as V2-Lite', (s) => deepseek(s, yarn(0.0707)), {
    queryRank: 0,
  }),
  latent('deepseek2 as V3', (s) =>
    deepseek(
      s,
      { ...yarn(0.1), ...sigmoidKeys, expert_group_count: 4, expert_group_used_count: 2 },
      { selectionBias: true },
    ),
  ),
  latent('deepseek2 as older files have it', (s) => deepseek(s, yarn(0.0707), { oldKeys: true }), { queryRank: 0 }),
  latent('deepseek2 without scaling, gate and up joined', (s) =>
    deepseek(s, sigmoidKeys, { joined: true, selectionBias: true }),
  ),
];

export const families: readonly Family[] = [...plainFamilies, ...hybridFamilies, ...otherFamilies, ...latentFamilies];
