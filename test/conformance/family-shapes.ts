// The sizes that every family is tried with, and the parts of their files that several families share.
import { type FamilyModel, gated, norm, type Shape, type Sizes, type Value } from './family-model.ts';

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

/** A family, or a variant of one, and the shapes that it is tried with. */
export interface Family {
  readonly name: string;
  readonly build: (sizes: Sizes) => FamilyModel;
  readonly odd: Sizes;
  readonly wide: Sizes;
}

export function variant(name: string, build: (s: Sizes) => FamilyModel, change: Partial<Sizes> = {}): Family {
  return { name, build, odd: { ...odd, ...change }, wide: { ...wide, ...change } };
}

/** Families whose heads together are as wide as the hidden state. */
export function square(name: string, build: (s: Sizes) => FamilyModel, change: Partial<Sizes> = {}): Family {
  return { ...variant(name, build), odd: { ...odd, hidden: 144, ...change }, wide: { ...wide, ...change } };
}

export const ffnNorm = (layer: number, s: Sizes, name = 'ffn_norm'): Shape => norm(`blk.${layer}.${name}`, s.hidden);
export const moeKeys = (s: Sizes): Record<string, Value> => ({ expert_feed_forward_length: s.expert });
/** Keys of families that choose by sigmoid, scale the weights and divide them by their sum. */
export const sigmoidKeys = { expert_gating_func: 2, expert_weights_scale: 1.75, expert_weights_norm: true };
/** The first layer is dense, the others have experts. */
export const dense0 = (layer: number, s: Sizes, moe: Shape[]): Shape[] =>
  layer === 0 ? gated(layer, '', s.hidden, s.dense) : moe;
