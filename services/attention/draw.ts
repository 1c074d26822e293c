// Sampling parameters, and the draw that they make of the next token.
import type { Adjustment, Draw } from '../../lib/tensor/sampling.ts';
import { uniform } from './random.ts';

/** Sampling parameters with every default filled in and every range checked. */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  /** 0 means all. */
  readonly topK: number;
  readonly minP: number;
  readonly seed: number;
  readonly presencePenalty: number;
  readonly frequencyPenalty: number;
  readonly logitBias: ReadonlyMap<number, number>;
}

/** Candidates this far below the best (natural logarithm, after temperature) weigh under 1e-13 and are never drawn. */
const negligibleLogit = 30;

const none: readonly Adjustment[] = [];

/**
 * The draw of the token with index `index` of its request, from (seed, index) alone; `counts` holds how often each token
 * has been generated before.
 */
export function drawOf(
  sampling: Sampling,
  counts: ReadonlyMap<number, number>,
  index: number,
  alternatives?: number,
): Draw {
  const { temperature, topK, topP, minP, seed } = sampling;
  const common = { adjustments: adjustmentsOf(sampling, counts), alternatives };
  if (temperature === 0) return { ...common, inverseTemperature: 0, floor: 0, topK: 0, topP: 1, random: 0 };
  return {
    ...common,
    // Finite even for the smallest temperatures, so that 0 times it is 0.
    inverseTemperature: Math.min(1 / temperature, Number.MAX_VALUE),
    floor: Math.max(-negligibleLogit, minP > 0 ? Math.log(minP) : Number.NEGATIVE_INFINITY),
    topK,
    topP,
    random: uniform(seed, index),
  };
}

/** OpenAI's penalties: `frequency * count + presence` off each token generated before, then the caller's bias. */
function adjustmentsOf(
  { presencePenalty, frequencyPenalty, logitBias }: Sampling,
  counts: ReadonlyMap<number, number>,
): readonly Adjustment[] {
  const penalises = presencePenalty !== 0 || frequencyPenalty !== 0;
  if (!penalises && logitBias.size === 0) return none;
  const adjustments: Adjustment[] = [];
  if (penalises) {
    for (const [tokenId, count] of counts) {
      adjustments.push({ tokenId, change: -(frequencyPenalty * count + presencePenalty) });
    }
  }
  for (const [tokenId, change] of logitBias) adjustments.push({ tokenId, change });
  return adjustments;
}
