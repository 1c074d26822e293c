// Which tensors an attention process needs of a model file, with the shapes that the description asks for.
import type { GgufModel, GgufTensor } from '../tensor/gguf.ts';
import type {
  AttentionDescription,
  LatentDescription,
  LayerDescription,
  ModelDescription,
  MoeDescription,
} from './description.ts';

/** A tensor in ggml's order of dimensions. */
export interface TensorNeed {
  readonly name: string;
  readonly shape: readonly number[];
  /** Used when the file has it. */
  readonly isOptional?: boolean;
  /** Rows of another tensor that stand for it when the file has that one instead. */
  readonly within?: { readonly name: string; readonly firstRow: number; readonly rows: number };
}

/** The tensor `name`, of exactly the given shape. @throws FulgurError naming it and both shapes. */
export function requireTensor(model: GgufModel, name: string, shape: readonly number[]): GgufTensor {
  const tensor = model.tensor(name);
  const padded = shape.concat(new Array<number>(4 - shape.length).fill(1));
  if (padded.every((size, i) => size === (tensor.shape[i] ?? 1))) return tensor;
  throw model.error(`tensor ${name} is ${tensor.shape.join('x')}, not ${shape.join('x')}`);
}

/** The tensors of the model that are needed, each under the name by which it is looked up. @throws FulgurError. */
export function findTensors(model: GgufModel, description: ModelDescription): Map<string, GgufTensor> {
  const found = new Map<string, GgufTensor>();
  for (const need of neededTensors(description)) {
    const tensor = findTensor(model, need);
    if (tensor === undefined) continue;
    // Norms and biases, which ggml combines with activations as they are, must be plain numbers.
    if (need.shape.length === 1 && tensor.typeInfo.name !== 'f32') {
      throw model.error(`tensor ${tensor.name} is ${tensor.typeInfo.name}; norms and biases must be f32`);
    }
    found.set(need.name, tensor);
  }
  return found;
}

function findTensor(model: GgufModel, { name, shape, isOptional, within }: TensorNeed): GgufTensor | undefined {
  if (within !== undefined && !model.tensors.has(name) && model.tensors.has(within.name)) {
    const rowShape = shape.slice(0, -1);
    return rowsOf(requireTensor(model, within.name, [...rowShape, within.rows]), name, within.firstRow, shape);
  }
  if (isOptional === true && !model.tensors.has(name)) return undefined;
  return requireTensor(model, name, shape);
}

/** Some rows of a tensor, which lie next to each other in the file. A row of a vector is one element. */
function rowsOf(whole: GgufTensor, name: string, firstRow: number, shape: readonly number[]): GgufTensor {
  const rowBytes = whole.bytes / whole.shape.at(-1)!;
  return { ...whole, name, shape, offset: whole.offset + firstRow * rowBytes, bytes: shape.at(-1)! * rowBytes };
}

/** A factor on what a matrix gives, which files with 4-bit floating-point weights have. */
function factorOf(name: string): TensorNeed {
  return { name: `${name}.scale`, shape: [1], isOptional: true };
}

/** All that an attention process may need of a file with the description. */
export function neededTensors(description: ModelDescription): TensorNeed[] {
  const { hiddenSize, vocabularySize, tiedEmbedding, layers } = description;
  const needs: TensorNeed[] = [
    { name: 'token_embd.weight', shape: [hiddenSize, vocabularySize] },
    ...norm('output_norm', description),
    { name: 'output.bias', shape: [vocabularySize], isOptional: true },
  ];
  if (!tiedEmbedding) needs.push({ name: 'output.weight', shape: [hiddenSize, vocabularySize] }, factorOf('output'));
  const factors = new Map(layers.flatMap(({ attention: { rope } }) => (rope?.factors ? [[rope.factors, rope]] : [])));
  for (const [name, { dimensions }] of factors) needs.push({ name, shape: [dimensions / 2] });
  for (const layer of layers) {
    const prefix = (need: TensorNeed): TensorNeed => {
      const name = (own: string): string => `blk.${layer.index}.${own}`;
      const { within } = need;
      return { ...need, name: name(need.name), ...(within && { within: { ...within, name: name(within.name) } }) };
    };
    needs.push(...[...attentionNeeds(description, layer), ...feedForwardNeeds(description, layer)].map(prefix));
  }
  return needs;
}

function norm(name: string, { hiddenSize, normBiases }: ModelDescription): TensorNeed[] {
  const weight = { name: `${name}.weight`, shape: [hiddenSize] };
  return normBiases ? [weight, { name: `${name}.bias`, shape: [hiddenSize] }] : [weight];
}

function attentionNeeds(description: ModelDescription, layer: LayerDescription): TensorNeed[] {
  const { attention } = layer;
  const { heads, latent } = attention;
  const hidden = description.hiddenSize;
  const needs = norm('attn_norm', description);
  if (layer.postNorms) needs.push(...norm('post_attention_norm', description));
  if (attention.sinks) needs.push({ name: 'attn_sinks.weight', shape: [heads] });
  if (latent !== undefined) return [...needs, ...latentNeeds(hidden, heads, latent)];
  const outputWidth = heads * attention.valueSize;
  if (attention.gated) {
    needs.push({ name: 'attn_gate.weight', shape: [hidden, outputWidth] }, factorOf('attn_gate'));
  }
  const isOptional = attention.biases === 'optional';
  needs.push(
    { name: 'attn_output.weight', shape: [outputWidth, hidden] },
    { name: 'attn_output.bias', shape: [hidden], isOptional },
    factorOf('attn_output'),
    ...projectionNeeds(hidden, layer),
    ...headNormNeeds(attention, layer.index),
  );
  return needs;
}

/** Projections to queries, keys and values, which some files hold as one tensor. */
function projectionNeeds(hidden: number, { attention, index }: LayerDescription): TensorNeed[] {
  const { heads, kvHeads, headSize, valueSize, kvSource } = attention;
  const ownsKeys = kvSource === index;
  const widths = { q: heads * headSize, k: ownsKeys ? kvHeads * headSize : 0, v: ownsKeys ? kvHeads * valueSize : 0 };
  const rows = widths.q + widths.k + widths.v;
  const isOptional = attention.biases === 'optional';
  let firstRow = 0;
  return Object.entries(widths).flatMap(([letter, width]): TensorNeed[] => {
    const within = { firstRow, rows };
    firstRow += width;
    if (width === 0) return [];
    return [
      {
        name: `attn_${letter}.weight`,
        shape: [hidden, width],
        within: { ...within, name: 'attn_qkv.weight' },
      },
      { name: `attn_${letter}.bias`, shape: [width], isOptional, within: { ...within, name: 'attn_qkv.bias' } },
      { ...factorOf(`attn_${letter}`), within: { name: 'attn_qkv.scale', firstRow: 0, rows: 1 } },
    ];
  });
}

function headNormNeeds(attention: AttentionDescription, index: number): TensorNeed[] {
  const { queryKeyNorm, heads, kvHeads, headSize, kvSource } = attention;
  if (queryKeyNorm === 'none') return [];
  const shape = (count: number): number[] => [queryKeyNorm === 'row' ? count * headSize : headSize];
  const query = { name: 'attn_q_norm.weight', shape: shape(heads) };
  return kvSource === index ? [query, { name: 'attn_k_norm.weight', shape: shape(kvHeads) }] : [query];
}

function latentNeeds(hidden: number, heads: number, latent: LatentDescription): TensorNeed[] {
  const { queryRank, keyValueRank, plainSize, ropeSize, valueSize, isJoined } = latent;
  const queryWidth = heads * (plainSize + ropeSize);
  const query: TensorNeed[] =
    queryRank === 0
      ? [{ name: 'attn_q.weight', shape: [hidden, queryWidth] }]
      : [
          { name: 'attn_q_a.weight', shape: [hidden, queryRank] },
          { name: 'attn_q_a_norm.weight', shape: [queryRank] },
          { name: 'attn_q_b.weight', shape: [queryRank, queryWidth] },
        ];
  return [
    ...query,
    { name: 'attn_kv_a_mqa.weight', shape: [hidden, keyValueRank + ropeSize] },
    { name: 'attn_kv_a_norm.weight', shape: [keyValueRank] },
    ...(isJoined
      ? [{ name: 'attn_kv_b.weight', shape: [keyValueRank, heads * (plainSize + valueSize)] }]
      : [
          { name: 'attn_k_b.weight', shape: [plainSize, keyValueRank, heads] },
          { name: 'attn_v_b.weight', shape: [keyValueRank, valueSize, heads] },
        ]),
    { name: 'attn_output.weight', shape: [heads * valueSize, hidden] },
  ];
}

function feedForwardNeeds(description: ModelDescription, layer: LayerDescription): TensorNeed[] {
  const { feedForward, feedForwardNorm, postNorms } = layer;
  const hidden = description.hiddenSize;
  const needs = norm(feedForwardNorm, description);
  if (postNorms) needs.push(...norm('post_ffw_norm', description));
  if (feedForward.kind === 'dense') return [...needs, ...gatedNeeds('', hidden, feedForward.width)];
  return [...needs, ...routerNeeds(hidden, feedForward)];
}

function routerNeeds(hidden: number, moe: MoeDescription): TensorNeed[] {
  const needs: TensorNeed[] = [{ name: 'ffn_gate_inp.weight', shape: [hidden, moe.experts] }];
  if (moe.biases) needs.push({ name: 'ffn_gate_inp.bias', shape: [moe.experts] });
  if (moe.selectionBias) needs.push({ name: 'exp_probs_b.bias', shape: [moe.experts] });
  if (moe.sharedGate) needs.push({ name: 'ffn_gate_inp_shexp.weight', shape: [hidden] });
  if (moe.sharedWidth > 0) needs.push(...gatedNeeds('_shexp', hidden, moe.sharedWidth));
  return needs;
}

function gatedNeeds(suffix: string, hidden: number, width: number): TensorNeed[] {
  const matrix = (name: string, from: number, to: number): TensorNeed[] => [
    { name: `ffn_${name}${suffix}.weight`, shape: [from, to] },
    { name: `ffn_${name}${suffix}.bias`, shape: [to], isOptional: true },
    factorOf(`ffn_${name}${suffix}`),
  ];
  return [...matrix('gate', hidden, width), ...matrix('up', hidden, width), ...matrix('down', width, hidden)];
}
