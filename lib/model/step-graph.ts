// The pieces of a model's graph, in the order of a layer: embedding, attention over the pool, router, experts, head.
//
// Shapes are ggml's: the first dimension is contiguous, so a [rows, width] matrix of the docs is [width, rows] here.
import { GgmlType, type Handle, RopeMode, type Tensor } from '../tensor/ggml.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import type { AttentionPlan } from './attention-plan.ts';
import type { AttentionRun } from './attention-run.ts';
import type { AttentionDescription, LayerDescription, ModelDescription, MoeDescription } from './description.ts';
import type { KvGroupName, KvPool } from './kv-pool.ts';
import type { ExpertWeights } from './step.ts';
import type { LayerWeights, ModelWeights, SwigluWeights } from './weights.ts';

/** The experts that the router chose: ids [k, rows] in falling weight order and weights [1, k, rows]. */
export interface Routing {
  readonly ids: Tensor;
  readonly weights: Tensor;
}

interface RunInput {
  readonly run: AttentionRun;
  readonly mask: Tensor | undefined;
  readonly gather: Tensor | undefined;
}

const f32Bytes = 4;
const f16Bytes = 2;
/** Rows per sequence up to which outer products beat a transposition. */
const outerProductRowsMax = 2;

/** One graph of a step while it is built; see GraphSpace for how long its tensors live. */
export class StepGraph {
  readonly space: GraphSpace;
  readonly #context: Handle;
  readonly #model: ModelDescription;
  readonly #weights: ModelWeights;
  readonly #pool: KvPool;
  readonly #plan: AttentionPlan;
  #positions: Tensor | undefined;
  readonly #runs = new Map<KvGroupName, readonly RunInput[]>();
  readonly #writeCells = new Map<KvGroupName, Tensor>();

  constructor(space: GraphSpace, model: ModelDescription, weights: ModelWeights, pool: KvPool, plan: AttentionPlan) {
    this.space = space;
    this.#context = space.begin();
    this.#model = model;
    this.#weights = weights;
    this.#pool = pool;
    this.#plan = plan;
  }

  embed(tokens: Int32Array): Tensor {
    const { g } = this.space;
    return g.getRows(this.#context, this.#weights.embedding, this.space.i32(tokens, tokens.length));
  }

  add(a: Tensor, b: Tensor): Tensor {
    return this.space.g.add(this.#context, a, b);
  }

  /** The first `rows` columns of a tensor that outlives the graph. */
  firstRows(tensor: Tensor, width: number, rows: number): Tensor {
    return this.space.g.view2(this.#context, tensor, width, rows, width * f32Bytes, 0);
  }

  /** Copies `source` to `target` when the graph is computed. */
  store(source: Tensor, target: Tensor): void {
    this.space.expand(this.space.g.copy(this.#context, source, target));
  }

  norm(x: Tensor, weight: Tensor): Tensor {
    const { g } = this.space;
    return g.mul(this.#context, g.rmsNorm(this.#context, x, this.#model.normEpsilon), weight);
  }

  /** x + attention(norm(x)); writes the rows' keys and values to the pool where the layer has its own. */
  attention(x: Tensor, layer: LayerDescription): Tensor {
    const { g } = this.space;
    const context = this.#context;
    const weights = this.#weights.layers[layer.index]!;
    const { attention } = layer;
    const normed = this.norm(x, weights.attentionNorm);
    if (weights.key !== undefined) this.#writeKeysAndValues(normed, layer, weights);
    const projected = g.matmul(context, weights.query, normed);
    const query = this.#rotated(projected, attention.heads, weights.queryNorm, attention);
    const mixed = this.#attend(query, layer);
    return g.add(context, x, g.matmul(context, weights.attentionOutput, mixed));
  }

  /** Input of a layer's experts: norm(x). */
  feedForwardNorm(x: Tensor, layer: LayerDescription): Tensor {
    return this.norm(x, this.#weights.layers[layer.index]!.feedForwardNorm);
  }

  /** The router's choice for each of the `rows` rows of `y`. */
  route(y: Tensor, rows: number, layer: LayerDescription, moe: MoeDescription): Routing {
    const { g } = this.space;
    const context = this.#context;
    const k = moe.expertsUsed;
    const scores = g.matmul(context, this.#weights.layers[layer.index]!.router!, y);
    const odds = moe.gating === 'softmax' ? g.softmax(context, scores) : g.sigmoid(context, scores);
    const order = g.argsortDescending(context, odds);
    const ids = g.view2(context, order, k, rows, moe.experts * f32Bytes, 0);
    let weights = g.getRows(context, g.reshape3(context, odds, 1, moe.experts, rows), ids);
    if (moe.normalizeWeights) {
      const flat = g.reshape2(context, weights, k, rows);
      weights = g.reshape3(context, g.div(context, flat, g.sumRows(context, flat)), 1, k, rows);
    }
    if (moe.weightsScale !== 1) weights = g.scale(context, weights, moe.weightsScale);
    return { ids, weights };
  }

  /** Ids as a tensor that can be read: the router's are a part of a larger one. */
  readableIds({ ids }: Routing): Tensor {
    return this.space.g.contiguous(this.#context, ids);
  }

  /** Weighted sum of the chosen experts, from weights in this process. */
  routedExperts(y: Tensor, rows: number, routing: Routing, experts: ExpertWeights, moe: MoeDescription): Tensor {
    const { g } = this.space;
    const context = this.#context;
    const { ids, weights } = routing;
    const width = this.#model.hiddenSize;
    const input = g.reshape3(context, y, width, 1, rows);
    const gate = g.matmulId(context, experts.gate, input, ids);
    const up = g.matmulId(context, experts.up, input, ids);
    const down = g.matmulId(context, experts.down, g.swiglu(context, gate, up), ids);
    const weighted = this.space.expand(g.mul(context, down, weights));
    const expertBytes = width * f32Bytes;
    let sum = g.view2(context, weighted, width, rows, moe.expertsUsed * expertBytes, 0);
    for (let i = 1; i < moe.expertsUsed; i++) {
      sum = g.add(
        context,
        sum,
        g.view2(context, weighted, width, rows, moe.expertsUsed * expertBytes, i * expertBytes),
      );
    }
    return moe.expertsUsed === 1 ? g.contiguous(context, sum) : sum;
  }

  /** The shared experts or the dense feed-forward of a layer; undefined when it has neither. */
  sharedExperts(y: Tensor, layer: LayerDescription): Tensor | undefined {
    const { shared, dense } = this.#weights.layers[layer.index]!;
    const weights = shared ?? dense;
    return weights === undefined ? undefined : this.#swiglu(y, weights);
  }

  /** The given rows of `x`. */
  pick(x: Tensor, rows: Int32Array): Tensor {
    return this.space.g.getRows(this.#context, x, this.space.i32(rows, rows.length));
  }

  /** Logits of the rows of `x`, [vocabulary, rows]. */
  head(x: Tensor): Tensor {
    return this.space.g.matmul(this.#context, this.#weights.output, this.norm(x, this.#weights.outputNorm));
  }

  #swiglu(y: Tensor, { gate, up, down }: SwigluWeights): Tensor {
    const { g } = this.space;
    const context = this.#context;
    const activated = g.swiglu(context, g.matmul(context, gate, y), g.matmul(context, up, y));
    return g.matmul(context, down, activated);
  }

  #writeKeysAndValues(normed: Tensor, layer: LayerDescription, weights: LayerWeights): void {
    const { g } = this.space;
    const context = this.#context;
    const { attention, index } = layer;
    const { rows } = this.#plan;
    const pool = this.#pool.tensors(index);
    const projected = g.matmul(context, weights.key!, normed);
    const rotated = this.#rotated(projected, attention.kvHeads, weights.keyNorm, attention);
    const keys = g.reshape2(context, rotated, attention.kvHeads * attention.headSize, rows);
    const values = g.matmul(context, weights.value!, normed);
    const cells = this.#writeCellsInput(attention.kind);
    // Expanded before attention reads the pool: a graph runs in the order in which it was built.
    this.space.expand(g.setRows(context, pool.keys, keys, cells));
    this.space.expand(g.setRows(context, pool.values, values, cells));
  }

  /** Normalised where the model asks for it and rotated by position: [headSize, heads, rows]. */
  #rotated(projected: Tensor, heads: number, norm: Tensor | undefined, attention: AttentionDescription): Tensor {
    const { g } = this.space;
    const context = this.#context;
    const { headSize, rope, queryKeyNorm } = attention;
    const whole = queryKeyNorm === 'row' && norm !== undefined ? this.norm(projected, norm) : projected;
    const split = g.reshape3(context, whole, headSize, heads, this.#plan.rows);
    const ready = queryKeyNorm === 'head' && norm !== undefined ? this.norm(split, norm) : split;
    return g.rope(
      context,
      ready,
      this.#positionsInput(),
      null,
      rope.dimensions,
      RopeMode[rope.style],
      this.#model.contextLength,
      rope.frequencyBase,
      rope.frequencyScale,
      0,
      1,
      32,
      1,
    );
  }

  /** Each run's rows attend to its range of cells: [heads * valueSize, rows]. */
  #attend(query: Tensor, { attention }: LayerDescription): Tensor {
    const { g } = this.space;
    const { heads, valueSize } = attention;
    const width = heads * valueSize;
    const runs = this.#runInputs(attention.kind);
    const parts = runs.map((input) => {
      const part =
        input.run.kind === 'plain'
          ? this.#plainAttention(query, attention, input)
          : this.#flashAttention(query, attention, input);
      return g.reshape2(this.#context, part, width, input.run.rowCount);
    });
    if (parts.length === 1) return parts[0]!;
    let mixed = g.newTensor2(this.#context, GgmlType.F32, width, this.#plan.rows);
    parts.forEach((part, i) => {
      const at = runs[i]!.run.rowStart * width * f32Bytes;
      mixed = g.setInPlace(this.#context, mixed, part, width * f32Bytes, at);
    });
    return mixed;
  }

  #flashAttention(query: Tensor, attention: AttentionDescription, input: RunInput): Tensor {
    const { g } = this.space;
    const { run, mask } = input;
    const { heads, headSize } = attention;
    const headBytes = headSize * f32Bytes;
    const rowBytes = heads * headBytes;
    const start = run.rowStart * rowBytes;
    const rows = g.view3(this.#context, query, headSize, run.rowCount, heads, rowBytes, headBytes, start);
    const { keys, values } = this.#cellsOf(input, attention);
    return g.flashAttention(this.#context, rows, keys, values, mask!, 1 / Math.sqrt(headSize), 0, 0);
  }

  /** softmax(queries x keys) x values, the heads that share keys together as one matrix. */
  #plainAttention(query: Tensor, attention: AttentionDescription, input: RunInput): Tensor {
    const { g } = this.space;
    const context = this.#context;
    const { heads, kvHeads, headSize } = attention;
    const { rowStart, rowCount, sequences } = input.run;
    const sharing = heads / kvHeads;
    const headBytes = headSize * f32Bytes;
    const rowBytes = heads * headBytes;
    const groupBytes = sharing * headBytes;
    const start = rowStart * rowBytes;
    const rows = g.view4(context, query, headSize, sharing, kvHeads, rowCount, headBytes, groupBytes, rowBytes, start);
    const { keys, values } = this.#cellsOf(input, attention);
    const products = g.matmul(context, keys, rows);
    const scores = input.mask === undefined ? products : g.add(context, products, input.mask);
    const odds = g.scaledSoftmax(context, scores, null, 1 / Math.sqrt(headSize), 0);
    // Values would have to be transposed for a matrix product; for a row or two the outer products are faster.
    if (rowCount / sequences <= outerProductRowsMax) {
      return g.outerProduct(context, values, g.permute(context, odds, 1, 0, 2, 3));
    }
    return g.matmul(context, g.contiguous(context, g.permute(context, values, 1, 0, 2, 3)), odds);
  }

  /** The run's cells: [headSize, cells, kvHeads, sequences] each. */
  #cellsOf({ run, gather }: RunInput, attention: AttentionDescription): { keys: Tensor; values: Tensor } {
    const { g } = this.space;
    const context = this.#context;
    const { kvHeads, headSize, valueSize, kvSource } = attention;
    const { cellCount, sequences } = run;
    const pool = this.#pool.tensors(kvSource);
    const view = (tensor: Tensor, size: number): Tensor => {
      const source = gather === undefined ? tensor : g.getRows(context, tensor, gather);
      // Gathered cells are in single precision.
      const headBytes = size * (gather === undefined ? f16Bytes : f32Bytes);
      const cellBytes = kvHeads * headBytes;
      const all = cellCount * cellBytes;
      const start = run.firstCell * cellBytes;
      return g.view4(context, source, size, cellCount, kvHeads, sequences, cellBytes, headBytes, all, start);
    };
    return { keys: view(pool.keys, headSize), values: view(pool.values, valueSize) };
  }

  #positionsInput(): Tensor {
    this.#positions ??= this.space.i32(this.#plan.positions, this.#plan.rows);
    return this.#positions;
  }

  // Inputs are made when a layer asks for them, because one that no node reads would have no memory.

  #writeCellsInput(group: KvGroupName): Tensor {
    const known = this.#writeCells.get(group);
    if (known !== undefined) return known;
    const cells = this.space.i32(this.#plan[group]!.writeCells, this.#plan.rows);
    this.#writeCells.set(group, cells);
    return cells;
  }

  #runInputs(group: KvGroupName): readonly RunInput[] {
    const known = this.#runs.get(group);
    if (known !== undefined) return known;
    const runs = this.#plan[group]!.runs.map((run) => ({
      run,
      gather: run.gather && this.space.i32(run.gather, run.gather.length),
      mask: this.#mask(run),
    }));
    this.#runs.set(group, runs);
    return runs;
  }

  #mask({ mask, cellCount, rowCount }: AttentionRun): Tensor | undefined {
    if (mask === undefined) return undefined;
    return mask instanceof Float32Array
      ? this.space.input(GgmlType.F32, [cellCount, 1, 1, rowCount], mask)
      : this.space.input(GgmlType.F16, [cellCount, rowCount], mask);
  }
}
