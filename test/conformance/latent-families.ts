// Latent attention, as newer and as older files have it.
import {
  experts,
  type FamilyModel,
  layerShare,
  matrix,
  model,
  norm,
  type Shape,
  type Sizes,
  type Value,
} from './family-model.ts';
import { dense0, type Family, ffnNorm, moeKeys, odd, ragged, sigmoidKeys, variant, wide } from './family-shapes.ts';

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
const middle = { queryRank: 96, rank: 64, rope: 16, plain: 32, value: 32 } as const;
const large = { queryRank: 256, rank: 256, rope: 64, plain: 64, value: 64 } as const;

function latent(name: string, build: (s: LatentSizes) => FamilyModel, change: Partial<LatentSizes> = {}): Family {
  return {
    ...variant(name, (s) => build(s as LatentSizes)),
    odd: { ...odd, ...small, experts: 12, ...change } as LatentSizes,
    wide: { ...wide, ...large, ...change } as LatentSizes,
    ragged: { ...ragged, ...middle, experts: 12, ...change } as LatentSizes,
  };
}

export const latentFamilies: readonly Family[] = [
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
