// Log-probabilities that are reported to the client: of the model's own distribution, before temperature, penalties,
// bias and filters, so that they mean the same whatever the sampling parameters are.
import type { TokenLogprob } from '../../lib/tensor/sampling.ts';

/** ln(sum(exp(logits))), stable. */
export function logSumExp(logits: Float32Array): number {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i++) if (logits[i]! > largest) largest = logits[i]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - largest);
  return largest + Math.log(sum);
}

/** The `count` most likely tokens, likeliest first; of equal ones the smaller id first. `count` is at most 20. */
export function topLogprobs(logits: Float32Array, normalizer: number, count: number): TokenLogprob[] {
  const ids: number[] = [];
  if (count === 0) return [];
  for (let id = 0; id < logits.length; id++) {
    const value = logits[id]!;
    if (!(value > (ids.length === count ? logits[ids[count - 1]!]! : Number.NEGATIVE_INFINITY))) continue;
    let place = ids.length;
    while (place > 0 && value > logits[ids[place - 1]!]!) place--;
    ids.splice(place, 0, id);
    if (ids.length > count) ids.pop();
  }
  return ids.map((tokenId) => ({ tokenId, logprob: logits[tokenId]! - normalizer }));
}
