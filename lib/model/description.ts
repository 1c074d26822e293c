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
  /** Elements of one head of queries and keys, and of values. */
  readonly headSize: number;
  readonly valueSize: number;
  /** RMS norm of queries and keys before RoPE: over the whole row (OLMoE), over each head (Qwen3), or not at all. */
  readonly queryKeyNorm: 'none' | 'row' | 'head';
  readonly rope: RopeDescription;
}

export interface RopeDescription {
  /** `neox` pairs element i with i + dimensions/2, `norm` pairs neighbours. */
  readonly style: 'neox' | 'norm';
  readonly dimensions: number;
  readonly frequencyBase: number;
  /** 1 / the linear scaling factor. */
  readonly frequencyScale: number;
}

export interface MoeDescription {
  readonly kind: 'moe';
  readonly experts: number;
  readonly expertsUsed: number;
  /** Hidden width of one routed expert. */
  readonly expertWidth: number;
  readonly gating: 'softmax' | 'sigmoid';
  /** Whether the weights of the chosen experts are divided by their sum. */
  readonly normalizeWeights: boolean;
  /** Factor on the weights of the chosen experts. */
  readonly weightsScale: number;
  /** Hidden width of the shared experts together; 0 when there are none. */
  readonly sharedWidth: number;
}

export interface DenseDescription {
  readonly kind: 'dense';
  readonly width: number;
}

export interface LayerDescription {
  readonly index: number;
  readonly attention: AttentionDescription;
  readonly feedForward: MoeDescription | DenseDescription;
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
  readonly layers: readonly LayerDescription[];
  /** Routed experts per MoE layer, and how many of them a token uses; 0 for a dense model. */
  readonly nExpert: number;
  readonly nExpertUsed: number;
  /** Window of the sliding-window layers in tokens; 0 when there are none. */
  readonly window: number;
  /** Whether the output projection is the token embedding. */
  readonly tiedEmbedding: boolean;
}
