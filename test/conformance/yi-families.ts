// Yi-Lightning: windows, keys and values of another layer, shared experts; both gatings. libllama does not know it.
import { attention, experts, type FamilyModel, model, type Shape, type Sizes, type Value } from './family-model.ts';
import { type Family, ffnNorm, moeKeys, sigmoidKeys, variant } from './family-shapes.ts';
import type { PlainModel } from './plain-model.ts';

const layers = 5;
const window = 37;
const windowed = [true, true, false, true, false];
const sources = [0, 0, 2, 3, 2];

function yiLightning(s: Sizes, metadata: Record<string, Value>, isTied: boolean): FamilyModel {
  const layer = (l: number): Shape[] => {
    const all = [...attention(l, s), ffnNorm(l, s), ...experts(l, s)];
    return sources[l] === l ? all : all.filter(({ name }) => !/attn_[kv]\./.test(name));
  };
  return model('yi-lightning', s, layer, { tied: isTied, metadata: { ...moeKeys(s), ...metadata } });
}

function plain(s: Sizes, options: Partial<PlainModel> = {}): PlainModel {
  return {
    ...s,
    epsilon: 1e-5,
    ropeBase: 10_000.5,
    rotated: s.headSize,
    sigmoid: false,
    normalised: true,
    weightsScale: 1,
    layers: sources
      .slice(0, s.layers)
      .map((source, l) => ({ window: windowed[l] ? window : 0, hasRope: true, source })),
    ...options,
  };
}

export const yiFamilies: readonly Family[] = [
  {
    ...variant(
      'yi-lightning',
      (s) =>
        yiLightning(
          s,
          {
            'attention.sliding_window': window,
            'attention.sliding_window_pattern': windowed.slice(0, s.layers),
            'attention.kv_source_layers': sources.slice(0, s.layers),
            expert_shared_count: 1,
            expert_shared_feed_forward_length: s.shared,
            expert_gating_func: 1,
            expert_weights_norm: true,
          },
          true,
        ),
      { layers },
    ),
    plain: (s) => plain(s),
  },
  {
    ...variant(
      'yi-lightning with sigmoid, factor and partial rotation',
      (s) =>
        yiLightning(
          { ...s, shared: 2 * s.expert },
          {
            'attention.sliding_window': window,
            'attention.sliding_window_pattern': windowed.slice(0, s.layers),
            'attention.kv_source_layers': sources.slice(0, s.layers),
            'rope.dimension_count': s.headSize / 2,
            expert_shared_count: 2,
            ...sigmoidKeys,
            expert_weights_norm: false,
          },
          false,
        ),
      { layers },
    ),
    plain: (s) => plain(s, { rotated: s.headSize / 2, sigmoid: true, normalised: false, weightsScale: 1.75 }),
  },
];
