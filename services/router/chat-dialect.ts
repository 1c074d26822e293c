// How the served model holds a conversation: its chat template, what that can write, and the format of its answers.
import { type AnswerFormat, markersOf } from '../../lib/model/answer/answer-format.ts';
import { answerFormatOf } from '../../lib/model/answer/answer-formats.ts';
import { type TemplateTraits, templateTraits } from '../../lib/model/template-traits.ts';
import { type FulgurError, invalid } from '../../lib/wire/errors.ts';
import { templateMessages, templateTools } from './chat-conversation.ts';
import { ChatEncoder, type ChatRenderer } from './chat-prompt.ts';
import type { ChatPrompt, FieldNames, ReasoningEffort } from './generation-request.ts';
import type { PromptTokenizer } from './prompt-tokenizer.ts';
import type { Tool } from './tool-calling.ts';

/** How an answer is to be read. */
export interface AnswerStart {
  readonly format: AnswerFormat;
  /** The prompt ends inside of reasoning. */
  readonly opensReasoning: boolean;
  /** What the prompt has begun of the answer. */
  readonly opening: string;
  readonly tools: readonly Tool[];
  /** Whether the answer ends with its first call. */
  readonly oneCall: boolean;
}

export interface EncodedChat {
  readonly ids: number[];
  /** undefined when the answer is content and nothing else. */
  readonly answer: AnswerStart | undefined;
}

export class ChatDialect {
  readonly format: AnswerFormat | undefined;
  /** Control tokens whose text the parser of answers has to see. */
  readonly markerIds: ReadonlySet<number>;
  readonly #source: string;
  readonly #template: ChatRenderer;
  readonly #encoder: ChatEncoder;
  #traits: TemplateTraits | undefined;

  /** @param source the template's text. */
  constructor(tokenizer: PromptTokenizer, template: ChatRenderer, source: string) {
    const idsOf = (text: string) => tokenizer.encode(text, { addSpecial: false, parseSpecial: true });
    this.format = answerFormatOf(source, (text) => idsOf(text).length === 1);
    const markers = this.format === undefined ? [] : markersOf(this.format);
    this.markerIds = new Set(markers.map(idsOf).flatMap((ids) => (ids.length === 1 ? ids : [])));
    this.#source = source;
    this.#template = template;
    this.#encoder = new ChatEncoder(tokenizer, template);
  }

  /** @throws INVALID_ARGUMENT for what this model's template cannot write. */
  check({ tools, reasoningEffort }: ChatPrompt, fields: FieldNames, modelId: string): void {
    if (reasoningEffort !== undefined && this.#variables(reasoningEffort) === undefined) {
      throw unsupported(fields.reasoningEffort, `the model '${modelId}' has no such reasoning effort: leave it out`);
    }
    if (tools === undefined) return;
    if (this.format?.calls === undefined || !this.#known.tools) {
      const why = this.#known.tools ? 'writes calls in a form that is not known here' : 'says nothing about tools';
      throw unsupported(fields.tools, `the chat template of the model '${modelId}' ${why}: leave 'tools' out`);
    }
  }

  async encode(prompt: ChatPrompt): Promise<EncodedChat> {
    const { messages, tools, toolChoice, reasoningEffort } = prompt;
    const variables = reasoningEffort && this.#variables(reasoningEffort);
    const format = this.format;
    const withCalls = tools !== undefined || messages.some(({ role, toolCalls }) => role === 'tool' || toolCalls);
    const conversation = {
      messages: templateMessages(messages, {
        calls: withCalls ? this.#known.calls : undefined,
        ids: format?.calls?.ids,
        thinking: format?.harmony ?? false,
      }),
      ...(tools !== undefined && { tools: templateTools(tools) }),
      ...(variables !== undefined && { variables }),
    };
    const isForced = toolChoice !== undefined && toolChoice !== 'auto';
    const opening = (tail: string) => {
      if (!isForced || format?.calls === undefined) return '';
      const reasons = this.#opensReasoning(tail) ? `\n${format.reasoning?.close}\n\n` : '';
      return reasons + format.calls.forced(forcedName(prompt));
    };
    const encoded = await this.#encoder.encode({ ...conversation, opening });
    if (format === undefined) return { ids: encoded.ids, answer: undefined };
    const answer = {
      format,
      opensReasoning: this.#opensReasoning(encoded.tail),
      opening: encoded.opening,
      tools: tools ?? [],
      oneCall: prompt.parallelToolCalls === false || typeof toolChoice === 'object',
    };
    return { ids: encoded.ids, answer };
  }

  get #known(): TemplateTraits {
    this.#traits ??= templateTraits(this.#template);
    return this.#traits;
  }

  #opensReasoning(tail: string): boolean {
    const open = this.format?.reasoning?.open;
    return open !== undefined && tail.trimEnd().endsWith(open);
  }

  /** What templates know an effort by; undefined when this one knows none like it. */
  #variables(effort: ReasoningEffort): Record<string, unknown> | undefined {
    const knows = (name: string) => new RegExp(`(?<![.\\w'"])${name}\\b`).test(this.#source);
    const reasons = effort !== 'none';
    const switches = ['enable_thinking', 'thinking'].filter(knows).map((name) => [name, reasons]);
    const levels =
      knows('reasoning_effort') && reasons ? [['reasoning_effort', effort === 'minimal' ? 'low' : effort]] : [];
    const variables = [...switches, ...levels];
    return variables.length === 0 ? undefined : Object.fromEntries(variables);
  }
}

/** The one tool that can be meant, if there is only one. */
function forcedName({ tools = [], toolChoice }: ChatPrompt): string | undefined {
  if (typeof toolChoice === 'object') return toolChoice.name;
  return tools.length === 1 ? tools[0]?.name : undefined;
}

function unsupported(field: string, why: string): FulgurError {
  return invalid(field, `the parameter '${field}' is not supported: ${why}`, 'unsupported_parameter');
}
