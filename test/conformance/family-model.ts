// Small model files with random weights for every family: metadata and tensors as llama.cpp's converter writes them,
// listed here by hand and not derived from lib/model, so that libllama's loader checks names and shapes.
import { generatedVocabulary } from '../../lib/model/generated-vocabulary.ts';
import { type GgufEntry, type TensorSpec, writeGguf } from '../../lib/model/gguf-writer.ts';
import { randomContent, randomTensor } from '../../lib/model/random-tensor.ts';
import { type QuantisableType, type StorageType, storageType } from '../../lib/tensor/quantize.ts';

export interface Sizes {
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
  /** Hidden width of a dense feed-forward, of one routed expert and of the shared experts together. */
  readonly dense: number;
  readonly expert: number;
  readonly shared: number;
  readonly experts: number;
  readonly used: number;
}

export type Value = number | boolean | string | readonly number[] | readonly boolean[];

/** A tensor before its storage type is chosen. */
export interface Shape {
  readonly name: string;
  readonly shape: readonly number[];
  readonly middle: number;
  readonly spread: number;
  /** Whether converters leave it in single precision. */
  readonly isPlain: boolean;
}

export interface FamilyModel {
  readonly architecture: string;
  readonly metadata: Readonly<Record<string, Value>>;
  readonly tensors: readonly Shape[];
}

export const vocabularySize = 467;
export const contextLength = 512;

/** How far router scores spread. Wide enough that the last chosen expert weighs little where choices nearly tie. */
const routerSpread = 3;

/** How much a layer adds to the hidden state: little, as in trained models, so that what is rounded stays small. */
export const layerShare = 0.5;

export function matrix(name: string, from: number, to: number, factor = 1): Shape {
  return { name: `${name}.weight`, shape: [from, to], middle: 0, spread: factor * Math.sqrt(3 / from), isPlain: false };
}

export function vector(name: string, width: number, middle = 0, spread = 0.2): Shape {
  return { name, shape: [width], middle, spread, isPlain: true };
}

export function norm(name: string, width: number): Shape {
  return vector(`${name}.weight`, width, 1, 0.3);
}

export interface AttentionOptions {
  /** Biases of queries, keys and values, and of the output. */
  readonly bias?: boolean;
  readonly outputBias?: boolean;
  readonly queryKeyNorm?: 'head' | 'row';
  /** One tensor for queries, keys and values. */
  readonly joined?: boolean;
}

export function attention(layer: number, s: Sizes, options: AttentionOptions = {}): Shape[] {
  const of = (name: string): string => `blk.${layer}.${name}`;
  const [query, keyValue] = [s.heads * s.headSize, s.kvHeads * s.headSize];
  const shapes = options.joined
    ? [matrix(of('attn_qkv'), s.hidden, query + 2 * keyValue)]
    : [
        matrix(of('attn_q'), s.hidden, query),
        matrix(of('attn_k'), s.hidden, keyValue),
        matrix(of('attn_v'), s.hidden, keyValue),
      ];
  if (options.bias && options.joined) shapes.push(vector(of('attn_qkv.bias'), query + 2 * keyValue));
  else if (options.bias) {
    shapes.push(vector(of('attn_q.bias'), query));
    shapes.push(vector(of('attn_k.bias'), keyValue), vector(of('attn_v.bias'), keyValue));
  }
  if (options.queryKeyNorm !== undefined) {
    const isRow = options.queryKeyNorm === 'row';
    shapes.push(norm(of('attn_q_norm'), isRow ? query : s.headSize));
    shapes.push(norm(of('attn_k_norm'), isRow ? keyValue : s.headSize));
  }
  if (options.outputBias) shapes.push(vector(of('attn_output.bias'), s.hidden));
  return [norm(of('attn_norm'), s.hidden), ...shapes, matrix(of('attn_output'), query, s.hidden, layerShare)];
}

export function gated(layer: number, suffix: string, hidden: number, width: number): Shape[] {
  const of = (name: string): string => `blk.${layer}.ffn_${name}${suffix}`;
  return [
    matrix(of('gate'), hidden, width),
    matrix(of('up'), hidden, width),
    matrix(of('down'), width, hidden, layerShare),
  ];
}

export interface ExpertOptions {
  readonly selectionBias?: boolean;
  /** Biases of router and experts. */
  readonly bias?: boolean;
  readonly sharedGate?: boolean;
  /** One tensor for gate and up projections. */
  readonly joined?: boolean;
}

export function experts(layer: number, s: Sizes, options: ExpertOptions = {}): Shape[] {
  const of = (name: string): string => `blk.${layer}.${name}`;
  const stack = (name: string, from: number, to: number, factor = 1): Shape => {
    const { shape, ...rest } = matrix(of(name), from, to, factor);
    return { ...rest, shape: [...shape, s.experts] };
  };
  const biases = (name: string, width: number): Shape => ({
    ...vector(of(`${name}.bias`), width),
    shape: [width, s.experts],
  });
  const inner = options.joined
    ? [stack('ffn_gate_up_exps', s.hidden, 2 * s.expert)]
    : [stack('ffn_gate_exps', s.hidden, s.expert), stack('ffn_up_exps', s.hidden, s.expert)];
  return [
    { ...matrix(of('ffn_gate_inp'), s.hidden, s.experts, routerSpread), isPlain: true },
    ...inner,
    stack('ffn_down_exps', s.expert, s.hidden, layerShare),
    ...(options.selectionBias ? [vector(of('exp_probs_b.bias'), s.experts)] : []),
    ...(options.bias
      ? [
          vector(of('ffn_gate_inp.bias'), s.experts, 0, 1),
          biases('ffn_gate_exps', s.expert),
          biases('ffn_up_exps', s.expert),
          biases('ffn_down_exps', s.hidden),
        ]
      : []),
    ...(options.sharedGate ? [vector(of('ffn_gate_inp_shexp.weight'), s.hidden)] : []),
    ...(s.shared > 0 ? gated(layer, '_shexp', s.hidden, s.shared) : []),
  ];
}

export interface ModelOptions {
  readonly tied?: boolean;
  /** Values beside those that the sizes give, and instead of them. */
  readonly metadata?: Readonly<Record<string, Value>>;
  readonly outer?: readonly Shape[];
}

export function model(
  architecture: string,
  s: Sizes,
  layer: (index: number) => Shape[],
  options: ModelOptions = {},
): FamilyModel {
  const metadata = {
    block_count: s.layers,
    context_length: contextLength,
    embedding_length: s.hidden,
    feed_forward_length: s.dense,
    'attention.head_count': s.heads,
    'attention.head_count_kv': s.kvHeads,
    'attention.key_length': s.headSize,
    'attention.value_length': s.headSize,
    'attention.layer_norm_rms_epsilon': 1e-5,
    'rope.freq_base': 10_000.5,
    'rope.dimension_count': s.headSize,
    ...(s.experts > 0 ? { expert_count: s.experts, expert_used_count: s.used } : {}),
    ...options.metadata,
  };
  return {
    architecture,
    metadata,
    tensors: [
      { ...matrix('token_embd', s.hidden, vocabularySize), spread: Math.sqrt(3) },
      norm('output_norm', s.hidden),
      ...(options.tied ? [] : [matrix('output', s.hidden, vocabularySize)]),
      ...(options.outer ?? []),
      ...Array.from({ length: s.layers }, (_, index) => layer(index)).flat(),
    ],
  };
}

/** Storage types that take turns in a mixed file. */
const mixture: readonly QuantisableType[] = ['q4_K', 'q8_0', 'q6_K', 'mxfp4', 'q5_K', 'q4_0', 'bf16', 'iq4_nl', 'f16'];

/** The type of the i-th matrix of a mixed file: the next in turn that rows of this length can have. */
function mixedType(i: number, rowLength: number): QuantisableType {
  const turns = mixture.map((_, turn) => mixture[(i + turn) % mixture.length]!);
  return turns.find((type) => rowLength % storageType(type).block === 0)!;
}

/** Writes a file. The values behind the storage types are the same for all but those of random bits. */
export async function writeFamilyModel(
  path: string,
  { architecture, metadata, tensors }: FamilyModel,
  types: StorageType | 'mixed',
  seed: number,
  /** Where the turn of types begins. */
  turn = 0,
): Promise<void> {
  let matrices = turn;
  const stored = tensors.map((tensor) => {
    if (tensor.isPlain) return storedTensor(tensor, 'f32', seed);
    const type = types === 'mixed' ? mixedType(matrices++, tensor.shape[0]!) : types;
    return storedTensor(tensor, type, seed);
  });
  const own = Object.entries(metadata).map(([key, value]): [string, GgufEntry] => [
    `${architecture}.${key}`,
    entryOf(key, value),
  ]);
  const keys = new Map<string, GgufEntry>([
    ['general.architecture', { type: 'string', value: architecture }],
    ...own,
    ...generatedVocabulary(vocabularySize),
  ]);
  const contents = new Map(stored.map(({ spec, content }) => [spec.name, content]));
  await writeGguf(
    path,
    keys,
    stored.map(({ spec }) => spec),
    ({ name }) => contents.get(name)!(),
  );
}

interface StoredTensor {
  readonly spec: TensorSpec;
  content(): Iterable<Uint8Array>;
}

function storedTensor({ name, shape, middle, spread }: Shape, type: StorageType, seed: number): StoredTensor {
  const spec = randomTensor(name, shape, type, middle, spread);
  return { spec, content: () => randomContent(spec, seed) };
}

/** Keys whose values are real numbers, even where one of them happens to be whole. */
const realKeys = /scale$|scale_linear$|factor$|freq_base|epsilon$|multiplier$|softcapping$/;

function entryOf(key: string, value: Value): GgufEntry {
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'number') return { type: realKeys.test(key) ? 'float32' : 'uint32', value };
  if (typeof value[0] === 'boolean') return { type: 'bool[]', value: value as readonly boolean[] };
  return { type: 'uint32[]', value: value as readonly number[] };
}
