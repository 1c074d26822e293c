// Prompts as the guard reads them: parts by origin; and prompts again from the parts that it wants used instead.
import type { ChatMessage, ChatPrompt, Prompt } from './generation-request.ts';
import type { PromptPart } from './guard-gate.ts';
import { argumentsOf, linesOf, type Tool, type ToolCall, withLines } from './tool-calling.ts';

interface Detokenizer {
  decode(ids: readonly number[]): string;
}

/**
 * A raw text or token ids are one part, the user's. Of a chat the descriptions of tools come first and are judged as what
 * tools say, for their authors are not the user; then the messages, each with what it was reasoned from and what it called.
 */
export function partsOf(prompt: Prompt, model: Detokenizer): readonly PromptPart[] {
  switch (prompt.kind) {
    case 'chat':
      return [...(prompt.tools ?? []).map(toolPart), ...prompt.messages.flatMap(messageParts)];
    case 'text':
      return [{ role: 'user', text: prompt.text }];
    case 'tokens':
      return [{ role: 'user', text: model.decode(prompt.ids) }];
  }
}

/** `parts`: as many as `partsOf` made of all prompts, in the same order. */
export function withParts(prompts: readonly Prompt[], parts: readonly PromptPart[]): Prompt[] {
  let at = 0;
  const next = () => parts[at++]?.text ?? '';
  return prompts.map((prompt): Prompt => {
    if (prompt.kind !== 'chat') return { kind: 'text', text: next() };
    const tools = prompt.tools?.map((tool) => withToolPart(tool, next()));
    const messages = prompt.messages.map((message) => withMessageParts(message, next));
    return { ...prompt, messages, ...(tools !== undefined && { tools }) };
  });
}

/** Findings about parts, by the prompt whose `partsOf` made them: one list per prompt. */
export function byPrompt<Found extends { readonly part?: number | null }>(
  findings: readonly Found[],
  partsOfPrompts: readonly (readonly PromptPart[])[],
): Found[][] {
  const promptOfPart = partsOfPrompts.flatMap((parts, prompt) => parts.map(() => prompt));
  const found = partsOfPrompts.map((): Found[] => []);
  for (const finding of findings) found[promptOfPart[finding.part ?? 0] ?? 0]?.push(finding);
  return found;
}

function toolPart(tool: Tool): PromptPart {
  return { role: 'tool', text: linesOf(describedBy(tool)) };
}

function describedBy({ description, parameters }: Tool): Pick<Tool, 'description' | 'parameters'> {
  return { description, parameters };
}

/** Where the guard has changed more than single texts, the tool keeps its name alone. */
function withToolPart(tool: Tool, text: string): Tool {
  const described = withLines(describedBy(tool), text) ?? { description: '', parameters: { type: 'object' } };
  return { name: tool.name, ...described };
}

function messageParts({ role, content, reasoning, toolCalls = [] }: ChatMessage): PromptPart[] {
  return [
    { role, text: content },
    ...(reasoning === undefined ? [] : [{ role, text: reasoning }]),
    ...toolCalls.map((call) => ({ role, text: callText(call) })),
  ];
}

function withMessageParts(message: ChatMessage, next: () => string): ChatMessage {
  const { reasoning, toolCalls } = message;
  return {
    ...message,
    content: next(),
    ...(reasoning !== undefined && { reasoning: next() }),
    ...(toolCalls !== undefined && { toolCalls: toolCalls.map((call) => withCallText(call, next())) }),
  };
}

/** The texts of the arguments; those that are no JSON as they are. */
function callText(call: ToolCall): string {
  const values = argumentsOf(call.arguments);
  return values === undefined ? call.arguments : linesOf(values);
}

function withCallText(call: ToolCall, text: string): ToolCall {
  if (text === callText(call)) return call;
  const values = argumentsOf(call.arguments);
  return { ...call, arguments: values === undefined ? text : JSON.stringify(withLines(values, text) ?? {}) };
}

/** The prompt with an instruction before everything else that the model is told. */
export function withInstruction(prompt: Prompt, instruction: string, model: Detokenizer): Prompt {
  if (prompt.kind === 'chat') return instruct(prompt, instruction);
  const text = prompt.kind === 'text' ? prompt.text : model.decode(prompt.ids);
  return { kind: 'text', text: `${instruction}\n\n${text}` };
}

/** Templates know one system message, the first: the instruction joins it. */
function instruct(prompt: ChatPrompt, instruction: string): ChatPrompt {
  const [first, ...rest] = prompt.messages;
  const given = first?.role === 'system' ? `\n\n${first.content}` : '';
  const others = first?.role === 'system' ? rest : prompt.messages;
  return { ...prompt, messages: [{ role: 'system', content: `${instruction}${given}` }, ...others] };
}
