// A model in plain arithmetic, one token after the other, in double precision: the yardstick of families that libllama
// does not know. It knows nothing of lib/model; a test holds it to libllama where libllama knows the family.
import { argmax, greedyLength, type Reference } from './family-comparison.ts';

export interface PlainModel {
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headSize: number;
  readonly used: number;
  readonly epsilon: number;
  readonly ropeBase: number;
  /** Elements of a head that are rotated, the first half of them against the second. */
  readonly rotated: number;
  readonly sigmoid: boolean;
  readonly normalised: boolean;
  readonly weightsScale: number;
  readonly layers: readonly {
    /** Tokens that a row sees; 0 for all. */
    readonly window: number;
    readonly hasRope: boolean;
    /** The layer whose keys and values it reads. */
    readonly source: number;
  }[];
}

/** Values of the tensors by name, as the file holds them. */
export type PlainWeights = ReadonlyMap<string, Float32Array>;
type Row = Float64Array;

/** Logits of the prompt and of what greedily follows it, or of the tokens `along` which it is to go. */
export function plainReference(
  model: PlainModel,
  weights: PlainWeights,
  prompt: readonly number[],
  along?: readonly number[],
): Reference {
  const run = new PlainRun(model, weights);
  const logits = prompt.map((token) => run.next(token));
  const greedy: number[] = [];
  for (let i = 0; i < greedyLength; i++) {
    greedy.push(along?.[i] ?? argmax(logits.at(-1)!));
    if (i < greedyLength - 1) logits.push(run.next(greedy[i]!));
  }
  return { prompt, greedy, logits };
}

class PlainRun {
  readonly #model: PlainModel;
  readonly #weights: PlainWeights;
  /** By layer and position. */
  readonly #keys: Row[][];
  readonly #values: Row[][];
  #position = 0;

  constructor(model: PlainModel, weights: PlainWeights) {
    this.#model = model;
    this.#weights = weights;
    this.#keys = model.layers.map(() => []);
    this.#values = model.layers.map(() => []);
  }

  /** Logits behind one more token. */
  next(token: number): Float32Array {
    const { hidden, layers } = this.#model;
    const embedding = this.#weights.get('token_embd.weight')!;
    const x = Float64Array.from(embedding.subarray(token * hidden, (token + 1) * hidden));
    for (const layer of layers.keys()) {
      addTo(x, this.#attention(layer, this.#norm(x, `blk.${layer}.attn_norm`)));
      addTo(x, this.#feedForward(`blk.${layer}.ffn_`, this.#norm(x, `blk.${layer}.ffn_norm`)));
    }
    this.#position++;
    const output = this.#weights.get('output.weight') ?? embedding;
    return Float32Array.from(product(output, this.#norm(x, 'output_norm')));
  }

  #attention(layer: number, x: Row): Row {
    const { heads, kvHeads, headSize } = this.#model;
    const { window, hasRope, source } = this.#model.layers[layer]!;
    const of = (name: string): Float32Array => this.#weights.get(`blk.${layer}.${name}.weight`)!;
    const ready = (name: string, count: number): Row => {
      const row = product(of(`attn_${name}`), x);
      for (let head = 0; head < count; head++) {
        const part = row.subarray(head * headSize, (head + 1) * headSize);
        if (this.#weights.has(`blk.${layer}.attn_${name}_norm.weight`)) {
          part.set(this.#norm(part, `blk.${layer}.attn_${name}_norm`));
        }
        if (hasRope) this.#rotate(part);
      }
      return row;
    };
    if (source === layer) {
      this.#keys[layer]!.push(ready('k', kvHeads));
      this.#values[layer]!.push(product(of('attn_v'), x));
    }
    const query = ready('q', heads);
    const first = window === 0 ? 0 : Math.max(0, this.#position - window + 1);
    const [keys, values] = [this.#keys[source]!.slice(first), this.#values[source]!.slice(first)];
    const mixed = new Float64Array(heads * headSize);
    for (let head = 0; head < heads; head++) {
      const at = Math.floor((head * kvHeads) / heads) * headSize;
      const own = query.subarray(head * headSize, (head + 1) * headSize);
      const odds = softmax(keys.map((key) => dot(own, key.subarray(at, at + headSize)) / Math.sqrt(headSize)));
      for (const [i, value] of values.entries()) {
        for (let e = 0; e < headSize; e++) mixed[head * headSize + e]! += odds[i]! * value[at + e]!;
      }
    }
    return product(of('attn_output'), mixed);
  }

  #rotate(head: Row): void {
    const { rotated, ropeBase } = this.#model;
    const half = rotated / 2;
    for (let i = 0; i < half; i++) {
      const angle = this.#position * ropeBase ** (-i / half);
      const [a, b] = [head[i]!, head[i + half]!];
      head[i] = a * Math.cos(angle) - b * Math.sin(angle);
      head[i + half] = a * Math.sin(angle) + b * Math.cos(angle);
    }
  }

  #feedForward(prefix: string, x: Row): Row {
    const router = this.#weights.get(`${prefix}gate_inp.weight`);
    if (router === undefined) return this.#gated(prefix, '', x, 0, 1);
    const { sigmoid, used, normalised, weightsScale } = this.#model;
    const scores = [...product(router, x)];
    const odds = sigmoid ? scores.map((score) => 1 / (1 + Math.exp(-score))) : softmax(scores);
    const bias = this.#weights.get(`${prefix.replace('ffn_', 'exp_probs_b')}.bias`);
    const order = [...odds.keys()].sort((a, b) => odds[b]! + (bias?.[b] ?? 0) - odds[a]! - (bias?.[a] ?? 0));
    const chosen = order.slice(0, used);
    const sum = normalised ? chosen.reduce((total, expert) => total + odds[expert]!, 0) : 1;
    const out = new Float64Array(x.length);
    for (const expert of chosen) {
      const factor = (weightsScale * odds[expert]!) / sum;
      addTo(
        out,
        this.#gated(prefix, '_exps', x, expert, odds.length).map((value) => factor * value),
      );
    }
    if (this.#weights.has(`${prefix}gate_shexp.weight`)) addTo(out, this.#gated(prefix, '_shexp', x, 0, 1));
    return out;
  }

  /** The `index`-th of `count` feed-forwards that lie in the tensors. */
  #gated(prefix: string, suffix: string, x: Row, index: number, count: number): Row {
    const [gate, up, down] = ['gate', 'up', 'down'].map((name) => {
      const all = this.#weights.get(`${prefix}${name}${suffix}.weight`)!;
      return all.subarray((index * all.length) / count, ((index + 1) * all.length) / count);
    });
    const gates = product(gate!, x);
    return product(
      down!,
      product(up!, x).map((value, i) => (value * gates[i]!) / (1 + Math.exp(-gates[i]!))),
    );
  }

  #norm(x: Row, name: string): Row {
    const weight = this.#weights.get(`${name}.weight`)!;
    const scale = 1 / Math.sqrt(dot(x, x) / x.length + this.#model.epsilon);
    return x.map((value, i) => value * scale * weight[i]!);
  }
}

function addTo(sum: Row, more: Row): void {
  for (const [i, value] of more.entries()) sum[i]! += value;
}

function dot(a: Row, b: Row): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** A matrix of rows as long as x, times x. */
function product(matrix: Float32Array, x: Row): Row {
  const out = new Float64Array(matrix.length / x.length);
  for (let row = 0, at = 0; row < out.length; row++) {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += matrix[at++]! * x[i]!;
    out[row] = sum;
  }
  return out;
}

function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}
