// How good a score is: F1, area under precision and recall, thresholds.

export interface Judged {
  readonly score: number;
  readonly positive: boolean;
}

export interface BinaryMetrics {
  readonly positives: number;
  readonly negatives: number;
  /** At the threshold that was asked for. */
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly falsePositiveRate: number;
  /** Average precision: the area under the precision-recall curve, by steps. */
  readonly auprc: number;
  readonly recallAtOnePercent: number;
}

export function measure(judged: readonly Judged[], threshold: number): BinaryMetrics {
  const positives = judged.filter(({ positive }) => positive).length;
  const negatives = judged.length - positives;
  const above = judged.filter(({ score }) => score >= threshold);
  const hits = above.filter(({ positive }) => positive).length;
  const precision = above.length === 0 ? 0 : hits / above.length;
  const recall = positives === 0 ? 0 : hits / positives;
  const limit = thresholdAtFalsePositiveRate(judged, 0.01);
  return {
    positives,
    negatives,
    f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    falsePositiveRate: negatives === 0 ? 0 : (above.length - hits) / negatives,
    auprc: averagePrecision(judged),
    recallAtOnePercent:
      positives === 0 ? 0 : judged.filter(({ score, positive }) => positive && score > limit).length / positives,
  };
}

export function averagePrecision(judged: readonly Judged[]): number {
  const ranked = judged.toSorted((a, b) => b.score - a.score);
  const positives = ranked.filter(({ positive }) => positive).length;
  let hits = 0;
  let area = 0;
  // Equal scores are one step: their order is nobody's merit.
  for (let i = 0; i < ranked.length; ) {
    let end = i;
    let hitsHere = 0;
    for (; end < ranked.length && ranked[end]!.score === ranked[i]!.score; end++) {
      if (ranked[end]!.positive) hitsHere++;
    }
    hits += hitsHere;
    area += (hitsHere / Math.max(1, positives)) * (hits / end);
    i = end;
  }
  return area;
}

/** The score that F1 is best at; 0.5 when nothing is positive. */
export function thresholdOfBestF1(judged: readonly Judged[]): number {
  const ranked = judged.toSorted((a, b) => b.score - a.score);
  const positives = ranked.filter(({ positive }) => positive).length;
  let best = { f1: 0, threshold: 0.5 };
  let hits = 0;
  for (const [i, { score, positive }] of ranked.entries()) {
    if (positive) hits++;
    if (ranked[i + 1]?.score === score) continue;
    const f1 = (2 * hits) / (i + 1 + positives);
    if (f1 > best.f1) best = { f1, threshold: score };
  }
  return best.threshold;
}

/** The score that at most this share of negatives exceeds. */
export function thresholdAtFalsePositiveRate(judged: readonly Judged[], rate: number): number {
  const negatives = judged
    .filter(({ positive }) => !positive)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  return negatives[Math.floor(negatives.length * rate)] ?? 0;
}

/** The share of pairs in which the score from inside of a category is the higher one; ties count half. */
export function areaUnderRoc(inside: readonly number[], outside: readonly number[]): number {
  const won = inside.flatMap((score) => outside.map((other) => (score > other ? 1 : score === other ? 0.5 : 0)));
  return won.reduce<number>((sum, one) => sum + one, 0) / won.length;
}
