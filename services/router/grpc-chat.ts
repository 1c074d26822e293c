// fulgur.v1.ChatMessages, validated, in the form that the OpenAI API is turned into as well.
import { invalid } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { type ChatMessage, type ChatPrompt, reasoningEfforts } from './generation-request.ts';
import { checkCallIds } from './openai/chat-messages.ts';
import { limits } from './openai/limits.ts';
import { toolName, toolRequest } from './openai/tools.ts';
import { argumentsOf, type Tool, type ToolChoice } from './tool-calling.ts';

const roles = ['system', 'user', 'assistant', 'tool'] as const;

/** @throws INVALID_ARGUMENT naming the field as the proto spells it. */
export function toChatPrompt(chat: fulgur.v1.IChatMessages): ChatPrompt {
  const messages = chat.messages ?? [];
  within('chat.messages', messages.length, 1, limits.messages, ' messages');
  within('chat.tools', chat.tools?.length ?? 0, 0, limits.tools, ' tools');
  const read = messages.map(toMessage);
  checkCallIds(read, (index) => `chat.messages[${index}].tool_call_id`);
  const fields = { tools: 'chat.tools', choice: 'chat.tool_choice' };
  const reasoningEffort = reasoningEfforts.find((effort) => effort === chat.reasoningEffort);
  if (reasoningEffort === undefined && (chat.reasoningEffort ?? '') !== '') {
    const got = JSON.stringify(chat.reasoningEffort);
    const message = `chat.reasoning_effort must be one of ${reasoningEfforts.join(', ')}, got ${got}`;
    throw invalid('chat.reasoning_effort', message, 'invalid_value');
  }
  const parallelToolCalls = chat.parallelToolCalls ?? undefined;
  return {
    kind: 'chat',
    messages: read,
    ...toolRequest((chat.tools ?? []).map(toTool), toChoice(chat.toolChoice ?? {}), fields),
    ...(parallelToolCalls !== undefined && { parallelToolCalls }),
    ...(reasoningEffort !== undefined && { reasoningEffort }),
  };
}

function toMessage(given: fulgur.v1.IChatMessage, index: number): ChatMessage {
  const field = `chat.messages[${index}]`;
  const name = given.role === 'developer' ? 'system' : given.role;
  const role = roles.find((known) => known === name);
  if (role === undefined) {
    const got = JSON.stringify(given.role ?? '');
    const message = `${field}.role must be system, developer, user, assistant or tool, got ${got}`;
    throw invalid(`${field}.role`, message, 'invalid_value');
  }
  const calls = given.toolCalls ?? [];
  if (role !== 'assistant') {
    within(`${field}.tool_calls`, calls.length, 0, 0, ` calls in a message of the role ${role}`);
    within(`${field}.reasoning`, given.reasoning?.length ?? 0, 0, 0, ` characters in a message of the role ${role}`);
  }
  within(`${field}.tool_calls`, calls.length, 0, limits.toolCallsPerMessage, ' calls');
  const toolCalls = calls.map((call, at) => {
    within(`${field}.tool_calls[${at}].id`, call.id?.length ?? 0, 1, limits.toolCallIdCharacters, ' characters');
    within(`${field}.tool_calls[${at}].name`, call.name?.length ?? 0, 1, limits.toolNameCharacters, ' characters');
    return { id: call.id ?? '', name: call.name ?? '', arguments: call.arguments ?? '' };
  });
  return {
    role,
    content: given.content ?? '',
    ...(given.reasoning && { reasoning: given.reasoning }),
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(role === 'tool' && { toolCallId: given.toolCallId ?? '' }),
  };
}

function toTool({ name, description, parametersJson }: fulgur.v1.ITool, index: number): Tool {
  const field = `chat.tools[${index}]`;
  if (!toolName.test(name ?? '')) {
    const got = JSON.stringify((name ?? '').slice(0, limits.toolNameCharacters));
    const message = `${field}.name must be 1 to 64 letters, digits, _ or -, got ${got}`;
    throw invalid(`${field}.name`, message, 'invalid_value');
  }
  const characters = description?.length ?? 0;
  within(`${field}.description`, characters, 0, limits.toolDescriptionCharacters, ' characters');
  const parameters = parametersJson ? argumentsOf(parametersJson) : { type: 'object', properties: {} };
  if (parameters === undefined) {
    const message = `${field}.parameters_json must be the JSON of an object, got ${parametersJson?.length} characters that are not`;
    throw invalid(`${field}.parameters_json`, message, 'invalid_value');
  }
  return { name: name ?? '', description: description ?? '', parameters };
}

function toChoice(choice: fulgur.v1.IToolChoice): ToolChoice {
  if (choice.none) return 'none';
  if (choice.required) return 'required';
  return choice.function ? { name: choice.function } : 'auto';
}

/** NaN is within nothing. @throws INVALID_ARGUMENT naming the field, the bounds and the value. */
export function within(field: string, value: number, least: number, most: number, unit = ''): void {
  if (value >= least && value <= most) return;
  throw invalid(field, `${field} must be ${least} to ${most}${unit}, got ${value}`, 'invalid_value');
}
