// The parts of a model's graph, in the order of a layer: embedding, attention over the pool, router, experts, head.
import type { Tensor } from '../tensor/ggml.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import { drawWidth } from '../tensor/sampling.ts';
import { AttentionGraph } from './attention-graph.ts';
import { AttentionInputs } from './attention-inputs.ts';
import type { LayerDescription, ModelDescription, MoeDescription } from './description.ts';
import { type ExpertTensors, expertOutputs } from './expert-graph.ts';
import { f32Bytes, GraphPieces } from './graph-pieces.ts';
import type { KvPool } from './kv-pool.ts';
import { type Routing, routeRows } from './router-graph.ts';
import type { CurrentStep } from './step-segment.ts';
import type { ModelWeights } from './weights.ts';

export type { Routing } from './router-graph.ts';

const i32Bytes = 4;

/** What waits for the sum of a layer's routed experts. */
export interface Unfinished {
  /** Hidden state, [hiddenSize, rows]. */
  readonly x: Tensor;
  /** Output of the shared experts, where it is not part of `x` yet. */
  readonly shared: Tensor | undefined;
}

/** Whether a layer's shared and routed experts have to be added up before they are added to the hidden state. */
export function addsSharedLate(model: ModelDescription, { feedForward, postNorms }: LayerDescription): boolean {
  if (feedForward.kind !== 'moe' || feedForward.sharedWidth === 0) return false;
  return postNorms || model.residualScale !== 1;
}

/** One graph of a step while it is built; see GraphSpace for how long its tensors live. */
export class StepGraph {
  readonly space: GraphSpace;
  readonly #pieces: GraphPieces;
  readonly #attention: AttentionGraph;
  readonly #current: CurrentStep;

  constructor(space: GraphSpace, model: ModelDescription, weights: ModelWeights, pool: KvPool, current: CurrentStep) {
    this.space = space;
    this.#pieces = new GraphPieces(space, model, weights);
    this.#attention = new AttentionGraph(this.#pieces, new AttentionInputs(space, current), pool);
    this.#current = current;
  }

  /** The embeddings of the step's tokens. */
  embed(): Tensor {
    const { g, context, weights, model } = this.#pieces;
    const tokens = this.space.i32(() => this.#current.step.batch.tokens, this.#current.step.plan.rows);
    const rows = g.getRows(context, weights.embedding, tokens);
    return this.#pieces.scaled(rows, model.embeddingScale);
  }

  /** The first `rows` columns of a tensor that outlives the graph. */
  firstRows(tensor: Tensor, width: number, rows: number): Tensor {
    return this.#pieces.g.view2(this.#pieces.context, tensor, width, rows, width * f32Bytes, 0);
  }

  /** What the experts of the layer before, which were computed elsewhere, gave for `rows` rows. */
  routedElsewhere(rows: number): Tensor {
    return this.space.f32(() => this.#current.step.routed!, this.#pieces.model.hiddenSize, rows);
  }

  /** Copies `source` to `target` when the graph is computed. */
  store(source: Tensor, target: Tensor): void {
    this.space.expand(this.#pieces.g.copy(this.#pieces.context, source, target));
  }

  /** x + attention(norm(x)); writes the rows' keys and values to the pool where the layer has its own. */
  attention(x: Tensor, layer: LayerDescription): Tensor {
    return this.#plus(x, this.#attention.build(x, layer));
  }

  /** Input of a layer's feed-forward: norm(x). */
  feedForwardNorm(x: Tensor, layer: LayerDescription): Tensor {
    return this.#pieces.norm(x, this.#pieces.weights.layers[layer.index]!.feedForwardNorm);
  }

  /** x + the dense feed-forward of a layer. */
  denseFeedForward(x: Tensor, y: Tensor, layer: LayerDescription): Tensor {
    const { dense } = this.#pieces.weights.layers[layer.index]!;
    const output = this.#pieces.gated(y, dense!, layer.feedForward.activation);
    return this.finish({ x, shared: undefined }, output, layer);
  }

  /** The router's choice for each of the `rows` rows of `y`. */
  route(y: Tensor, rows: number, layer: LayerDescription, moe: MoeDescription): Routing {
    return routeRows(this.#pieces, y, rows, layer, moe);
  }

  /** Copies the ids that were chosen for `rows` rows to those of `target` from `first` on, without gaps. */
  storeIds({ ids }: Routing, target: Tensor, first: number, rows: number, { expertsUsed }: MoeDescription): void {
    const { g, context } = this.#pieces;
    const rowBytes = expertsUsed * i32Bytes;
    this.store(ids, g.view2(context, target, expertsUsed, rows, rowBytes, first * i32Bytes));
  }

  /** Weighted sum of the chosen experts, from weights in this process. */
  routedExperts(y: Tensor, rows: number, routing: Routing, experts: ExpertTensors, moe: MoeDescription): Tensor {
    const { g, context, model } = this.#pieces;
    if (experts.packed !== undefined) {
      const pairs = { count: rows * moe.expertsUsed, ...routing };
      return this.space.native.experts(context, experts.packed, y, rows, pairs);
    }
    const width = model.hiddenSize;
    const input = g.reshape3(context, y, width, 1, rows);
    const outputs = expertOutputs(g, context, experts, moe.activation, input, routing.ids);
    const weighted = this.space.expand(g.mul(context, outputs, routing.weights));
    const expertBytes = width * f32Bytes;
    const part = (i: number): Tensor =>
      g.view2(context, weighted, width, rows, moe.expertsUsed * expertBytes, i * expertBytes);
    // All parts before the first sum: ggml's CUDA build makes one kernel of sums that follow each other.
    const parts = Array.from({ length: moe.expertsUsed }, (_, i) => this.space.expand(part(i)));
    let sum = parts[0]!;
    for (const next of parts.slice(1)) sum = g.add(context, sum, next);
    return moe.expertsUsed === 1 ? g.contiguous(context, sum) : sum;
  }

  /** Computes a layer's shared experts on `y`, so that only the routed ones are missing. */
  sharedExperts(x: Tensor, y: Tensor, layer: LayerDescription): Unfinished {
    const { g, context, model, weights } = this.#pieces;
    const { shared, sharedGate } = weights.layers[layer.index]!;
    if (shared === undefined) return { x, shared: undefined };
    let output = this.#pieces.gated(y, shared, layer.feedForward.activation);
    if (sharedGate !== undefined) {
      output = g.mul(context, output, g.sigmoid(context, this.#pieces.linear(sharedGate, y)));
    }
    return addsSharedLate(model, layer) ? { x, shared: output } : { x: g.add(context, x, output), shared: undefined };
  }

  /** The hidden state behind a layer, from what waited and what its experts (or its dense feed-forward) gave. */
  finish({ x, shared }: Unfinished, routed: Tensor, layer: LayerDescription): Tensor {
    const { g, context, weights } = this.#pieces;
    const sum = shared === undefined ? routed : g.add(context, routed, shared);
    const norm = weights.layers[layer.index]!.postFeedForwardNorm;
    return this.#plus(x, norm === undefined ? sum : this.#pieces.norm(sum, norm));
  }

  /** The step's output rows of `x`. */
  pickOutputs(x: Tensor): Tensor {
    const rows = this.space.i32(() => this.#current.step.batch.outputRows, this.#current.step.batch.outputRows.length);
    return this.#pieces.g.getRows(this.#pieces.context, x, rows);
  }

  /** Logits of the rows of `x`, [vocabulary, rows]. */
  head(x: Tensor): Tensor {
    const { weights, model } = this.#pieces;
    const logits = this.#pieces.linear(weights.output, this.#pieces.norm(x, weights.outputNorm));
    return this.#pieces.softCapped(this.#pieces.scaled(logits, model.logitScale), model.logitSoftCap);
  }

  /** What is chosen from `rows` rows of logits, [choiceWidth, rows]. */
  sample(logits: Tensor, rows: number): Tensor {
    const draws = this.space.i32(() => this.#current.step.draws!.values, drawWidth, rows);
    const { vocabularySize } = this.#pieces.model;
    return this.space.native.sampling(this.#pieces.context, logits, vocabularySize, rows, draws);
  }

  #plus(x: Tensor, change: Tensor): Tensor {
    const { g, context, model } = this.#pieces;
    return g.add(context, x, this.#pieces.scaled(change, model.residualScale));
  }
}
