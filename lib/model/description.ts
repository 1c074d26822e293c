// What a model is, in terms that the rest of the code can act on: one typed description, made from metadata by its
// architecture (lib/model/architectures) and read by the graph builder, the KV pool, placement and the tools.

export interface AttentionDescription {
  /** `window`: a token at position i sees j when j <= i and i - j < window. */
  readonly kind: 'full' | 'window';
  /** Tokens that a `window` layer sees, its own included; 0 for a `full` layer. */
  readonly window: number;
  /** The layer whose keys and values this layer reads: its own index, or an earlier layer of the same kind. */
  readonly kvSource: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Elements of one head of queries and keys, and of values, as they meet in the cache. */
  readonly headSize: number;
  readonly valueSize: number;
  /** RMS norm of queries and keys: over the whole row (OLMoE), over each head (Qwen3), or not at all. */
  readonly queryKeyNorm: 'none' | 'row' | 'head';
  /** Whether that norm comes after the rotation (Hunyuan) instead of before it. */
  readonly normAfterRope: boolean;
  /** Undefined in layers without positions. */
  readonly rope: RopeDescription | undefined;
  /** Factor on the products of queries and keys; usually 1 / sqrt(headSize). */
  readonly scale: number;
  /** Products p become cap * tanh(p / cap); 0 for none. */
  readonly softCap: number;
  /** Whether each head has a logit that takes part in the softmax and attends to nothing (gpt-oss). */
  readonly sinks: boolean;
  /** Whether the heads' output is multiplied by sigmoid of a projection of the layer's input (AFMoE). */
  readonly gated: boolean;
  /** `required`: queries, keys, values and output must have biases; `optional`: those that the file has are added. */
  readonly biases: 'required' | 'optional';
  /** Latent attention (DeepSeek V2): what is cached is the compressed row, of which all heads read a projection. */
  readonly latent: LatentDescription | undefined;
}

export interface LatentDescription {
  /** Width of the compressed queries; 0 when queries are projected at once. */
  readonly queryRank: number;
  /** Width of the compressed keys and values. A cached row is this and the rotated part of the key. */
  readonly keyValueRank: number;
  /** Elements of a head's key without and with rotation, and of its value, once decompressed. */
  readonly plainSize: number;
  readonly ropeSize: number;
  readonly valueSize: number;
  /** Whether the file holds the matrices that decompress keys and values as one. */
  readonly isJoined: boolean;
}

export interface RopeDescription {
  /** `neox` pairs element i with i + dimensions/2, `norm` pairs neighbours. */
  readonly style: 'neox' | 'norm';
  /** Elements of a head that are rotated, from its first on. */
  readonly dimensions: number;
  readonly frequencyBase: number;
  /** 1 / the scaling factor. */
  readonly frequencyScale: number;
  /** How far YaRN mixes in the unscaled frequencies, 0 to 1; 0 is linear scaling. */
  readonly extrapolation: number;
  /** Factor on the rotated elements; YaRN multiplies it by 1 + 0.1 ln(scaling factor). */
  readonly magnitude: number;
  /** Context before scaling, and rotations over it between which YaRN mixes. */
  readonly originalContext: number;
  readonly betaFast: number;
  readonly betaSlow: number;
  /** Name of the tensor that divides the frequencies, [dimensions / 2]. */
  readonly factors: string | undefined;
}

/** What an expert or a dense feed-forward does with its gate g and its up projection u. */
export type Activation =
  /** silu(g) * u */
  | 'swiglu'
  /** gelu(g) * u */
  | 'geglu'
  /** g * sigmoid(1.702 g) * (u + 1), g up to 7 and u from -7 to 7 (gpt-oss) */
  | 'swiglu-clamped';

export interface MoeDescription {
  readonly kind: 'moe';
  readonly experts: number;
  readonly expertsUsed: number;
  /** Hidden width of one routed expert. */
  readonly expertWidth: number;
  readonly activation: Activation;
  /** Whether router and experts have biases. */
  readonly biases: boolean;
  /** How scores become weights; `softmax-of-chosen` is over the chosen experts only. */
  readonly gating: 'softmax' | 'sigmoid' | 'softmax-of-chosen';
  /** Whether a bias that the weights do not see takes part in the choice. */
  readonly selectionBias: boolean;
  /** Experts are chosen within the best `used` of `count` groups, ranked by the sum of their two best. */
  readonly groups: { readonly count: number; readonly used: number } | undefined;
  /** Whether the weights of the chosen experts are divided by their sum. */
  readonly normalizeWeights: boolean;
  /** Factor on the weights of the chosen experts. */
  readonly weightsScale: number;
  /** Hidden width of the shared experts together; 0 when there are none. */
  readonly sharedWidth: number;
  /** Whether the shared experts' output is multiplied by sigmoid of a projection of their input (Qwen2-MoE). */
  readonly sharedGate: boolean;
}

export interface DenseDescription {
  readonly kind: 'dense';
  readonly width: number;
  readonly activation: Activation;
}

export interface LayerDescription {
  readonly index: number;
  readonly attention: AttentionDescription;
  readonly feedForward: MoeDescription | DenseDescription;
  /** Name of the norm before the feed-forward: some families write it as the one that follows attention. */
  readonly feedForwardNorm: 'ffn_norm' | 'post_attention_norm';
  /** Whether the outputs of attention and feed-forward are normalised before they are added (AFMoE). */
  readonly postNorms: boolean;
}

export interface ModelDescription {
  readonly architecture: string;
  readonly name: string;
  /** Longest sequence that the model was trained for, in tokens. */
  readonly contextLength: number;
  readonly vocabularySize: number;
  /** Elements of a token's hidden state. */
  readonly hiddenSize: number;
  readonly normEpsilon: number;
  /** Whether norms have biases. */
  readonly normBiases: boolean;
  readonly layers: readonly LayerDescription[];
  /** Routed experts per MoE layer, and how many of them a token uses; 0 for a dense model. */
  readonly nExpert: number;
  readonly nExpertUsed: number;
  /** Window of the sliding-window layers in tokens; 0 when there are none. */
  readonly window: number;
  /** Whether the output projection is the token embedding. */
  readonly tiedEmbedding: boolean;
  /** Factors on the token embeddings, on what a layer adds to the hidden state, and on the logits. */
  readonly embeddingScale: number;
  readonly residualScale: number;
  readonly logitScale: number;
  /** Logits l become cap * tanh(l / cap); 0 for none. */
  readonly logitSoftCap: number;
}
