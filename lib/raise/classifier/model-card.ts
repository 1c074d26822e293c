// The card beside a model's weights: data and licences, metrics, limits. Written by training, so that its numbers are the
// model's own.
import { LABEL_MEANINGS, type Label } from './labels.ts';
import type { BinaryMetrics } from './metrics.ts';
import type { TrainingReport } from './train-from-manifest.ts';

const percent = (value: number) => value.toFixed(3);

export function modelCard(report: TrainingReport, bytes: number): string {
  const { manifest, model } = report;
  return `# ${manifest.name}

${manifest.about.trim()}

Hashed words, word pairs and four-letter pieces of words, runs of one to four Chinese characters; one logistic regression
per category; probabilities calibrated on texts that the model had not seen.

- Size: ${bytes} bytes, ${model.header.rows} features of 8-bit weights for ${model.header.categories.length} categories
- Trained by \`fulgur guard train\` with ${manifest.epochs} epochs, lambda ${manifest.lambda}, seed ${manifest.seed}; the same data gives the same bytes
- Licence of the weights: Apache-2.0, with attribution to the data below

## Data

| Source | Origin | Licence | Trained on | Held out |
|---|---|---|---|---|
${manifest.sources
  .map(({ name, origin, licence }) => {
    const { trained, heldOut } = report.sources.find((count) => count.name === name)!;
    return `| ${name} | ${origin} | ${licence} | ${trained} | ${heldOut} |`;
  })
  .join('\n')}

Held-out texts were chosen by a hash of their group (all variants of a sentence go together) and never trained on.

## Metrics on what was held out

At the threshold whose F1 was best on the folds of the training data. FPR: share of texts outside the category above it.
R@1%: recall at the threshold that one in a hundred texts outside the category exceeds. ECE: calibration error on the folds.

| Category | Meaning | Positives | F1 | AUPRC | R@1% | FPR | ECE | Threshold |
|---|---|---|---|---|---|---|---|---|
${model.header.categories
  .map(({ name, thresholds }) => {
    const metrics = report.metrics.get(name)!;
    const error = report.calibrationErrors.get(name)!;
    return `| ${name} | ${LABEL_MEANINGS[name as Label]} | ${cells(metrics)} | ${percent(error)} | ${percent(thresholds.bestF1)} |`;
  })
  .join('\n')}

By source, where a source has texts inside and outside the category:

| Source | Category | Positives | F1 | AUPRC | R@1% | FPR |
|---|---|---|---|---|---|---|
${bySource(report).join('\n')}

## Limits

${manifest.limits.map((limit) => `- ${limit}\n`).join('')}- It judges words and their neighbours, not meaning: negation, irony, quotation and news reports mislead it.
- Languages other than English and Chinese were not learned; it says so (language 'other'), and its scores mean little there.
- Spelling tricks are undone by the guard before it reads (lib/raise/disguises.ts), not by itself. Letters that were dotted
  apart keep no words: it has learned some texts without spaces for them.
`;
}

function cells({ positives, f1, auprc, recallAtOnePercent, falsePositiveRate }: BinaryMetrics): string {
  return [String(positives), ...[f1, auprc, recallAtOnePercent, falsePositiveRate].map(percent)].join(' | ');
}

function bySource(report: TrainingReport): string[] {
  return [...report.metricsBySource].flatMap(([source, metrics]) =>
    [...metrics].flatMap(([category, values]) =>
      values.positives >= 10 && values.negatives >= 10 ? [`| ${source} | ${category} | ${cells(values)} |`] : [],
    ),
  );
}
