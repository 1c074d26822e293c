// POST /v1/chat/completions: the body, and what it asks for.
import { z } from 'zod';
import { invalid } from '../../../lib/wire/errors.ts';
import type { ChatMessage, GenerationRequest } from '../generation-request.ts';
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
import { parseBody, type UnsupportedParameter } from './parse.ts';

const textPart = z.strictObject({ type: z.literal('text'), text });

/** Answers are sent back as they came, with what they say about features that were not used: null or an empty list. */
function withoutUnused(message: unknown): unknown {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return message;
  const used = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(message).filter(([name, value]) => name === 'content' || used(value)));
}

const message = z.preprocess(
  withoutUnused,
  z.strictObject({
    role: z.enum(['system', 'developer', 'user', 'assistant']),
    content: z.union([text, z.array(textPart).min(1)]),
  }),
);

const chatBody = z.strictObject({
  ...samplingShape,
  messages: z.array(message).min(1).max(limits.messages),
  max_completion_tokens: z.int().min(1).optional(),
  logprobs: z.boolean().optional(),
  top_logprobs: z.int().min(0).max(limits.topLogprobs).optional(),
  response_format: z.strictObject({ type: z.literal('text') }).optional(),
});

const noTools = 'this server does not call tools';
const textOnly = 'this server reads and writes text only';

const unsupported: readonly UnsupportedParameter[] = [
  ...unsupportedEverywhere,
  { name: 'tools', instead: noTools },
  { name: 'tool_choice', harmless: (value) => value === 'none', instead: noTools },
  { name: 'parallel_tool_calls', instead: noTools },
  { name: 'functions', instead: noTools },
  { name: 'function_call', harmless: (value) => value === 'none', instead: noTools },
  { name: 'modalities', harmless: (value) => Array.isArray(value) && value.join() === 'text', instead: textOnly },
  { name: 'audio', instead: textOnly },
  { name: 'prediction' },
  { name: 'reasoning_effort' },
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
      prompts: [{ kind: 'chat', messages: parsed.messages.map(toMessage) }],
      n: parsed.n ?? 1,
      sampling: toSampling(parsed),
      maxTokens: maxTokens(parsed),
      stop: toStop(parsed.stop),
      topLogprobs: parsed.logprobs === true ? (parsed.top_logprobs ?? 0) : undefined,
      user: parsed.user ?? '',
      priority: toPriority(parsed.service_tier),
      fields: {
        prompt: 'messages',
        maxTokens: parsed.max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens',
        logitBias: 'logit_bias',
        priority: 'service_tier',
      },
    },
    stream: parsed.stream ?? false,
    includeUsage: parsed.stream_options?.include_usage ?? false,
  };
}

/** `developer` is OpenAI's newer name of the system role; chat templates know the old one. */
function toMessage(given: z.output<typeof message>): ChatMessage {
  const content = typeof given.content === 'string' ? given.content : given.content.map((part) => part.text).join('');
  return { role: given.role === 'developer' ? 'system' : given.role, content };
}

function maxTokens(body: z.output<typeof chatBody>): number | undefined {
  const { max_tokens: old, max_completion_tokens: current } = body;
  if (old !== undefined && current !== undefined && old !== current) {
    const message = `'max_completion_tokens' (${current}) and 'max_tokens' (${old}) differ: give one of them`;
    throw invalid('max_completion_tokens', message, 'invalid_value');
  }
  return current ?? old;
}
