import { describe, expect, it } from 'vitest';
import { calibrationError, fitCalibration, probability, type ScoredLabel } from './calibration.ts';
import { linearCongruential } from './linear-training.ts';

/** Scores whose true log-odds are `slope * score + offset`. */
function drawn(count: number, slope: number, offset: number): ScoredLabel[] {
  const random = linearCongruential(7);
  return Array.from({ length: count }, () => {
    const score = random() * 8 - 4;
    return { score, positive: random() < 1 / (1 + Math.exp(-(slope * score + offset))), weight: 1 };
  });
}

describe('calibration', () => {
  it('finds the sigmoid that labels were drawn from', () => {
    const fitted = fitCalibration(drawn(20_000, 0.6, -1.2))!;
    expect(fitted.slope).toBeCloseTo(0.6, 1);
    expect(fitted.offset).toBeCloseTo(-1.2, 1);
  });

  it('makes overconfident scores mean what they say', () => {
    const samples = drawn(20_000, 0.3, 0);
    const judge = (slope: number, offset: number) =>
      calibrationError(
        samples.map(({ score, positive }) => ({ probability: probability({ slope, offset }, score), positive })),
      );
    const fitted = fitCalibration(samples)!;
    expect(judge(1, 0)).toBeGreaterThan(0.1);
    expect(judge(fitted.slope, fitted.offset)).toBeLessThan(0.02);
  });

  it('stays finite when scores separate the labels', () => {
    const samples = Array.from({ length: 100 }, (_, i) => ({ score: i - 49.5, positive: i >= 50, weight: 1 }));
    const fitted = fitCalibration(samples)!;
    expect(Number.isFinite(fitted.slope)).toBe(true);
    expect(probability(fitted, 40)).toBeGreaterThan(0.9);
    expect(probability(fitted, -40)).toBeLessThan(0.1);
  });

  it('refuses to fit what says too little or points the wrong way', () => {
    expect(fitCalibration(drawn(10, 1, 0))).toBeUndefined();
    expect(fitCalibration(drawn(5000, -1, 0))).toBeUndefined();
  });
});
