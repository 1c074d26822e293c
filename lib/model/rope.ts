// How a family's metadata describe the rotation of queries and keys: frequencies and how they are scaled for longer
// contexts (linearly, by YaRN, or by factors that the file holds as a tensor).
import type { RopeDescription } from './description.ts';
import type { Hyperparameters } from './hyperparameters.ts';

export interface RopeVariant {
  readonly style: 'neox' | 'norm';
  /** Elements of the part of a head that may be rotated. */
  readonly size: number;
  /** Reads the base of sliding-window layers, where they have one of their own. */
  readonly isWindow?: boolean;
}

const contextMax = 1 << 26;

/** Rotations that YaRN (arXiv 2309.00071) takes as few and as many, unless the file says otherwise. */
const yarnBetas = { fast: 32, slow: 1 } as const;

export function describeRope(keys: Hyperparameters, { style, size, isWindow = false }: RopeVariant): RopeDescription {
  const dimensions = keys.count('rope.dimension_count', { default: size, max: size });
  if (dimensions % 2 !== 0) throw keys.error('rope.dimension_count', `is ${dimensions}; pairs need an even number`);
  const base = keys.positive('rope.freq_base', 10000);
  const contextLength = keys.count('context_length', { max: contextMax });
  const originalContext = keys.count('rope.scaling.original_context_length', {
    default: contextLength,
    max: contextMax,
  });
  const kind = keys.string('rope.scaling.type') ?? 'linear';
  if (!['none', 'linear', 'yarn', 'longrope'].includes(kind)) {
    throw keys.error('rope.scaling.type', `is ${kind}; none, linear, yarn and longrope are served`);
  }
  return {
    style,
    dimensions,
    frequencyBase: isWindow ? keys.positive('rope.freq_base_swa', base) : base,
    frequencyScale: kind === 'none' ? 1 : 1 / scalingFactor(keys),
    extrapolation: kind === 'yarn' ? 1 : 0,
    magnitude: keys.positive('rope.scaling.attn_factor', 1),
    originalContext,
    betaFast: keys.positive('rope.scaling.yarn_beta_fast', yarnBetas.fast),
    betaSlow: keys.positive('rope.scaling.yarn_beta_slow', yarnBetas.slow),
    factors: factorsOf(keys, contextLength > originalContext),
  };
}

/** Factors for any length (Llama 3), or for contexts beyond and within the original one (Phi). */
function factorsOf(keys: Hyperparameters, isLong: boolean): string | undefined {
  const scaled = isLong ? 'rope_factors_long.weight' : 'rope_factors_short.weight';
  return ['rope_freqs.weight', scaled].find((name) => keys.hasTensor(name));
}

function scalingFactor(keys: Hyperparameters): number {
  // The second key is that of old files. Some write 0 for none.
  const key = ['rope.scaling.factor', 'rope.scale_linear'].find((name) => keys.isSet(name));
  return key === undefined ? 1 : keys.positive(key);
}
