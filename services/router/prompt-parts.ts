// Prompts as the guard reads them: parts with roles; and prompts again from the parts that it wants used instead.
import type { ChatMessage, Prompt } from './generation-request.ts';
import type { PromptPart } from './guard-gate.ts';

interface Detokenizer {
  decode(ids: readonly number[]): string;
}

/** A raw text or token ids are one part, the user's. */
export function partsOf(prompt: Prompt, model: Detokenizer): readonly PromptPart[] {
  switch (prompt.kind) {
    case 'chat':
      return prompt.messages.map(({ role, content }) => ({ role, text: content }));
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
    return { kind: 'chat', messages: prompt.messages.map((message) => ({ ...message, content: next() })) };
  });
}

/** The prompt with an instruction before everything else that the model is told. */
export function withInstruction(prompt: Prompt, instruction: string, model: Detokenizer): Prompt {
  if (prompt.kind === 'chat') return { kind: 'chat', messages: instruct(prompt.messages, instruction) };
  const text = prompt.kind === 'text' ? prompt.text : model.decode(prompt.ids);
  return { kind: 'text', text: `${instruction}\n\n${text}` };
}

/** Templates know one system message, the first: the instruction joins it. */
function instruct(messages: readonly ChatMessage[], instruction: string): ChatMessage[] {
  const [first, ...rest] = messages;
  if (first?.role === 'system') return [{ role: 'system', content: `${instruction}\n\n${first.content}` }, ...rest];
  return [{ role: 'system', content: instruction }, ...messages];
}
