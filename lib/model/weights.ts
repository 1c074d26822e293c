// The tensors of a model that an attention process computes with: all but the routed experts.
import type { Backend } from '../tensor/backend.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufModel, GgufTensor } from '../tensor/gguf.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import { TensorStore } from '../tensor/tensor-store.ts';
import { isQuantised, widenAll, widenedType } from '../tensor/widen.ts';
import type { ModelDescription } from './description.ts';
import { joinedLayers, joinedName, splitJoined } from './joined-latent.ts';
import { PackedWeights } from './packed-weights.ts';
import { findTensors } from './weight-table.ts';

/** A matrix or the weights of a norm, with the bias that follows it when there is one. */
export interface Affine {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  /** Factor on the product with the matrix, [1]. */
  readonly scale?: Tensor | undefined;
}

export interface GatedWeights {
  readonly gate: Affine;
  readonly up: Affine;
  readonly down: Affine;
}

/** Projections of latent attention. */
export interface LatentWeights {
  /** Queries in two steps, or `query` alone. */
  readonly queryDown: Affine | undefined;
  readonly queryDownNorm: Affine | undefined;
  readonly query: Affine;
  readonly keyValueDown: Affine;
  readonly keyValueNorm: Affine;
  /** [plainSize, keyValueRank, heads] and [keyValueRank, valueSize, heads]. */
  readonly keyUp: Tensor;
  readonly valueUp: Tensor;
}

export interface LayerWeights {
  readonly attentionNorm: Affine;
  readonly postAttentionNorm: Affine | undefined;
  /** Absent with latent attention. */
  readonly query: Affine | undefined;
  /** Absent in a layer that reads another layer's keys and values. */
  readonly key: Affine | undefined;
  readonly value: Affine | undefined;
  readonly queryNorm: Affine | undefined;
  readonly keyNorm: Affine | undefined;
  readonly latent: LatentWeights | undefined;
  /** One logit per head. */
  readonly sinks: Tensor | undefined;
  readonly attentionGate: Affine | undefined;
  readonly attentionOutput: Affine;
  readonly feedForwardNorm: Affine;
  readonly postFeedForwardNorm: Affine | undefined;
  /** Scores of the routed experts. */
  readonly router: Affine | undefined;
  readonly selectionBias: Tensor | undefined;
  readonly shared: GatedWeights | undefined;
  readonly sharedGate: Affine | undefined;
  readonly dense: GatedWeights | undefined;
}

export class ModelWeights {
  readonly embedding: Tensor;
  readonly outputNorm: Affine;
  readonly output: Affine;
  readonly layers: readonly LayerWeights[];
  /** Bytes of the tensors, each once. */
  readonly bytes: number;
  readonly #stores: readonly TensorStore[];
  readonly #tensors: ReadonlyMap<string, Tensor>;
  readonly #packed: PackedWeights | undefined;

  private constructor(
    backend: Backend,
    stores: readonly TensorStore[],
    tensors: ReadonlyMap<string, Tensor>,
    packed: PackedWeights | undefined,
    model: ModelDescription,
  ) {
    this.#stores = stores;
    this.#tensors = tensors;
    this.#packed = packed;
    const unpacked = [...tensors.values()].filter((tensor) => packed?.matrix(tensor) === undefined);
    this.bytes = unpacked.reduce((sum, tensor) => sum + backend.g.tensorBytes(tensor), packed?.bytes ?? 0);
    this.embedding = tensors.get('token_embd.weight')!;
    this.outputNorm = affine(tensors, 'output_norm')!;
    this.output = { weight: this.embedding, bias: tensors.get('output.bias'), ...affine(tensors, 'output') };
    this.layers = model.layers.map((layer) =>
      layerWeights((name) => tensors.get(`blk.${layer.index}.${name}`), layer.feedForwardNorm),
    );
  }

  /**
   * Maps the tensors. Of the quantised ones it makes single-precision copies when `widen` is set, else copies in the
   * layout of our own kernels where there are kernels for them.
   * @throws FulgurError naming a tensor that is missing or misshapen, before anything is mapped.
   */
  static async load(
    model: GgufModel,
    description: ModelDescription,
    backend: Backend,
    options: { readonly widen: boolean },
  ): Promise<ModelWeights> {
    const found = [...findTensors(model, description)];
    // Few devices but the CPU look up rows in every format.
    const isWidened = ([name, { type }]: (typeof found)[number]): boolean =>
      isQuantised(type) && (options.widen || (name === 'token_embd.weight' && !backend.looksUp(type)));
    const widened = found.filter(isWidened);
    const mapped = found.filter((entry) => !isWidened(entry));
    const stores = [new TensorStore(backend, mapped.length)];
    try {
      const placed = stores[0]!.load(mapped.map(([, tensor]) => tensor));
      const tensors = new Map(mapped.map(([name], i) => [name, placed[i]!]));
      if (widened.length > 0) {
        const store = new TensorStore(backend, widened.length);
        stores.push(store);
        for (const [name, tensor] of await widenedCopies(backend, store, widened)) tensors.set(name, tensor);
      }
      const joined = joinedLayers(description);
      const isJoined = new Set(joined.map(joinedName));
      if (joined.length > 0) {
        const store = new TensorStore(backend, 2 * joined.length);
        stores.push(store);
        await splitJoined(backend, store, description, tensors, { exact: options.widen });
      }
      const used = mapped.filter(([name]) => !isJoined.has(name));
      const packed = await PackedWeights.pack(backend, stores[0]!, used, tensors);
      return new ModelWeights(backend, stores, tensors, packed, description);
    } catch (error) {
      for (const store of stores) store.close();
      throw error;
    }
  }

  /**
   * weight x input x scale + bias: [rows of the weight, columns of the input]. Every product with a weight matrix, but those of
   * the routed experts (expert-graph.ts), is made here, so that other kernels can take the place of ggml's.
   */
  linear(space: GraphSpace, { weight, bias, scale }: Affine, input: Tensor): Tensor {
    const { g, context } = space;
    const packed = this.#packed?.matrix(weight);
    const product =
      packed === undefined ? g.matmul(context, weight, input) : space.native.matmul(context, packed, input);
    const scaled = scale === undefined ? product : g.mul(context, product, scale);
    return bias === undefined ? scaled : g.add(context, scaled, bias);
  }

  /** A tensor that no layer owns, by its name in the file. */
  tensor(name: string): Tensor {
    return this.#tensors.get(name)!;
  }

  close(): void {
    this.#packed?.close();
    for (const store of this.#stores) store.close();
  }
}

async function widenedCopies(
  backend: Backend,
  store: TensorStore,
  sources: readonly (readonly [string, GgufTensor])[],
): Promise<[string, Tensor][]> {
  const placed = store.allocate(sources.map(([, { type, shape }]) => ({ type: widenedType(type), shape })));
  await widenAll(
    backend,
    sources.map(([, source], i) => ({ source, target: placed[i]!.tensor })),
  );
  return sources.map(([name], i) => [name, placed[i]!.tensor]);
}

function affine(tensors: { get(name: string): Tensor | undefined }, name: string): Affine | undefined {
  const weight = tensors.get(`${name}.weight`);
  if (weight === undefined) return undefined;
  return { weight, bias: tensors.get(`${name}.bias`), scale: tensors.get(`${name}.scale`) };
}

function layerWeights(get: (name: string) => Tensor | undefined, feedForwardNorm: string): LayerWeights {
  const of = (name: string): Affine | undefined => affine({ get }, name);
  const gated = (suffix: string): GatedWeights | undefined => {
    const gate = of(`ffn_gate${suffix}`);
    return gate === undefined ? undefined : { gate, up: of(`ffn_up${suffix}`)!, down: of(`ffn_down${suffix}`)! };
  };
  return {
    attentionNorm: of('attn_norm')!,
    // Where this is the name of the norm before the feed-forward, there is none behind attention.
    postAttentionNorm: feedForwardNorm === 'post_attention_norm' ? undefined : of('post_attention_norm'),
    query: of('attn_q'),
    key: of('attn_k'),
    value: of('attn_v'),
    queryNorm: of('attn_q_norm'),
    keyNorm: of('attn_k_norm'),
    latent: latentWeights(of),
    sinks: of('attn_sinks')?.weight,
    attentionGate: of('attn_gate'),
    attentionOutput: of('attn_output')!,
    feedForwardNorm: of(feedForwardNorm)!,
    postFeedForwardNorm: of('post_ffw_norm'),
    router: of('ffn_gate_inp'),
    selectionBias: get('exp_probs_b.bias'),
    shared: gated('_shexp'),
    sharedGate: of('ffn_gate_inp_shexp'),
    dense: gated(''),
  };
}

function latentWeights(of: (name: string) => Affine | undefined): LatentWeights | undefined {
  const keyValueDown = of('attn_kv_a_mqa');
  if (keyValueDown === undefined) return undefined;
  return {
    queryDown: of('attn_q_a'),
    queryDownNorm: of('attn_q_a_norm'),
    query: of('attn_q') ?? of('attn_q_b')!,
    keyValueDown,
    keyValueNorm: of('attn_kv_a_norm')!,
    keyUp: of('attn_k_b')!.weight,
    valueUp: of('attn_v_b')!.weight,
  };
}
