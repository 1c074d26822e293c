// The tensors of a model that an attention process computes with: all but the routed experts.
import type { Backend } from '../tensor/backend.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufModel, GgufTensor } from '../tensor/gguf.ts';
import { TensorStore } from '../tensor/tensor-store.ts';
import { isQuantised, widenAll, widenedType } from '../tensor/widen.ts';
import type { AttentionDescription, LayerDescription, ModelDescription } from './description.ts';

export interface SwigluWeights {
  readonly gate: Tensor;
  readonly up: Tensor;
  readonly down: Tensor;
}

export interface LayerWeights {
  readonly attentionNorm: Tensor;
  readonly query: Tensor;
  /** Absent in a layer that reads another layer's keys and values. */
  readonly key: Tensor | undefined;
  readonly value: Tensor | undefined;
  readonly queryNorm: Tensor | undefined;
  readonly keyNorm: Tensor | undefined;
  readonly attentionOutput: Tensor;
  readonly feedForwardNorm: Tensor;
  /** Scores of the routed experts. */
  readonly router: Tensor | undefined;
  readonly shared: SwigluWeights | undefined;
  readonly dense: SwigluWeights | undefined;
}

/** Tensor names of one layer with the shapes that the description asks for, ggml order. */
function layerShapes(description: ModelDescription, layer: LayerDescription): Map<string, number[]> {
  const hidden = description.hiddenSize;
  const { attention, feedForward, index } = layer;
  const queryWidth = attention.heads * attention.headSize;
  const shapes: [string, number[]][] = [
    ['attn_norm', [hidden]],
    ['attn_q', [hidden, queryWidth]],
    ['attn_output', [attention.heads * attention.valueSize, hidden]],
    ['ffn_norm', [hidden]],
  ];
  if (attention.kvSource === index) {
    shapes.push(['attn_k', [hidden, attention.kvHeads * attention.headSize]]);
    shapes.push(['attn_v', [hidden, attention.kvHeads * attention.valueSize]]);
  }
  shapes.push(...normShapes(attention, index));
  const swiglu = (suffix: string, width: number): void => {
    shapes.push([`ffn_gate${suffix}`, [hidden, width]]);
    shapes.push([`ffn_up${suffix}`, [hidden, width]]);
    shapes.push([`ffn_down${suffix}`, [width, hidden]]);
  };
  if (feedForward.kind === 'dense') swiglu('', feedForward.width);
  else {
    shapes.push(['ffn_gate_inp', [hidden, feedForward.experts]]);
    if (feedForward.sharedWidth > 0) swiglu('_shexp', feedForward.sharedWidth);
  }
  return new Map(shapes.map(([name, shape]) => [`blk.${index}.${name}.weight`, shape]));
}

function normShapes(attention: AttentionDescription, index: number): [string, number[]][] {
  if (attention.queryKeyNorm === 'none') return [];
  const width = (heads: number): number[] => [
    attention.queryKeyNorm === 'row' ? heads * attention.headSize : attention.headSize,
  ];
  const query: [string, number[]] = ['attn_q_norm', width(attention.heads)];
  return attention.kvSource === index ? [query, ['attn_k_norm', width(attention.kvHeads)]] : [query];
}

/** The tensor `name`, of exactly the given shape. @throws FulgurError naming it and both shapes. */
export function requireTensor(model: GgufModel, name: string, shape: readonly number[]): GgufTensor {
  const tensor = model.tensor(name);
  const padded = shape.concat(new Array<number>(4 - shape.length).fill(1));
  if (padded.every((size, i) => size === (tensor.shape[i] ?? 1))) return tensor;
  throw model.error(`tensor ${name} is ${tensor.shape.join('x')}, not ${shape.join('x')}`);
}

/** Norms, which ggml multiplies as they are, and router weights must be plain numbers. */
function requirePlain(model: GgufModel, tensor: GgufTensor): void {
  if (tensor.shape.length > 1 || tensor.typeInfo.name === 'f32') return;
  throw model.error(`tensor ${tensor.name} is ${tensor.typeInfo.name}; norms must be f32`);
}

export class ModelWeights {
  readonly embedding: Tensor;
  readonly outputNorm: Tensor;
  readonly output: Tensor;
  readonly layers: readonly LayerWeights[];
  /** Bytes of the tensors, each once. */
  readonly bytes: number;
  readonly #stores: readonly TensorStore[];

  private constructor(
    stores: readonly TensorStore[],
    tensors: ReadonlyMap<string, Tensor>,
    model: ModelDescription,
    bytes: number,
  ) {
    this.#stores = stores;
    this.bytes = bytes;
    this.embedding = tensors.get('token_embd.weight')!;
    this.outputNorm = tensors.get('output_norm.weight')!;
    this.output = tensors.get('output.weight') ?? this.embedding;
    this.layers = model.layers.map(({ index }) => layerWeights((name) => tensors.get(`blk.${index}.${name}.weight`)));
  }

  /**
   * Maps the tensors, and makes single-precision copies of the quantised ones when `widen` is set.
   * @throws FulgurError naming a tensor that is missing or misshapen, before anything is mapped.
   */
  static async load(
    model: GgufModel,
    description: ModelDescription,
    backend: Backend,
    options: { readonly widen: boolean },
  ): Promise<ModelWeights> {
    const hidden = description.hiddenSize;
    const shapes = new Map<string, number[]>([
      ['token_embd.weight', [hidden, description.vocabularySize]],
      ['output_norm.weight', [hidden]],
    ]);
    if (!description.tiedEmbedding) shapes.set('output.weight', [hidden, description.vocabularySize]);
    for (const layer of description.layers) for (const entry of layerShapes(description, layer)) shapes.set(...entry);
    const found = [...shapes].map(([name, shape]) => requireTensor(model, name, shape));
    for (const tensor of found) requirePlain(model, tensor);
    const widened = found.filter(({ type }) => options.widen && isQuantised(type));
    const mapped = found.filter((tensor) => !widened.includes(tensor));
    const stores = [new TensorStore(backend, mapped.length)];
    try {
      const tensors = new Map<string, Tensor>();
      for (const [i, tensor] of stores[0]!.load(mapped).entries()) tensors.set(mapped[i]!.name, tensor);
      if (widened.length > 0) {
        const store = new TensorStore(backend, widened.length);
        stores.push(store);
        const placed = store.allocate(widened.map(({ type, shape }) => ({ type: widenedType(type), shape })));
        await widenAll(
          backend,
          widened.map((source, i) => ({ source, target: placed[i]!.tensor })),
        );
        for (const [i, { tensor }] of placed.entries()) tensors.set(widened[i]!.name, tensor);
      }
      let bytes = 0;
      for (const tensor of tensors.values()) bytes += backend.g.tensorBytes(tensor);
      return new ModelWeights(stores, tensors, description, bytes);
    } catch (error) {
      for (const store of stores) store.close();
      throw error;
    }
  }

  close(): void {
    for (const store of this.#stores) store.close();
  }
}

function layerWeights(of: (name: string) => Tensor | undefined): LayerWeights {
  const swiglu = (suffix: string): SwigluWeights | undefined => {
    const gate = of(`ffn_gate${suffix}`);
    return gate === undefined ? undefined : { gate, up: of(`ffn_up${suffix}`)!, down: of(`ffn_down${suffix}`)! };
  };
  return {
    attentionNorm: of('attn_norm')!,
    query: of('attn_q')!,
    key: of('attn_k'),
    value: of('attn_v'),
    queryNorm: of('attn_q_norm'),
    keyNorm: of('attn_k_norm'),
    attentionOutput: of('attn_output')!,
    feedForwardNorm: of('ffn_norm')!,
    router: of('ffn_gate_inp'),
    shared: swiglu('_shexp'),
    dense: swiglu(''),
  };
}
