// One-vs-rest logistic regression by stochastic gradient descent with L2 (Bottou, "Stochastic Gradient Descent Tricks",
// 2012): weights are kept as scale * stored, so that decaying all of them is one multiplication. All categories learn from
// an example at once, because their weights of a bucket lie side by side. The same examples give the same weights, bit
// for bit: the order is drawn from a seed and nothing runs in parallel.
import type { ExampleSet } from './example-set.ts';
import { BUCKET_BITS } from './features.ts';

export interface TrainingOptions {
  readonly epochs: number;
  /** L2 strength: larger weights cost lambda / 2 times their square, per example. */
  readonly lambda: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** Scores are `bias[k] + sum over features of weights[bucket * categories + k] / sqrt(features)`, in log-odds. */
export interface FloatModel {
  readonly categories: number;
  /** [buckets, categories], row-major. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

/** Rarity that counts as one: a feature of one text in four hundred. */
const RARITY_UNIT = 6;
/** The bias is not regularised, and moves slower than weights. */
const BIAS_RATE = 0.1;
/** Rare categories: positives count for more, up to this. */
const POSITIVE_WEIGHT_MAX = 4;
const RESCALE_BELOW = 1e-4;

export function trainLinear(
  set: ExampleSet,
  members: readonly number[],
  categories: number,
  options: TrainingOptions,
): FloatModel {
  const weights = new Float32Array(categories << BUCKET_BITS);
  const bias = new Float64Array(categories);
  const score = new Float64Array(categories);
  const positiveWeights = positiveWeightsOf(set, members, categories);
  const order = Uint32Array.from(members);
  const random = linearCongruential(options.seed);
  const rarity = rarityOf(set, members);
  let scale = 1;
  let step = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const example of order) {
      const rate = options.learningRate / (1 + options.lambda * options.learningRate * step++);
      const from = set.starts[example]!;
      const to = set.starts[example + 1]!;
      const norm = 1 / Math.sqrt(to - from);
      sumRows(set.features, from, to, weights, categories, score, rarity);
      scale *= 1 - rate * options.lambda;
      for (let k = 0; k < categories; k++) {
        const isPositive = (set.positives[example]! >>> k) & 1;
        const odds = ((score[k]! * scale) / (1 - rate * options.lambda)) * norm + bias[k]!;
        let gradient = (isPositive - 1 / (1 + Math.exp(-odds))) * set.weights[example]! * rate;
        if (isPositive === 1) gradient *= positiveWeights[k]!;
        if ((set.unknowns[example]! >>> k) & 1) gradient = 0;
        bias[k]! += gradient * BIAS_RATE;
        score[k] = (gradient * norm) / scale;
      }
      addToRows(set.features, from, to, weights, categories, score, rarity);
      if (scale < RESCALE_BELOW) {
        for (let i = 0; i < weights.length; i++) weights[i]! *= scale;
        scale = 1;
      }
    }
  }
  for (let bucket = 0; bucket < rarity.length; bucket++) {
    for (let k = 0; k < categories; k++) weights[bucket * categories + k]! *= scale * rarity[bucket]!;
  }
  return { categories, weights, bias };
}

/** Log-odds of every category for one example. */
export function scoreExample(set: ExampleSet, example: number, model: FloatModel, out: Float64Array): void {
  const from = set.starts[example]!;
  const to = set.starts[example + 1]!;
  sumRows(set.features, from, to, model.weights, model.categories, out);
  const norm = 1 / Math.sqrt(to - from);
  for (let k = 0; k < model.categories; k++) out[k] = out[k]! * norm + model.bias[k]!;
}

function sumRows(
  features: Uint32Array,
  from: number,
  to: number,
  weights: Float32Array,
  categories: number,
  out: Float64Array,
  rarity?: Float32Array,
): void {
  out.fill(0);
  for (let i = from; i < to; i++) {
    const bucket = features[i]!;
    const row = bucket * categories;
    const value = rarity === undefined ? 1 : rarity[bucket]!;
    for (let k = 0; k < categories; k++) out[k]! += weights[row + k]! * value;
  }
}

function addToRows(
  features: Uint32Array,
  from: number,
  to: number,
  weights: Float32Array,
  categories: number,
  change: Float64Array,
  rarity: Float32Array,
): void {
  for (let i = from; i < to; i++) {
    const bucket = features[i]!;
    const row = bucket * categories;
    for (let k = 0; k < categories; k++) weights[row + k]! += change[k]! * rarity[bucket]!;
  }
}

/** Inverse document frequency: rare words say more. Part of the weights in the end, so that reading knows nothing of it. */
function rarityOf(set: ExampleSet, members: readonly number[]): Float32Array {
  const rarity = new Float32Array(1 << BUCKET_BITS);
  for (const example of members) {
    for (let i = set.starts[example]!; i < set.starts[example + 1]!; i++) rarity[set.features[i]!]!++;
  }
  return rarity.map((count) => Math.log(1 + members.length / (count + 0.5)) / RARITY_UNIT);
}

function positiveWeightsOf(set: ExampleSet, members: readonly number[], categories: number): Float64Array {
  const positive = new Float64Array(categories);
  const total = new Float64Array(categories);
  for (const example of members) {
    for (let k = 0; k < categories; k++) {
      if ((set.unknowns[example]! >>> k) & 1) continue;
      total[k]! += set.weights[example]!;
      if ((set.positives[example]! >>> k) & 1) positive[k]! += set.weights[example]!;
    }
  }
  return positive.map((sum, k) => {
    const ratio = (total[k]! - sum) / Math.max(sum, 1);
    return Math.min(POSITIVE_WEIGHT_MAX, Math.max(1, Math.sqrt(ratio)));
  });
}

/** Numerical Recipes' generator: the same sequence on every machine. */
export function linearCongruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    const held = order[i]!;
    order[i] = order[other]!;
    order[other] = held;
  }
}
