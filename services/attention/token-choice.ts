// The next tokens of sequences, as they are reported: sampled from their logits, with log-probabilities when asked for.
//
// Where the native sampler is built it chooses as the last part of the step, on the threads that compute, and only what was
// chosen comes back. Elsewhere the logits do, and `Sampler` chooses on the event loop; both choose the same.
import type { ExpertObserver, ExpertProvider, StepBatch } from '../../lib/model/step.ts';
import { type ChoiceTable, type Draw, DrawTable } from '../../lib/tensor/sampling.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { drawOf } from './draw.ts';
import { logSumExp, topLogprobs } from './logprobs.ts';
import { nothingUsable, Sampler } from './sampler.ts';
import type { Sequence } from './sequence.ts';
import type { PreparedStep } from './step-batch.ts';

export type NextToken = fulgur.v1.ITokenLogprobs & { readonly tokenId: number };

/** What an output row of a step is followed by. Throws when its logits hold no finite value; call it once, between steps. */
export type NextTokens = (row: number) => NextToken;

export interface StepRunner {
  /** Logits of the output rows, [outputs, vocabulary], valid until the next step begins. */
  step(batch: StepBatch, experts: ExpertProvider, observe?: ExpertObserver): Promise<Float32Array>;
  readonly canChoose: boolean;
  /** What is drawn from the output rows; call it where `canChoose`. */
  choose(batch: StepBatch, experts: ExpertProvider, draws: DrawTable, observe?: ExpertObserver): Promise<ChoiceTable>;
}

export class TokenChooser {
  readonly #runner: StepRunner;
  readonly #vocabularySize: number;
  #sampler: Sampler | undefined;

  constructor(runner: StepRunner, vocabularySize: number) {
    this.#runner = runner;
    this.#vocabularySize = vocabularySize;
  }

  /** Computes a step and gives what follows each of its output rows. */
  async next({ batch, sampled }: PreparedStep, experts: ExpertProvider, observe: ExpertObserver): Promise<NextTokens> {
    if (this.#runner.canChoose) {
      const draws = new DrawTable(sampled.map(drawFor));
      const choices = await this.#runner.choose(batch, experts, draws, observe);
      return (row) => reported(choices, row);
    }
    const logits = await this.#runner.step(batch, experts, observe);
    const width = this.#vocabularySize;
    return (row) => this.#choose(sampled[row]!, logits.subarray(row * width, (row + 1) * width));
  }

  /** `logits` [vocabulary] is changed. */
  #choose(sequence: Sequence, logits: Float32Array): NextToken {
    const draw = drawFor(sequence);
    const { alternatives } = draw;
    this.#sampler ??= new Sampler(this.#vocabularySize);
    if (alternatives === undefined) return { tokenId: this.#sampler.sample(logits, draw) };
    const raw = logits.slice();
    const normalizer = logSumExp(raw);
    const tokenId = this.#sampler.sample(logits, draw);
    return { tokenId, logprob: raw[tokenId]! - normalizer, top: topLogprobs(raw, normalizer, alternatives) };
  }
}

function drawFor({ request, counts, generated }: Sequence): Draw {
  return drawOf(request.sampling, counts, generated, request.topLogprobs);
}

function reported(choices: ChoiceTable, row: number): NextToken {
  const { tokenId, logprob, top } = choices.of(row);
  if (tokenId === undefined) throw nothingUsable();
  return top === undefined ? { tokenId } : { tokenId, logprob, top: [...top] };
}
