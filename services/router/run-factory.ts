// Makes the runs of one request: tokenised prompts, and what each run tells its replica.
import type { Context } from '@opentelemetry/api';
import { blockKeys, keyText } from '../../lib/model/block-key.ts';
import type { RunListener } from './choice.ts';
import type { Caller, GenerationRequest, Prompt, Sampling } from './generation-request.ts';
import { type Assignment, Run } from './migration.ts';
import type { PlacedPrompt } from './replica.ts';
import type { RequestServices } from './request.ts';
import { drawSeed, seedOfChoice } from './seeds.ts';

export interface RunScope {
  readonly caller: Caller;
  readonly deadlineUnixMs: number;
  readonly traceContext: Context;
}

const noBias: Readonly<Record<string, number>> = {};

export class RunFactory {
  readonly #services: RequestServices;
  readonly #request: GenerationRequest;
  readonly #scope: RunScope;
  readonly #seed: number;

  constructor(services: RequestServices, request: GenerationRequest, scope: RunScope) {
    this.#services = services;
    this.#request = request;
    this.#scope = scope;
    this.#seed = request.sampling.seed ?? drawSeed();
  }

  /** Rejects with INVALID_ARGUMENT when the prompt does not fit the model. */
  async place(prompt: Prompt): Promise<PlacedPrompt> {
    const { model } = this.#services;
    const { ids, answer } = await model.encode(prompt, this.#request.fields);
    const scope = { modelFingerprint: model.fingerprint, cacheSalt: this.#scope.caller.cacheSalt };
    return { ids, blockKeys: blockKeys(scope, ids).map(keyText), ...(answer !== undefined && { answer }) };
  }

  /** @param choice which answer to the prompt: the same one has the same seed in every request. */
  create(
    requestId: string,
    prompt: PlacedPrompt,
    choice: number,
    placement: { replicaId: string | undefined },
    listener: RunListener,
  ): Run {
    const { traceContext } = this.#scope;
    const assignment = this.#assignment(choice, prompt.ids.length);
    return new Run(this.#services, { requestId, prompt, assignment, placement, traceContext, listener });
  }

  #assignment(choice: number, promptTokens: number): Assignment {
    const { model } = this.#services;
    const { sampling, topLogprobs } = this.#request;
    const seed = seedOfChoice(this.#seed, choice);
    return {
      sampling: {
        temperature: sampling.temperature,
        topP: sampling.topP,
        topK: sampling.topK,
        minP: sampling.minP,
        seed,
        presencePenalty: sampling.presencePenalty,
        frequencyPenalty: sampling.frequencyPenalty,
        logitBias: sampling.logitBias.size === 0 ? noBias : Object.fromEntries(sampling.logitBias),
      } satisfies Record<keyof Sampling, unknown>,
      maxTokens: model.maxTokens(this.#request, promptTokens),
      stopTokenIds: model.stopTokenList,
      cacheSalt: this.#scope.caller.cacheSalt,
      deadlineUnixMs: this.#scope.deadlineUnixMs,
      tenant: this.#scope.caller.tenant,
      priority: this.#request.priority,
      ...(topLogprobs !== undefined && { topLogprobs }),
    };
  }
}
