// fulgur.v1.GenerateRequest, validated, in the form that the OpenAI API is turned into as well.

import { laneOf } from '../../lib/queue/priority.ts';
import { invalid } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { defaultSampling, type GenerationRequest, type Prompt, type Sampling } from './generation-request.ts';
import { toChatPrompt, within } from './grpc-chat.ts';
import { limits } from './openai/limits.ts';

/** @throws INVALID_ARGUMENT naming the field as the proto spells it. */
export function toGenerationRequest(request: fulgur.v1.IGenerateRequest): GenerationRequest {
  const n = request.n ?? 1;
  within('n', n, 1, limits.choicesPerPrompt);
  const stop = request.stop ?? [];
  within('stop', stop.length, 0, limits.stopTexts, ' texts');
  stop.forEach((text, index) => {
    within(`stop[${index}]`, text.length, 1, limits.stopTextCharacters, ' characters');
  });
  const maxTokens = request.maxTokens ?? undefined;
  if (maxTokens !== undefined) within('max_tokens', maxTokens, 1, 0xffffffff);
  const topLogprobs = request.topLogprobs ?? undefined;
  if (topLogprobs !== undefined) within('top_logprobs', topLogprobs, 0, limits.topLogprobs);
  const user = request.user ?? '';
  within('user', user.length, 0, limits.userCharacters, ' characters');
  const priority = request.priority ?? fulgur.v1.Priority.PRIORITY_NORMAL;
  if (laneOf(priority) === undefined) {
    throw invalid('priority', `priority must be 0 (normal), 1 (high) or 2 (low), got ${priority}`, 'invalid_value');
  }
  return {
    model: request.model ?? '',
    prompts: [toPrompt(request)],
    n,
    sampling: toSampling(request.sampling ?? {}),
    maxTokens,
    stop,
    topLogprobs,
    user,
    priority,
    fields: {
      prompt: promptField(request),
      tools: 'chat.tools',
      reasoningEffort: 'chat.reasoning_effort',
      maxTokens: 'max_tokens',
      logitBias: 'sampling.logit_bias',
      priority: 'priority',
    },
  };
}

function promptField(request: fulgur.v1.IGenerateRequest): string {
  if (request.chat) return 'chat.messages';
  return request.tokenIds ? 'token_ids' : 'text';
}

function toPrompt(request: fulgur.v1.IGenerateRequest): Prompt {
  if (request.chat) return toChatPrompt(request.chat);
  if (request.tokenIds) return { kind: 'tokens', ids: request.tokenIds.ids ?? [] };
  if (typeof request.text === 'string') return { kind: 'text', text: request.text };
  throw invalid('prompt', 'no prompt: set one of text, token_ids and chat', 'missing_required_parameter');
}

function toSampling(given: fulgur.v1.ISamplingParams): Sampling {
  const sampling = {
    temperature: given.temperature ?? defaultSampling.temperature,
    topP: given.topP ?? defaultSampling.topP,
    topK: given.topK ?? defaultSampling.topK,
    minP: given.minP ?? defaultSampling.minP,
    seed: given.seed ?? undefined,
    presencePenalty: given.presencePenalty ?? defaultSampling.presencePenalty,
    frequencyPenalty: given.frequencyPenalty ?? defaultSampling.frequencyPenalty,
    logitBias: new Map(Object.entries(given.logitBias ?? {}).map(([id, bias]) => [Number(id), bias])),
  };
  within('sampling.temperature', sampling.temperature, 0, 2);
  within('sampling.top_p', sampling.topP, 0, 1);
  if (sampling.topP === 0)
    throw invalid('sampling.top_p', 'sampling.top_p must be more than 0, got 0', 'invalid_value');
  within('sampling.top_k', sampling.topK, 0, 0x7fffffff);
  within('sampling.min_p', sampling.minP, 0, 1);
  within('sampling.presence_penalty', sampling.presencePenalty, -2, 2);
  within('sampling.frequency_penalty', sampling.frequencyPenalty, -2, 2);
  within('sampling.logit_bias', sampling.logitBias.size, 0, limits.logitBiasEntries, ' entries');
  for (const [id, bias] of sampling.logitBias) within(`sampling.logit_bias[${id}]`, bias, -100, 100);
  return sampling;
}
