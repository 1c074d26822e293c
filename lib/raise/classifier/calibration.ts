// From log-odds to probabilities that mean what they say: Platt's sigmoid, fitted to scores of texts that the model
// had not seen (Platt, 1999; the fit is Newton's method as in Lin, Lin and Weng, 2007).

/** Probability = 1 / (1 + exp(-(slope * score + offset))). */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

export interface ScoredLabel {
  readonly score: number;
  readonly positive: boolean;
  readonly weight: number;
}

/** Fewer positives or negatives than this say nothing: the model's own log-odds stay. */
const SAMPLES_MIN = 20;
const ITERATIONS_MAX = 100;
const RIDGE = 1e-9;

export function probability(calibration: Calibration, score: number): number {
  return 1 / (1 + Math.exp(-(calibration.slope * score + calibration.offset)));
}

/** @returns undefined when there is too little to fit. */
export function fitCalibration(samples: readonly ScoredLabel[]): Calibration | undefined {
  const positives = samples.filter(({ positive }) => positive).length;
  const negatives = samples.length - positives;
  if (positives < SAMPLES_MIN || negatives < SAMPLES_MIN) return undefined;
  // Platt's targets: never quite 0 or 1, so that separable data gives finite slopes.
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 1;
  let offset = 0;
  for (let iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
    let [gradientSlope, gradientOffset, hss, hso, hoo] = [0, 0, RIDGE, 0, RIDGE];
    for (const { score, positive, weight } of samples) {
      const p = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = weight * (p - (positive ? high : low));
      const curvature = weight * Math.max(p * (1 - p), 1e-12);
      gradientSlope += error * score;
      gradientOffset += error;
      hss += curvature * score * score;
      hso += curvature * score;
      hoo += curvature;
    }
    const determinant = hss * hoo - hso * hso;
    const stepSlope = (hoo * gradientSlope - hso * gradientOffset) / determinant;
    const stepOffset = (hss * gradientOffset - hso * gradientSlope) / determinant;
    // A full Newton step may overshoot while most samples sit in the tails.
    const damping = Math.min(1, 2 / Math.max(Math.abs(stepSlope), Math.abs(stepOffset), 1e-12));
    slope -= damping * stepSlope;
    offset -= damping * stepOffset;
    if (Math.abs(stepSlope) + Math.abs(stepOffset) < 1e-7) break;
  }
  if (!Number.isFinite(slope) || !Number.isFinite(offset) || slope <= 0) return undefined;
  return { slope, offset };
}

/** Mean distance between what was said and what happened, over ten bins of equal width, weighted by bin size. */
export function calibrationError(samples: readonly { probability: number; positive: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, happened: 0, count: 0 }));
  for (const { probability: p, positive } of samples) {
    const bin = bins[Math.min(9, Math.floor(p * 10))]!;
    bin.said += p;
    bin.happened += positive ? 1 : 0;
    bin.count++;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.happened), 0) / Math.max(1, samples.length);
}
