// A model of any size with random weights, for benchmarks and for comparing implementations. It says nothing sensible.
import { type StorageType, storageType } from '../tensor/quantize.ts';
import { invalid } from '../wire/errors.ts';
import { generatedVocabulary } from './generated-vocabulary.ts';
import type { GgufEntry } from './gguf-writer.ts';
import { elementsOf, matrix, norm, type RandomTensor, randomContent, randomTensor } from './random-tensor.ts';
import { writeSplitGguf } from './split-gguf-writer.ts';

export interface RandomModelSpec {
  readonly architecture: 'olmoe' | 'yi-lightning' | 'gpt-oss';
  readonly layers: number;
  /** Width of the hidden state. */
  readonly embedding: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Elements of a head; default: embedding / heads. */
  readonly headSize?: number | undefined;
  readonly experts: number;
  readonly expertsUsed: number;
  /** Hidden width of one expert. */
  readonly expertFf: number;
  /** Hidden width of the shared expert; yi-lightning only. */
  readonly sharedFf: number;
  /** Sliding window in tokens; yi-lightning and gpt-oss only. */
  readonly window: number;
  readonly context: number;
  readonly vocab: number;
  /**
   * Storage type of the matrices, or a mixture; norms and router gates are float32 as in every GGUF. In gpt-oss it is that
   * of the experts, all other matrices are q8_0, as it is published.
   */
  readonly type: StorageType | 'q4_K_M';
  readonly seed: number;
  /**
   * Every layer gets the quantised matrices of the first one that has such, and router gates and norms of its own: for
   * timings, in a fraction of the time. A layer's matrices are kept in memory meanwhile.
   */
  readonly sameMatrices?: boolean | undefined;
}

/**
 * Writes the model to `path`, or to `parts` files named after it; returns their paths. The same spec gives the same
 * bytes. @throws FulgurError naming the size at fault.
 */
export async function writeRandomModel(path: string, spec: RandomModelSpec, parts = 1): Promise<string[]> {
  check(spec);
  const tensors = tensorsOf(spec);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const made = new Map<string, Uint8Array[]>();
  return writeSplitGguf(path, parts, metadataOf(spec), tensors, ({ name }) => {
    const tensor = byName.get(name)!;
    return spec.sameMatrices ? contentOnce(tensor, spec.seed, made) : randomContent(tensor, spec.seed);
  });
}

/** The bytes of a layer's matrix, from `made` if a layer before had it. */
function contentOnce(tensor: RandomTensor, seed: number, made: Map<string, Uint8Array[]>): Iterable<Uint8Array> {
  const inLayer = /^blk\.\d+\.(.*)$/.exec(tensor.name)?.[1];
  if (inLayer === undefined || tensor.storage === 'f32') return randomContent(tensor, seed);
  const key = `${inLayer} ${tensor.storage}`;
  const content = made.get(key) ?? [...randomContent(tensor, seed)];
  made.set(key, content);
  return content;
}

/** Elements of all tensors together. */
export function parameterCount(spec: RandomModelSpec): number {
  return tensorsOf(spec).reduce((sum, { shape }) => sum + elementsOf(shape), 0);
}

function check(spec: RandomModelSpec): void {
  const { architecture, embedding, heads, kvHeads, experts, expertsUsed, expertFf, sharedFf, type } = spec;
  const headSize = headSizeOf(spec);
  if (!Number.isInteger(headSize) || headSize % 2 !== 0) {
    throw invalid('heads', `embedding ${embedding} does not divide into ${heads} heads of an even size`);
  }
  if (architecture !== 'gpt-oss' && headSize !== embedding / heads) {
    throw invalid('headSize', `${architecture} has heads of ${embedding / heads}, embedding / heads, not ${headSize}`);
  }
  if (heads % kvHeads !== 0) throw invalid('kvHeads', `${heads} heads do not divide into ${kvHeads} groups`);
  if (architecture === 'olmoe' && heads !== kvHeads) {
    throw invalid('kvHeads', `olmoe has as many key heads as heads: ${heads}, not ${kvHeads}`);
  }
  if (expertsUsed > experts) throw invalid('expertsUsed', `${expertsUsed} of ${experts} experts cannot be used`);
  const { block } = storageType(type === 'q4_K_M' ? 'q4_K' : type);
  const widths = { embedding, expertFf, ...(architecture === 'yi-lightning' ? { sharedFf } : {}) };
  for (const [field, width] of Object.entries(widths)) {
    if (width % block !== 0)
      throw invalid(field, `${field} ${width} is no multiple of the ${block} that ${type} packs`);
  }
}

function headSizeOf({ headSize, embedding, heads }: RandomModelSpec): number {
  return headSize ?? embedding / heads;
}

function metadataOf(spec: RandomModelSpec): Map<string, GgufEntry> {
  const { architecture } = spec;
  const headSize = headSizeOf(spec);
  const count = (value: number): GgufEntry => ({ type: 'uint32', value });
  const own: Record<string, GgufEntry> = {
    context_length: count(spec.context),
    block_count: count(spec.layers),
    embedding_length: count(spec.embedding),
    feed_forward_length: count(architecture === 'yi-lightning' ? spec.sharedFf : spec.expertFf),
    'attention.head_count': count(spec.heads),
    'attention.head_count_kv': count(spec.kvHeads),
    'attention.key_length': count(headSize),
    'attention.value_length': count(headSize),
    'attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-5 },
    'rope.freq_base': { type: 'float32', value: 10_000 },
    'rope.dimension_count': count(headSize),
    expert_count: count(spec.experts),
    expert_used_count: count(spec.expertsUsed),
    vocab_size: count(spec.vocab),
    ...(architecture === 'yi-lightning' ? yiLightningMetadata(spec) : {}),
    ...(architecture === 'gpt-oss'
      ? { expert_feed_forward_length: count(spec.expertFf), 'attention.sliding_window': count(spec.window) }
      : {}),
  };
  return new Map<string, GgufEntry>([
    ['general.architecture', { type: 'string', value: architecture }],
    ['general.name', { type: 'string', value: `random ${architecture}, seed ${spec.seed}` }],
    ['general.quantization_version', count(2)],
    ...Object.entries(own).map(([key, value]): [string, GgufEntry] => [`${architecture}.${key}`, value]),
    ...generatedVocabulary(spec.vocab),
  ]);
}

function yiLightningMetadata(spec: RandomModelSpec): Record<string, GgufEntry> {
  const layers = Array.from({ length: spec.layers }, (_, layer) => layer);
  return {
    'attention.sliding_window': { type: 'uint32', value: spec.window },
    'attention.sliding_window_pattern': { type: 'bool[]', value: layers.map(isWindowLayer) },
    'attention.kv_source_layers': { type: 'int32[]', value: layers.map(kvSource) },
    expert_feed_forward_length: { type: 'uint32', value: spec.expertFf },
    expert_shared_count: { type: 'uint32', value: 1 },
    expert_shared_feed_forward_length: { type: 'uint32', value: spec.sharedFf },
    expert_gating_func: { type: 'uint32', value: 1 },
    expert_weights_norm: { type: 'bool', value: true },
  };
}

/** Three sliding-window layers, then a full-attention layer. */
function isWindowLayer(layer: number): boolean {
  return layer % 4 !== 3;
}

/** Every second full-attention layer reads the keys and values of the one before. */
function kvSource(layer: number): number {
  return layer % 8 === 7 ? layer - 4 : layer;
}

function tensorsOf(spec: RandomModelSpec): RandomTensor[] {
  const { embedding, vocab } = spec;
  const tensors = [
    matrix('token_embd.weight', [embedding, vocab], storageOf(spec, 'token_embd', 0), Math.sqrt(3)),
    norm('output_norm', embedding),
  ];
  if (spec.architecture !== 'yi-lightning') {
    tensors.push(matrix('output.weight', [embedding, vocab], storageOf(spec, 'output', 0)));
  }
  const tensorsOfLayer = spec.architecture === 'gpt-oss' ? gptOssLayer : layerTensors;
  for (let layer = 0; layer < spec.layers; layer++) tensors.push(...tensorsOfLayer(spec, layer));
  return tensors;
}

/**
 * q4_K_M is the mixture in which most models are published: q4_K, with q6_K for the output projection and, in half of
 * the layers (the first and last eighth, and every third between them), for values and the last projection of experts.
 */
function storageOf({ architecture, type, layers }: RandomModelSpec, name: string, layer: number): StorageType {
  if (architecture === 'gpt-oss' && !name.endsWith('_exps')) return 'q8_0';
  if (type !== 'q4_K_M') return type;
  const eighth = Math.floor(layers / 8);
  const isFavoured = layer < eighth || layer >= layers - eighth || (layer - eighth) % 3 === 2;
  const isSensitive = name === 'attn_v' || name.startsWith('ffn_down');
  return name === 'output' || (isSensitive && isFavoured) ? 'q6_K' : 'q4_K';
}

/** Every matrix with a bias, and a sink for each head. */
function gptOssLayer(spec: RandomModelSpec, layer: number): RandomTensor[] {
  const { embedding, heads, experts, expertFf } = spec;
  const [width, kvWidth] = [headSizeOf(spec) * heads, headSizeOf(spec) * spec.kvHeads];
  const of = (name: string) => `blk.${layer}.${name}`;
  const vector = (name: string, ...shape: number[]) => randomTensor(of(name), shape, 'f32', 0, 0.2);
  const affine = (name: string, from: number, to: number, ...count: number[]) => [
    matrix(of(`${name}.weight`), [from, to, ...count], storageOf(spec, name, layer)),
    vector(`${name}.bias`, to, ...count),
  ];
  return [
    norm(of('attn_norm'), embedding),
    ...affine('attn_q', embedding, width),
    ...affine('attn_k', embedding, kvWidth),
    ...affine('attn_v', embedding, kvWidth),
    ...affine('attn_output', width, embedding),
    vector('attn_sinks.weight', heads),
    norm(of('post_attention_norm'), embedding),
    matrix(of('ffn_gate_inp.weight'), [embedding, experts], 'f32'),
    vector('ffn_gate_inp.bias', experts),
    ...affine('ffn_gate_exps', embedding, expertFf, experts),
    ...affine('ffn_up_exps', embedding, expertFf, experts),
    ...affine('ffn_down_exps', expertFf, embedding, experts),
  ];
}

function layerTensors(spec: RandomModelSpec, layer: number): RandomTensor[] {
  const { architecture, embedding, experts, expertFf, sharedFf } = spec;
  const kvWidth = headSizeOf(spec) * spec.kvHeads;
  const of = (name: string) => `blk.${layer}.${name}`;
  const weights = (name: string, ...shape: number[]) =>
    matrix(of(`${name}.weight`), shape, storageOf(spec, name, layer));
  const ownKv = architecture === 'olmoe' || kvSource(layer) === layer;
  const keysAndValues = [weights('attn_k', embedding, kvWidth), weights('attn_v', embedding, kvWidth)];
  const keyNorms = [norm(of('attn_q_norm'), embedding), norm(of('attn_k_norm'), kvWidth)];
  const shared = [
    weights('ffn_gate_shexp', embedding, sharedFf),
    weights('ffn_up_shexp', embedding, sharedFf),
    weights('ffn_down_shexp', sharedFf, embedding),
  ];
  return [
    norm(of('attn_norm'), embedding),
    weights('attn_q', embedding, embedding),
    ...(ownKv ? keysAndValues : []),
    weights('attn_output', embedding, embedding),
    ...(architecture === 'olmoe' ? keyNorms : []),
    norm(of('ffn_norm'), embedding),
    matrix(of('ffn_gate_inp.weight'), [embedding, experts], 'f32'),
    weights('ffn_gate_exps', embedding, expertFf, experts),
    weights('ffn_up_exps', embedding, expertFf, experts),
    weights('ffn_down_exps', expertFf, embedding, experts),
    ...(architecture === 'yi-lightning' ? shared : []),
  ];
}
