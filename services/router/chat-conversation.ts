// A conversation as the model's chat template wants it: templates differ in how they take calls, and few say so.
import type { CallIds } from '../../lib/model/answer/answer-format.ts';
import type { ChatMessage as TemplateMessage } from '../../lib/model/chat-template.ts';
import type { CallTraits } from '../../lib/model/template-traits.ts';
import type { ChatMessage } from './generation-request.ts';
import { argumentsOf, shortened, type Tool, type ToolCall } from './tool-calling.ts';

export interface ConversationStyle {
  /** undefined: the template writes no calls. */
  readonly calls: CallTraits | undefined;
  /** What ids of calls have to look like. */
  readonly ids: CallIds | undefined;
  /** Reasoning is called `thinking`, and a message that calls may have either reasoning or content. */
  readonly thinking: boolean;
}

/** The calls of a conversation by their ids, with the ids that the template gets. */
type KnownCalls = Map<string, { readonly name: string; readonly id: string }>;

export function templateMessages(messages: readonly ChatMessage[], style: ConversationStyle): TemplateMessage[] {
  const calls: KnownCalls = new Map();
  let callCount = 0;
  const out: TemplateMessage[] = [];
  for (let index = 0; index < messages.length; index += 1) {
    const message = messages[index] as ChatMessage;
    const { toolCalls = [] } = message;
    for (const { id, name } of toolCalls) calls.set(id, { name, id: idFor(id, name, callCount++, style.ids) });
    if (toolCalls.length < 2 || style.calls?.several !== false) {
      out.push(templateMessage(message, style, calls));
      continue;
    }
    // A message of its own for each call, with its answer behind it.
    const answers: ChatMessage[] = [];
    while (messages[index + 1]?.role === 'tool') answers.push(messages[++index] as ChatMessage);
    for (const [place, call] of toolCalls.entries()) {
      const first = place === 0 ? message : { role: message.role, content: '' };
      const own = answers.filter(({ toolCallId }) => toolCallId === call.id);
      for (const part of [{ ...first, toolCalls: [call] }, ...own]) out.push(templateMessage(part, style, calls));
    }
    const others = answers.filter(({ toolCallId }) => !toolCalls.some(({ id }) => id === toolCallId));
    for (const answer of others) out.push(templateMessage(answer, style, calls));
  }
  return out;
}

/** Tools as OpenAI's API describes them, which is what templates expect. */
export function templateTools(tools: readonly Tool[]): readonly unknown[] {
  return tools.map(({ name, description, parameters }) => {
    return { type: 'function', function: { name, description, parameters } };
  });
}

function templateMessage(
  { role, content, reasoning, toolCalls = [], toolCallId }: ChatMessage,
  style: ConversationStyle,
  known: KnownCalls,
): TemplateMessage {
  const idOf = (id: string) => known.get(id)?.id ?? idFor(id, '', 0, style.ids);
  if (role === 'tool') {
    const name = known.get(toolCallId ?? '')?.name;
    return { role, content, tool_call_id: idOf(toolCallId ?? ''), ...(name !== undefined && { name }) };
  }
  const { calls } = style;
  if (toolCalls.length === 0) return { role, content, ...reasoningOf(reasoning, style) };
  if (calls === undefined) {
    const told = JSON.stringify(
      toolCalls.map((call) => ({ name: call.name, arguments: argumentsFor(call, 'object') })),
    );
    return { role, content: content === '' ? told : `${content}\n${told}`, ...reasoningOf(reasoning, style) };
  }
  const joined = style.thinking && reasoning !== undefined && content !== '';
  const text = joined ? '' : content;
  return {
    role,
    content: text === '' ? (calls.emptyContent as string) : text,
    ...reasoningOf(joined ? `${reasoning}\n\n${content}` : reasoning, style),
    tool_calls: toolCalls.map((call) => ({
      id: idOf(call.id),
      type: 'function' as const,
      function: { name: call.name, arguments: argumentsFor(call, calls.arguments) },
    })),
  };
}

/** `place`: of the call in the conversation. */
function idFor(id: string, name: string, place: number, ids: CallIds | undefined): string {
  if (ids === 'short') return shortened(id);
  return ids === 'numbered' && name !== '' ? `functions.${name}:${place}` : id;
}

function reasoningOf(reasoning: string | undefined, { thinking }: ConversationStyle): Partial<TemplateMessage> {
  if (reasoning === undefined) return {};
  return thinking ? { thinking: reasoning } : { reasoning_content: reasoning };
}

/** What a model wrote that is no JSON is told to it again under a name: a conversation must not end because of it. */
function argumentsFor(call: ToolCall, kind: CallTraits['arguments']): unknown {
  if (kind === 'text') return call.arguments.trim() === '' ? '{}' : call.arguments;
  return argumentsOf(call.arguments) ?? { arguments: call.arguments };
}
