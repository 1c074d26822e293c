// POST /v1/completions: the body, and what it asks for.
import { z } from 'zod';
import { invalid } from '../../../lib/wire/errors.ts';
import type { GenerationRequest, Prompt } from '../generation-request.ts';
import type { ChatCall } from './chat-completions.ts';
import { limits } from './limits.ts';
import {
  checkStreamOptions,
  samplingShape,
  text,
  toPriority,
  toSampling,
  toStop,
  unsupportedEverywhere,
} from './parameters.ts';
import { describe, parseBody, type UnsupportedParameter } from './parse.ts';

const completionBody = z.strictObject({
  ...samplingShape,
  // Token ids can be many: their type is checked by one plain loop in toPrompts.
  prompt: z.union([text, z.array(z.unknown()).min(1)]),
  logprobs: z.int().min(0).max(limits.topLogprobs).optional(),
  best_of: z.int().min(1).optional(),
});

const unsupported: readonly UnsupportedParameter[] = [
  ...unsupportedEverywhere,
  { name: 'echo', harmless: (value) => value === false, instead: 'the prompt is not repeated' },
  { name: 'suffix', harmless: (value) => value === '', instead: 'this server continues text at its end only' },
];

/** @throws INVALID_ARGUMENT naming the parameter. */
export function parseCompletion(body: unknown): ChatCall {
  const parsed = parseBody(completionBody, body, unsupported);
  checkStreamOptions(parsed);
  const n = parsed.n ?? 1;
  if (parsed.best_of !== undefined && parsed.best_of !== n) {
    const message = `'best_of' (${parsed.best_of}) other than 'n' (${n}) is not supported: leave it out`;
    throw invalid('best_of', message, 'unsupported_parameter');
  }
  const prompts = toPrompts(parsed.prompt);
  if (prompts.length * n > limits.choicesPerRequest) {
    const message = `${prompts.length} prompts with n = ${n} make ${prompts.length * n} choices; at most ${limits.choicesPerRequest} per request`;
    throw invalid('n', message, 'invalid_value');
  }
  const request: GenerationRequest = {
    model: parsed.model ?? '',
    prompts,
    n,
    sampling: toSampling(parsed),
    maxTokens: parsed.max_tokens,
    stop: toStop(parsed.stop),
    topLogprobs: parsed.logprobs,
    user: parsed.user ?? '',
    priority: toPriority(parsed.service_tier),
    fields: {
      prompt: 'prompt',
      tools: 'tools',
      reasoningEffort: 'reasoning_effort',
      maxTokens: 'max_tokens',
      logitBias: 'logit_bias',
      priority: 'service_tier',
    },
  };
  return { request, stream: parsed.stream ?? false, includeUsage: parsed.stream_options?.include_usage ?? false };
}

/** A text, a list of texts, a list of token ids, or a list of lists of token ids. */
function toPrompts(prompt: string | readonly unknown[]): readonly Prompt[] {
  if (typeof prompt === 'string') return [{ kind: 'text', text: prompt }];
  if (typeof prompt[0] === 'number') return [{ kind: 'tokens', ids: tokenIds(prompt, 'prompt') }];
  if (prompt.length > limits.promptsPerRequest) {
    const message = `'prompt' must be at most ${limits.promptsPerRequest} prompts long, got ${prompt.length}`;
    throw invalid('prompt', message, 'invalid_value');
  }
  const texts = typeof prompt[0] === 'string';
  return prompt.map((entry, index): Prompt => {
    const field = `prompt[${index}]`;
    if (texts) {
      const result = text.safeParse(entry);
      if (!result.success)
        throw invalid(
          field,
          `'${field}' must be a string of well-formed Unicode, got ${describe(entry)}`,
          'invalid_type',
        );
      return { kind: 'text', text: result.data };
    }
    if (!Array.isArray(entry)) {
      const message = `'${field}' must be a string, or an array of token ids like the entries before it, got ${describe(entry)}`;
      throw invalid(field, message, 'invalid_type');
    }
    return { kind: 'tokens', ids: tokenIds(entry, field) };
  });
}

function tokenIds(entries: readonly unknown[], field: string): readonly number[] {
  if (entries.length === 0) throw invalid(field, `'${field}' must hold at least one token id`, 'invalid_value');
  entries.forEach((id, index) => {
    if (typeof id === 'number' && Number.isInteger(id) && id >= 0) return;
    const at = `${field}[${index}]`;
    throw invalid(at, `'${at}' must be a token id, an integer of 0 or more, got ${describe(id)}`, 'invalid_type');
  });
  return entries as readonly number[];
}
