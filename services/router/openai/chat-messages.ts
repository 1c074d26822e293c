// The messages of a chat, with the calls that answers made and what tools said to them.
import { z } from 'zod';
import { invalid } from '../../../lib/wire/errors.ts';
import type { ChatMessage } from '../generation-request.ts';
import { limits } from './limits.ts';
import { text } from './parameters.ts';

const textPart = z.strictObject({ type: z.literal('text'), text });

/** Answers are sent back as they came, with what they say about features that were not used: null or an empty list. */
function withoutUnused(message: unknown): unknown {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return message;
  const calls = (message as { tool_calls?: unknown }).tool_calls;
  const calling = Array.isArray(calls) && calls.length > 0;
  const used = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0);
  const kept = Object.entries(message).filter(([name, value]) => (name === 'content' && !calling) || used(value));
  return Object.fromEntries(kept);
}

const toolCall = z.strictObject({
  id: text.min(1).max(limits.toolCallIdCharacters),
  type: z.literal('function').optional(),
  // Some clients number calls as streams do.
  index: z.int().min(0).optional(),
  function: z.strictObject({ name: text.min(1).max(limits.toolNameCharacters), arguments: text }),
});

export const messageSchema = z.preprocess(
  withoutUnused,
  z.strictObject({
    role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
    content: z.union([text, z.array(textPart).min(1)]).optional(),
    reasoning_content: text.optional(),
    tool_calls: z.array(toolCall).min(1).max(limits.toolCallsPerMessage).optional(),
    tool_call_id: text.min(1).max(limits.toolCallIdCharacters).optional(),
  }),
);

type GivenMessage = z.output<typeof messageSchema>;

/** @throws INVALID_ARGUMENT naming the member of a message that does not go with its role. */
export function toMessages(given: readonly GivenMessage[]): ChatMessage[] {
  const messages = given.map((message, index) => toMessage(message, `messages[${index}]`));
  checkCallIds(messages, (index) => `messages[${index}].tool_call_id`);
  return messages;
}

/** @throws INVALID_ARGUMENT when a tool answers a call that no message before it made. */
export function checkCallIds(messages: readonly ChatMessage[], field: (index: number) => string): void {
  const called = new Set<string>();
  for (const [index, { role, toolCalls = [], toolCallId = '' }] of messages.entries()) {
    for (const { id } of toolCalls) called.add(id);
    if (role !== 'tool' || called.has(toolCallId)) continue;
    const id = JSON.stringify(toolCallId.slice(0, 40));
    const message = `'${field(index)}' must be the id of a call in an assistant's message before it, got ${id}`;
    throw invalid(field(index), message, 'invalid_value');
  }
}

/** `developer` is OpenAI's newer name of the system role; chat templates know the old one. */
function toMessage(given: GivenMessage, field: string): ChatMessage {
  const { role, content, reasoning_content: reasoning, tool_calls: calls, tool_call_id: toolCallId } = given;
  const only = (name: string, value: unknown, owner: string) => {
    if (value === undefined || role === owner) return;
    const message = `'${field}.${name}' is only allowed in messages with the role '${owner}', this one has '${role}'`;
    throw invalid(`${field}.${name}`, message, 'invalid_value');
  };
  only('reasoning_content', reasoning, 'assistant');
  only('tool_calls', calls, 'assistant');
  only('tool_call_id', toolCallId, 'tool');
  if (content === undefined && calls === undefined) throw missing(`${field}.content`);
  if (role === 'tool' && toolCallId === undefined) throw missing(`${field}.tool_call_id`);
  return {
    role: role === 'developer' ? 'system' : role,
    content: typeof content === 'object' ? content.map((part) => part.text).join('') : (content ?? ''),
    ...(reasoning !== undefined && { reasoning }),
    ...(calls !== undefined && {
      toolCalls: calls.map(({ id, function: { name, arguments: args } }) => ({ id, name, arguments: args })),
    }),
    ...(toolCallId !== undefined && { toolCallId }),
  };
}

function missing(field: string) {
  return invalid(field, `missing required parameter: '${field}'`, 'missing_required_parameter');
}
