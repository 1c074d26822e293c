// What a chat template can write, found out by trying: templates do not say.
import type { ChatMessage, RenderOptions } from './chat-template.ts';

export interface TemplateTraits {
  /** It tells the model about tools. */
  readonly tools: boolean;
  /** How it wants a call that is part of the conversation; undefined when it writes none, whatever it is given. */
  readonly calls: CallTraits | undefined;
}

export interface CallTraits {
  /** Arguments as what their JSON says, or as the JSON text. */
  readonly arguments: 'object' | 'text';
  /** The content of a message that only calls. */
  readonly emptyContent: '' | null;
  /** A message may hold several calls; else each needs a message of its own. */
  readonly several: boolean;
}

interface Renderer {
  render(messages: readonly ChatMessage[], options: RenderOptions): string;
}

const tool = {
  type: 'function',
  function: {
    name: 'probe_tool',
    description: 'probe_description',
    parameters: { type: 'object', properties: { probe_argument: { type: 'string', description: 'A text.' } } },
  },
};
const question: ChatMessage = { role: 'user', content: 'probe_question' };

export function templateTraits(template: Renderer): TemplateTraits {
  const told = attempt(template, [question], [tool]) ?? '';
  return { tools: told.includes('probe_tool'), calls: callTraits(template) };
}

function callTraits(template: Renderer): CallTraits | undefined {
  for (const emptyContent of ['', null] as const) {
    for (const kind of ['object', 'text'] as const) {
      const options = { arguments: kind, emptyContent };
      if (!writesCalls(template, ['probe_tool'], options)) continue;
      return { ...options, several: writesCalls(template, ['probe_tool', 'other_tool'], options) };
    }
  }
  return undefined;
}

/** Whether names and arguments of the calls, and what the tool answers, are in the text; arguments not quoted twice. */
function writesCalls(
  template: Renderer,
  names: readonly string[],
  options: { arguments: 'object' | 'text'; emptyContent: '' | null },
): boolean {
  const args = { probe_argument: 'probe_value' };
  const calls = names.map((name, index) => ({
    id: `probe000${index}`,
    type: 'function' as const,
    function: { name, arguments: options.arguments === 'object' ? args : JSON.stringify(args) },
  }));
  const answers = calls.map(({ id, function: { name } }): ChatMessage => {
    return { role: 'tool', content: 'probe_answer', name, tool_call_id: id };
  });
  const assistant = { role: 'assistant', content: options.emptyContent, tool_calls: calls } as ChatMessage;
  const text = attempt(template, [question, assistant, ...answers], [tool]);
  if (text === undefined || text.includes('\\"probe_argument')) return false;
  // The tool itself is told about in the same words.
  const alone = attempt(template, [question], [tool]) ?? '';
  const count = (part: string) => text.split(part).length - alone.split(part).length;
  const written = names.every((name) => count(name) > 0);
  return written && count('probe_argument') >= names.length && count('probe_value') >= names.length;
}

function attempt(template: Renderer, messages: readonly ChatMessage[], tools: readonly unknown[]): string | undefined {
  try {
    return template.render(messages, { addGenerationPrompt: true, tools });
  } catch {
    return undefined;
  }
}
