// The parts that families share, as descriptions: a family says where it differs and gets the rest from metadata.
import type {
  AttentionDescription,
  DenseDescription,
  LayerDescription,
  ModelDescription,
  MoeDescription,
} from './description.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { describeRope } from './rope.ts';

/** Where a layer's attention differs from full attention with rotated queries and keys of one head size. */
export interface AttentionVariant {
  readonly ropeStyle: 'neox' | 'norm';
  /** Undefined: full attention. */
  readonly window?: number | undefined;
  readonly kvSource?: number;
  /** False for layers without positions. */
  readonly hasRope?: boolean;
  readonly queryKeyNorm?: AttentionDescription['queryKeyNorm'];
  readonly normAfterRope?: boolean;
  readonly scale?: number | undefined;
  readonly softCap?: number;
  readonly sinks?: boolean;
  readonly gated?: boolean;
  readonly biases?: AttentionDescription['biases'];
  readonly headSize?: number;
}

export function describeAttention(
  keys: Hyperparameters,
  layer: number,
  variant: AttentionVariant,
): AttentionDescription {
  const heads = keys.countAt('attention.head_count', layer);
  const headSize =
    variant.headSize ?? keys.count('attention.key_length', { default: keys.count('embedding_length') / heads });
  const isWindow = variant.window !== undefined;
  const { ropeStyle: style, hasRope = true } = variant;
  return {
    kind: isWindow ? 'window' : 'full',
    window: variant.window ?? 0,
    kvSource: variant.kvSource ?? layer,
    heads,
    kvHeads: keys.countAt('attention.head_count_kv', layer, { default: heads }),
    headSize,
    valueSize: variant.headSize ?? keys.count('attention.value_length', { default: headSize }),
    queryKeyNorm: variant.queryKeyNorm ?? 'none',
    normAfterRope: variant.normAfterRope ?? false,
    rope: hasRope ? describeRope(keys, { style, size: headSize, isWindow }) : undefined,
    scale: variant.scale ?? 1 / Math.sqrt(headSize),
    softCap: variant.softCap ?? 0,
    sinks: variant.sinks ?? false,
    gated: variant.gated ?? false,
    biases: variant.biases ?? 'optional',
    latent: undefined,
  };
}

/** Where a layer's experts differ from softmax over all of them, weights divided by their sum, SwiGLU. */
export type MoeVariant = Partial<
  Pick<
    MoeDescription,
    | 'activation'
    | 'biases'
    | 'gating'
    | 'selectionBias'
    | 'normalizeWeights'
    | 'weightsScale'
    | 'sharedWidth'
    | 'sharedGate'
    | 'expertWidth'
  >
>;

export function describeExperts(keys: Hyperparameters, layer: number, variant: MoeVariant = {}): MoeDescription {
  const experts = keys.count('expert_count', { max: 65536 });
  const groupCount = keys.count('expert_group_count', { default: 1, zero: true, max: experts });
  return {
    kind: 'moe',
    experts,
    expertsUsed: keys.countAt('expert_used_count', layer, { max: experts }),
    expertWidth: variant.expertWidth ?? expertWidth(keys, layer),
    activation: variant.activation ?? 'swiglu',
    biases: variant.biases ?? false,
    gating: variant.gating ?? 'softmax',
    selectionBias: variant.selectionBias ?? false,
    groups: groupCount > 1 ? describeGroups(keys, experts, groupCount) : undefined,
    normalizeWeights: variant.normalizeWeights ?? true,
    weightsScale: variant.weightsScale ?? 1,
    sharedWidth: variant.sharedWidth ?? 0,
    sharedGate: variant.sharedGate ?? false,
  };
}

function describeGroups(keys: Hyperparameters, experts: number, count: number): { count: number; used: number } {
  if (experts % count !== 0 || experts / count < 2) {
    throw keys.error('expert_group_count', `is ${count}; ${experts} experts do not make groups of two or more`);
  }
  return { count, used: keys.count('expert_group_used_count', { max: count }) };
}

/** Hidden width of one routed expert; files whose dense layers are all experts may give it as that of a layer. */
export function expertWidth(keys: Hyperparameters, layer: number): number {
  const isGiven = keys.isSet('expert_feed_forward_length');
  return keys.countAt(isGiven ? 'expert_feed_forward_length' : 'feed_forward_length', layer);
}

/** The same in families whose files may leave it out: the experts of a token have the width of a layer together. */
export function dividedWidth(keys: Hyperparameters, layer: number): number {
  if (keys.isSet('expert_feed_forward_length')) return expertWidth(keys, layer);
  return Math.floor(keys.countAt('feed_forward_length', layer) / keys.countAt('expert_used_count', layer));
}

/** Hidden width of shared experts, or of one of them, which files may leave out. */
export function sharedWidthOr(keys: Hyperparameters, fallback: number): number {
  const key = 'expert_shared_feed_forward_length';
  return keys.isSet(key) ? keys.count(key) : fallback;
}

/** Hidden width of shared experts that are as wide as routed ones and come in a number. */
export function sharedByCount(keys: Hyperparameters, layer: number): number {
  return keys.count('expert_shared_count', { zero: true }) * dividedWidth(keys, layer);
}

/** Whether the file has a bias for the choice of experts. */
export function hasSelectionBias(keys: Hyperparameters, layer: number): boolean {
  return keys.hasTensor(`blk.${layer}.exp_probs_b.bias`);
}

/** Factor and normalisation of expert weights by their keys: families that have these keys need not have either. */
export function weightingByKeys(keys: Hyperparameters): Pick<MoeVariant, 'normalizeWeights' | 'weightsScale'> {
  return {
    normalizeWeights: keys.flag('expert_weights_norm', false),
    weightsScale: keys.isSet('expert_weights_scale') ? keys.positive('expert_weights_scale') : 1,
  };
}

export function describeDense(
  keys: Hyperparameters,
  layer: number,
  activation: DenseDescription['activation'] = 'swiglu',
): DenseDescription {
  return { kind: 'dense', width: keys.countAt('feed_forward_length', layer), activation };
}

/** Whether the layer comes before those with experts. */
export function isLeadingDense(keys: Hyperparameters, layer: number): boolean {
  return layer < keys.count('leading_dense_block_count', { default: 0, zero: true });
}

/** A dense layer if it comes before those with experts, else experts that are weighted by the file's keys. */
export function denseThenExperts(
  keys: Hyperparameters,
  layer: number,
  variant: () => MoeVariant,
): DenseDescription | MoeDescription {
  if (isLeadingDense(keys, layer)) return describeDense(keys, layer);
  return describeExperts(keys, layer, { ...weightingByKeys(keys), ...variant() });
}

/**
 * Window of each sliding-window layer, undefined for the others: every n-th layer is full, or as the file lists.
 * `fallback` is the window of files that do not say.
 */
export function windowsOf(keys: Hyperparameters, everyNth: number, fallback = 0): (number | undefined)[] {
  const layers = Array.from({ length: keys.layers() }, (_, layer) => layer);
  const key = 'attention.sliding_window_pattern';
  const isList = typeof keys.model.metadata.get(`${keys.architecture}.${key}`) === 'object';
  const listed = isList ? keys.perLayer(key) : undefined;
  const period = isList ? 0 : keys.count(key, { default: everyNth, zero: true });
  const window = keys.count('attention.sliding_window', { zero: true, default: fallback });
  return layers.map((layer) => {
    const isWindow = listed === undefined ? period === 0 || layer % period < period - 1 : listed[layer] !== 0;
    return isWindow && window > 0 ? window : undefined;
  });
}

export interface LayerParts {
  readonly attention: AttentionDescription;
  readonly feedForward: LayerDescription['feedForward'];
  readonly feedForwardNorm?: LayerDescription['feedForwardNorm'];
  readonly postNorms?: boolean;
}

export type ModelVariant = Partial<
  Pick<ModelDescription, 'normBiases' | 'embeddingScale' | 'residualScale' | 'logitScale' | 'logitSoftCap'>
>;

/** A stack of layers, each described by `layer`, between an embedding and an output projection. */
export function describeDecoder(
  keys: Hyperparameters,
  layer: (index: number) => LayerParts,
  variant: ModelVariant = {},
): ModelDescription {
  if (!keys.flag('attention.causal', true)) throw keys.error('attention.causal', 'is false: it writes no text');
  const hiddenSize = keys.count('embedding_length');
  const layers = Array.from({ length: keys.layers() }, (_, index): LayerDescription => {
    return { index, feedForwardNorm: 'ffn_norm', postNorms: false, ...layer(index) };
  });
  const moe = layers.flatMap(({ feedForward }) => (feedForward.kind === 'moe' ? [feedForward] : []));
  return {
    architecture: keys.architecture,
    name: keys.model.string('general.name') ?? 'unnamed',
    contextLength: keys.count('context_length', { max: 1 << 26 }),
    vocabularySize: keys.vocabularySize(hiddenSize),
    hiddenSize,
    normEpsilon: keys.positive('attention.layer_norm_rms_epsilon'),
    normBiases: variant.normBiases ?? false,
    layers,
    nExpert: moe.reduce((most, { experts }) => Math.max(most, experts), 0),
    nExpertUsed: moe.reduce((most, { expertsUsed }) => Math.max(most, expertsUsed), 0),
    window: layers.reduce((widest, { attention }) => Math.max(widest, attention.window), 0),
    tiedEmbedding: !keys.hasTensor('output.weight'),
    embeddingScale: variant.embeddingScale ?? 1,
    residualScale: variant.residualScale ?? 1,
    logitScale: variant.logitScale ?? 1,
    logitSoftCap: variant.logitSoftCap ?? 0,
  };
}
