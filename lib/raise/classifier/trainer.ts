// Training as a whole: folds for calibration, the final model, its measure on what was held out.
import { type Calibration, calibrationError, fitCalibration, probability, type ScoredLabel } from './calibration.ts';
import type { ExampleSet } from './example-set.ts';
import { type FloatModel, scoreExample, type TrainingOptions, trainLinear } from './linear-training.ts';
import { type BinaryMetrics, measure, thresholdAtFalsePositiveRate, thresholdOfBestF1 } from './metrics.ts';
import { quantise } from './quantise.ts';
import type { ModelCategory, QuantisedModel } from './weights-file.ts';

export interface TrainerOptions extends TrainingOptions {
  readonly name: string;
  readonly categories: readonly string[];
  readonly folds: number;
  readonly rows: number;
  /** Called when one of folds + 1 models is done. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface TrainingResult {
  readonly model: QuantisedModel;
  readonly calibrationErrors: ReadonlyMap<string, number>;
}

interface OutOfFold extends ScoredLabel {
  readonly chinese: boolean;
}

const PLAIN: Calibration = { slope: 1, offset: 0 };

export function train(set: ExampleSet, options: TrainerOptions): TrainingResult {
  const members = range(set.size).filter((example) => !set.heldOut[example]);
  const outOfFold = crossScores(set, members, options);
  const final = trainLinear(set, members, options.categories.length, options);
  options.onProgress?.(options.folds + 1, options.folds + 1);
  const fitted = options.categories.map((name, k) => fitCategory(name, outOfFold[k]!));
  const model = quantise(
    final,
    options.name,
    options.rows,
    fitted.map(({ category }) => category),
  );
  return { model, calibrationErrors: new Map(fitted.map(({ category, error }) => [category.name, error])) };
}

/** Scores of every member by a model that has not seen its group, per category. */
function crossScores(set: ExampleSet, members: readonly number[], options: TrainerOptions): OutOfFold[][] {
  const categories = options.categories.length;
  const scores: OutOfFold[][] = options.categories.map(() => []);
  const out = new Float64Array(categories);
  for (let fold = 0; fold < options.folds; fold++) {
    const inFold = (example: number) => set.groups[example]! % options.folds === fold;
    const rest = members.filter((example) => !inFold(example));
    const model: FloatModel = trainLinear(set, rest, categories, { ...options, seed: options.seed + 1 + fold });
    for (const example of members.filter(inFold)) {
      scoreExample(set, example, model, out);
      for (let k = 0; k < categories; k++) {
        if ((set.unknowns[example]! >>> k) & 1) continue;
        const positive = ((set.positives[example]! >>> k) & 1) === 1;
        const chinese = set.chinese[example] === 1;
        scores[k]!.push({ score: out[k]!, positive, weight: set.weights[example]!, chinese });
      }
    }
    options.onProgress?.(fold + 1, options.folds + 1);
  }
  return scores;
}

function fitCategory(name: string, scores: readonly OutOfFold[]) {
  const all = fitCalibration(scores) ?? PLAIN;
  const latin = fitCalibration(scores.filter(({ chinese }) => !chinese)) ?? all;
  const chinese = fitCalibration(scores.filter((sample) => sample.chinese)) ?? all;
  const judged = scores.map((sample) => ({
    score: probability(sample.chinese ? chinese : latin, sample.score),
    positive: sample.positive,
  }));
  const category: Omit<ModelCategory, 'bias' | 'scale'> = {
    name,
    calibration: { latin, chinese },
    thresholds: { bestF1: thresholdOfBestF1(judged), onePercent: thresholdAtFalsePositiveRate(judged, 0.01) },
  };
  return { category, error: calibrationError(judged.map(({ score, positive }) => ({ probability: score, positive }))) };
}

export interface HeldOutScore {
  readonly source: string;
  readonly positives: number;
  readonly unknowns: number;
  /** One per category. */
  readonly probabilities: readonly number[];
}

/** Metrics of one category over held-out texts that say something about it. */
export function measureCategory(scores: readonly HeldOutScore[], k: number, threshold: number): BinaryMetrics {
  const judged = scores
    .filter(({ unknowns }) => ((unknowns >>> k) & 1) === 0)
    .map(({ probabilities, positives }) => ({ score: probabilities[k]!, positive: ((positives >>> k) & 1) === 1 }));
  return measure(judged, threshold);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
