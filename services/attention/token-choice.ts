// The next token of a sequence, as it is reported: sampled from its logits, with log-probabilities when asked for.
import type { fulgur } from '../../proto/gen/fulgur.js';
import { logSumExp, topLogprobs } from './logprobs.ts';
import { Sampler } from './sampler.ts';
import type { Sequence } from './sequence.ts';

export class TokenChooser {
  readonly #sampler: Sampler;

  constructor(vocabularySize: number) {
    this.#sampler = new Sampler(vocabularySize);
  }

  /** `logits` [vocabulary] belongs to the call and is changed. Throws when it holds no finite value. */
  choose(sequence: Sequence, logits: Float32Array): fulgur.v1.ITokenLogprobs & { readonly tokenId: number } {
    const { topLogprobs: alternatives, sampling } = sequence.request;
    const sample = () => this.#sampler.sample(logits, sampling, sequence.counts, sequence.generated);
    if (alternatives === undefined) return { tokenId: sample() };
    const raw = logits.slice();
    const normalizer = logSumExp(raw);
    const tokenId = sample();
    return { tokenId, logprob: raw[tokenId]! - normalizer, top: topLogprobs(raw, normalizer, alternatives) };
  }
}
