// A trained model made small: only the buckets that matter, a byte per weight.
import { BUCKET_BITS, FEATURE_VERSION } from './features.ts';
import type { FloatModel } from './linear-training.ts';
import type { ModelCategory, QuantisedModel } from './weights-file.ts';

/** Keeps the `rowsMax` buckets with the largest weight, relative to the largest weight of its category. */
export function quantise(
  model: FloatModel,
  name: string,
  rowsMax: number,
  categories: readonly Omit<ModelCategory, 'bias' | 'scale'>[],
): QuantisedModel {
  const scales = largestWeights(model).map((largest) => (largest === 0 ? 1 : largest / 127));
  const buckets = importantBuckets(model, scales, rowsMax);
  const weights = new Int8Array(buckets.length * model.categories);
  for (const [row, bucket] of buckets.entries()) {
    for (let k = 0; k < model.categories; k++) {
      weights[row * model.categories + k] = Math.round(model.weights[bucket * model.categories + k]! / scales[k]!);
    }
  }
  return {
    header: {
      name,
      featureVersion: FEATURE_VERSION,
      bucketBits: BUCKET_BITS,
      rows: buckets.length,
      categories: categories.map((category, k) => ({ ...category, bias: model.bias[k]!, scale: scales[k]! })),
    },
    buckets,
    weights,
  };
}

function largestWeights({ weights, categories }: FloatModel): number[] {
  const largest = new Array<number>(categories).fill(0);
  for (let i = 0; i < weights.length; i++) {
    const k = i % categories;
    if (Math.abs(weights[i]!) > largest[k]!) largest[k] = Math.abs(weights[i]!);
  }
  return largest;
}

/** Ascending. Buckets whose weights all round to zero are never kept. */
function importantBuckets(
  { weights, categories }: FloatModel,
  scales: readonly number[],
  rowsMax: number,
): Uint32Array {
  const importance = new Float32Array(1 << BUCKET_BITS);
  for (let bucket = 0; bucket < importance.length; bucket++) {
    for (let k = 0; k < categories; k++) {
      const steps = Math.abs(weights[bucket * categories + k]!) / scales[k]!;
      if (steps > importance[bucket]!) importance[bucket] = steps;
    }
  }
  const sorted = Float32Array.from(importance).sort();
  const cut = Math.max(0.5, sorted[Math.max(0, sorted.length - rowsMax)]!);
  const kept: number[] = [];
  for (let bucket = 0; bucket < importance.length && kept.length < rowsMax; bucket++) {
    if (importance[bucket]! >= cut) kept.push(bucket);
  }
  return Uint32Array.from(kept);
}
