// The two samplers behind one call, for tests that hold them to the same answers.
import { nativeKernels } from '../../../lib/tensor/native.ts';
import { type Choice, ChoiceTable, DrawTable } from '../../../lib/tensor/sampling.ts';
import { drawOf, type Sampling } from '../draw.ts';
import { logSumExp, topLogprobs } from '../logprobs.ts';
import { nothingUsable, Sampler } from '../sampler.ts';

/** Chooses the token with this index from `logits`, which stay as they are; `alternatives` asks for log-probabilities. */
export type Choose = (
  logits: Float32Array,
  sampling: Sampling,
  counts: ReadonlyMap<number, number>,
  index: number,
  alternatives?: number,
) => Choice;

export const choosePlainly: Choose = (logits, sampling, counts, index, alternatives) => {
  const draw = drawOf(sampling, counts, index, alternatives);
  const tokenId = new Sampler(logits.length).sample(logits.slice(), draw);
  if (alternatives === undefined) return { tokenId, logprob: 0, top: undefined };
  const normalizer = logSumExp(logits);
  return { tokenId, logprob: logits[tokenId]! - normalizer, top: topLogprobs(logits, normalizer, alternatives) };
};

const kernels = nativeKernels();

/** Undefined where the native sampler is not built. */
export const chooseNatively: Choose | undefined =
  kernels &&
  ((logits, sampling, counts, index, alternatives) => {
    const draws = new DrawTable([drawOf(sampling, counts, index, alternatives)]);
    const choices = new ChoiceTable(draws);
    kernels.sample(choices.values, logits, 1, logits.length, draws.values);
    const choice = choices.of(0);
    if (choice.tokenId === undefined) throw nothingUsable();
    return choice;
  });
