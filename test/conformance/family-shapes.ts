// The sizes that every family is tried with, and the parts of their files that several families share.
import { type FamilyModel, gated, norm, type Shape, type Sizes, type Value } from './family-model.ts';
import type { PlainModel } from './plain-model.ts';

/** Heads of 24 elements, which do not fill a vector register, and row lengths that fit no block. */
export const odd: Sizes = {
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
export const wide: Sizes = {
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

/** Rows that fit blocks of 32 and not of 256, and numbers of rows that fit nothing. */
export const ragged: Sizes = {
  hidden: 160,
  layers: 2,
  heads: 6,
  kvHeads: 2,
  headSize: 32,
  dense: 224,
  expert: 96,
  shared: 64,
  experts: 7,
  used: 3,
};

/** A family, or a variant of one, and the shapes that it is tried with. */
export interface Family {
  readonly name: string;
  readonly build: (sizes: Sizes) => FamilyModel;
  readonly odd: Sizes;
  readonly wide: Sizes;
  readonly ragged: Sizes;
  /** The model in plain arithmetic, of a family that libllama does not know. */
  readonly plain?: (sizes: Sizes) => PlainModel;
}

export function variant(name: string, build: (s: Sizes) => FamilyModel, change: Partial<Sizes> = {}): Family {
  const own = (sizes: Sizes): Sizes => ({ ...sizes, ...change });
  return { name, build, odd: own(odd), wide: own(wide), ragged: own(ragged) };
}

/** Families whose heads together are as wide as the hidden state. */
export function square(name: string, build: (s: Sizes) => FamilyModel, change: Partial<Sizes> = {}): Family {
  const plain = variant(name, build, change);
  return { ...plain, odd: { ...plain.odd, hidden: 144 }, ragged: { ...plain.ragged, hidden: 192 } };
}

export const ffnNorm = (layer: number, s: Sizes, name = 'ffn_norm'): Shape => norm(`blk.${layer}.${name}`, s.hidden);
export const moeKeys = (s: Sizes): Record<string, Value> => ({ expert_feed_forward_length: s.expert });
/** Keys of families that choose by sigmoid, scale the weights and divide them by their sum. */
export const sigmoidKeys = { expert_gating_func: 2, expert_weights_scale: 1.75, expert_weights_norm: true };
/** The first layer is dense, the others have experts. */
export const dense0 = (layer: number, s: Sizes, moe: Shape[]): Shape[] =>
  layer === 0 ? gated(layer, '', s.hidden, s.dense) : moe;
