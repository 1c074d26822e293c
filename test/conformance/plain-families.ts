// Full attention everywhere: dense models, and experts that are chosen by softmax.
import {
  attention,
  experts,
  type FamilyModel,
  gated,
  model,
  type Shape,
  type Sizes,
  type Value,
  vector,
} from './family-model.ts';
import { type Family, ffnNorm, moeKeys, square, variant, wide } from './family-shapes.ts';

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

export const plainFamilies: readonly Family[] = [
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
