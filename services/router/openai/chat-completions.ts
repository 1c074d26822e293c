// POST /v1/chat/completions: the body, and what it asks for.
import { z } from 'zod';
import { invalid } from '../../../lib/wire/errors.ts';
import { type ChatPrompt, type GenerationRequest, reasoningEfforts } from '../generation-request.ts';
import { messageSchema, toMessages } from './chat-messages.ts';
import { limits } from './limits.ts';
import {
  checkStreamOptions,
  samplingShape,
  toPriority,
  toSampling,
  toStop,
  unsupportedEverywhere,
} from './parameters.ts';
import { parseBody, type UnsupportedParameter } from './parse.ts';
import { toolShape, toToolRequest } from './tools.ts';

const chatBody = z.strictObject({
  ...samplingShape,
  ...toolShape,
  messages: z.array(messageSchema).min(1).max(limits.messages),
  max_completion_tokens: z.int().min(1).optional(),
  logprobs: z.boolean().optional(),
  top_logprobs: z.int().min(0).max(limits.topLogprobs).optional(),
  reasoning_effort: z.enum(reasoningEfforts).optional(),
  response_format: z.strictObject({ type: z.literal('text') }).optional(),
});

const newTools = "use 'tools' and 'tool_choice'";
const textOnly = 'this server reads and writes text only';

const unsupported: readonly UnsupportedParameter[] = [
  ...unsupportedEverywhere,
  { name: 'functions', instead: newTools },
  { name: 'function_call', harmless: (value) => value === 'none', instead: newTools },
  { name: 'modalities', harmless: (value) => Array.isArray(value) && value.join() === 'text', instead: textOnly },
  { name: 'audio', instead: textOnly },
  { name: 'prediction' },
  { name: 'verbosity' },
  { name: 'web_search_options' },
];

export interface ChatCall {
  readonly request: GenerationRequest;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

/** @throws INVALID_ARGUMENT naming the parameter. */
export function parseChatCompletion(body: unknown): ChatCall {
  const parsed = parseBody(chatBody, body, unsupported);
  checkStreamOptions(parsed);
  if (parsed.top_logprobs !== undefined && parsed.logprobs !== true) {
    throw invalid('top_logprobs', "'top_logprobs' is only allowed when 'logprobs' is true", 'invalid_value');
  }
  return {
    request: {
      model: parsed.model ?? '',
      prompts: [toPrompt(parsed)],
      n: parsed.n ?? 1,
      sampling: toSampling(parsed),
      maxTokens: maxTokens(parsed),
      stop: toStop(parsed.stop),
      topLogprobs: parsed.logprobs === true ? (parsed.top_logprobs ?? 0) : undefined,
      user: parsed.user ?? '',
      priority: toPriority(parsed.service_tier),
      fields: {
        prompt: 'messages',
        tools: 'tools',
        reasoningEffort: 'reasoning_effort',
        maxTokens: parsed.max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens',
        logitBias: 'logit_bias',
        priority: 'service_tier',
      },
    },
    stream: parsed.stream ?? false,
    includeUsage: parsed.stream_options?.include_usage ?? false,
  };
}

function toPrompt(body: z.output<typeof chatBody>): ChatPrompt {
  const { messages, reasoning_effort: reasoningEffort } = body;
  return {
    kind: 'chat',
    messages: toMessages(messages),
    ...toToolRequest(body),
    ...(reasoningEffort !== undefined && { reasoningEffort }),
  };
}

function maxTokens(body: z.output<typeof chatBody>): number | undefined {
  const { max_tokens: old, max_completion_tokens: current } = body;
  if (old !== undefined && current !== undefined && old !== current) {
    const message = `'max_completion_tokens' (${current}) and 'max_tokens' (${old}) differ: give one of them`;
    throw invalid('max_completion_tokens', message, 'invalid_value');
  }
  return current ?? old;
}
