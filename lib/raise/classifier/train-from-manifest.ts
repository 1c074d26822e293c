// From a manifest to a trained and measured model.
import path from 'node:path';
import { ExampleSet } from './example-set.ts';
import { LinearModel } from './linear-model.ts';
import type { BinaryMetrics } from './metrics.ts';
import { labelledTexts } from './sources/labelled-texts.ts';
import { readManifest, type TrainingManifest } from './sources/manifest.ts';
import { type HeldOutScore, measureCategory, train } from './trainer.ts';
import type { QuantisedModel } from './weights-file.ts';

export interface SourceCount {
  readonly name: string;
  readonly trained: number;
  readonly heldOut: number;
}

export interface TrainingReport {
  readonly manifest: TrainingManifest;
  readonly model: QuantisedModel;
  readonly sources: readonly SourceCount[];
  /** Of the quantised model on all held-out texts, at the threshold of best F1 of the folds. */
  readonly metrics: ReadonlyMap<string, BinaryMetrics>;
  /** The same for each source by itself, where it has positives and negatives of the category. */
  readonly metricsBySource: ReadonlyMap<string, ReadonlyMap<string, BinaryMetrics>>;
  /** Expected calibration error of the folds' probabilities. */
  readonly calibrationErrors: ReadonlyMap<string, number>;
}

/** @throws FulgurError naming the file, line and field that cannot be used */
export async function trainFromManifest(
  manifestPath: string,
  dataFolder: string,
  onMessage: (message: string) => void = () => {},
): Promise<TrainingReport> {
  const manifest = await readManifest(manifestPath);
  const set = new ExampleSet();
  const held: { text: string; source: string; positives: number; unknowns: number }[] = [];
  const counts = new Map(manifest.sources.map(({ name }) => [name, { trained: 0, heldOut: 0 }]));
  for await (const example of labelledTexts(manifest, dataFolder, path.dirname(manifestPath))) {
    const count = counts.get(example.source)!;
    if (example.heldOut) {
      count.heldOut++;
      held.push({
        text: example.text,
        source: example.source,
        positives: mask(example.positive),
        unknowns: mask(example.unknown),
      });
    } else {
      count.trained++;
      set.add(example);
    }
  }
  onMessage(`${set.size} windows of text to train on, ${held.length} texts held out`);
  const { model, calibrationErrors } = train(set, {
    ...manifest,
    onProgress: (done, of) => onMessage(`trained ${done} of ${of} models`),
  });
  const classifier = new LinearModel(model);
  const scores: HeldOutScore[] = held.map(({ text, source, positives, unknowns }) => ({
    source,
    positives,
    unknowns,
    probabilities: worstWindow(classifier, text),
  }));
  return {
    manifest,
    model,
    sources: [...counts].map(([name, count]) => ({ name, ...count })),
    metrics: metricsOf(model, scores),
    metricsBySource: new Map(
      manifest.sources.map(({ name }) => [
        name,
        metricsOf(
          model,
          scores.filter(({ source }) => source === name),
        ),
      ]),
    ),
    calibrationErrors,
  };
}

function worstWindow(model: LinearModel, text: string): number[] {
  const worst = new Float64Array(model.categories.length);
  model.assess(text, worst);
  return [...worst];
}

function metricsOf(model: QuantisedModel, scores: readonly HeldOutScore[]): Map<string, BinaryMetrics> {
  return new Map(
    model.header.categories.map(({ name, thresholds }, k) => [name, measureCategory(scores, k, thresholds.bestF1)]),
  );
}

function mask(categories: readonly number[]): number {
  return categories.reduce((bits, category) => bits | (1 << category), 0);
}
