// A model's chat template: messages to the text that the model was trained to continue.
import { Code, FulgurError, invalid } from '../wire/errors.ts';
import { strftime } from './strftime.ts';
import { TemplateError, TemplateProgram, TemplateRefusal, templateListMax } from './template-program.ts';

/** A message as OpenAI's API has it; templates see its fields as they are. */
export interface ChatMessage {
  readonly role: string;
  readonly content: string;
  readonly name?: string;
  readonly reasoning_content?: string;
  /** What some templates call it. */
  readonly thinking?: string;
  /** Arguments may be a JSON text or what it says; which of the two a template wants differs from model to model. */
  readonly tool_calls?: readonly {
    readonly id?: string;
    readonly type?: 'function';
    readonly function: { readonly name: string; readonly arguments: unknown };
  }[];
  readonly tool_call_id?: string;
}

export interface TemplateSpecials {
  /** Text of the beginning-of-sequence token; templates know it as `bos_token`. */
  readonly bos: string;
  /** Text of the end-of-sequence token; templates know it as `eos_token`. */
  readonly eos: string;
  /** The tokenizer adds the beginning-of-sequence token itself, so one that the template writes is taken out. */
  readonly addsBos: boolean;
}

/** What `ChatTemplate.of` asks of a tokenizer. */
export interface TemplateSource {
  readonly chatTemplate: string | undefined;
  readonly bosId: number | undefined;
  readonly eosId: number | undefined;
  readonly addsBos: boolean;
  piece(id: number): Uint8Array;
}

export interface RenderOptions {
  /** End with the opening of the assistant's turn. */
  readonly addGenerationPrompt: boolean;
  /** Functions that the model may call, as OpenAI's API describes them. */
  readonly tools?: readonly unknown[];
  /** The time that `strftime_now` tells. Default: now. */
  readonly now?: Date;
  /** More variables for the template, such as `enable_thinking`. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

export class ChatTemplate {
  readonly #template: TemplateProgram;
  readonly #specials: TemplateSpecials;

  /** The template that the model brings along; undefined when it brings none. */
  static of(tokenizer: TemplateSource): ChatTemplate | undefined {
    if (tokenizer.chatTemplate === undefined) return undefined;
    const text = (id: number | undefined) =>
      id === undefined ? '' : Buffer.from(tokenizer.piece(id)).toString('utf8');
    const specials = { bos: text(tokenizer.bosId), eos: text(tokenizer.eosId), addsBos: tokenizer.addsBos };
    return new ChatTemplate(tokenizer.chatTemplate, specials);
  }

  /** @throws FulgurError FAILED_PRECONDITION, with the line, when `template` is not Jinja that can be parsed. */
  constructor(template: string, specials: TemplateSpecials) {
    this.#specials = specials;
    try {
      this.#template = new TemplateProgram(template);
    } catch (cause) {
      throw templateError("the model's chat template cannot be parsed", cause);
    }
  }

  /**
   * The prompt's text; encode it with addSpecial and parseSpecial.
   * @throws FulgurError INVALID_ARGUMENT, field `messages`, with the template's own words when it refuses the messages;
   *   FAILED_PRECONDITION, with the line, when the template itself fails or does not end.
   */
  render(messages: readonly ChatMessage[], options: RenderOptions): string {
    if (messages.length === 0) throw invalid('messages', 'messages is empty: send at least one');
    const { bos, eos, addsBos } = this.#specials;
    let text: string;
    try {
      text = this.#template.run({
        ...options.variables,
        // Transformers defines these even when there are none.
        tools: options.tools ?? null,
        documents: null,
        messages,
        add_generation_prompt: options.addGenerationPrompt,
        bos_token: bos,
        eos_token: eos,
        ...globals(options.now),
      });
    } catch (cause) {
      if (!(cause instanceof TemplateRefusal)) throw templateError("the model's chat template fails", cause);
      throw invalid('messages', `the model's chat template refuses messages: ${cause.message}`);
    }
    return addsBos && bos !== '' && text.startsWith(bos) ? text.slice(bos.length) : text;
  }
}

/** Names that every template knows; transformers defines these, in Python's and Jinja's spelling. */
function globals(now: Date | undefined): Record<string, unknown> {
  return {
    true: true,
    True: true,
    false: false,
    False: false,
    none: null,
    None: null,
    range,
    strftime_now: (format: unknown) => strftime(now ?? new Date(), String(format)),
    raise_exception: (reason: unknown) => {
      throw new TemplateRefusal(String(reason).split('\n', 1)[0]);
    },
  };
}

/** Python's range as a list. */
function range(from: number, to?: number, step = 1): number[] {
  const [start, stop] = to === undefined ? [0, from] : [from, to];
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isInteger(length) || length > templateListMax) {
    throw new Error(`range(${start}, ${stop}, ${step}) is no list of at most ${templateListMax} numbers`);
  }
  return Array.from({ length }, (_, i) => start + i * step);
}

function templateError(what: string, cause: unknown): FulgurError {
  const { message, line } = cause instanceof TemplateError ? cause : { message: String(cause), line: undefined };
  const where = line === undefined ? '' : ` at line ${line}`;
  return new FulgurError(Code.FAILED_PRECONDITION, `${what}${where}: ${message}`, { cause });
}
