// A model's chat template: messages to the text that the model was trained to continue.
import { Template } from '@huggingface/jinja';
import { Code, FulgurError, invalid } from '../wire/errors.ts';

export interface ChatMessage {
  readonly role: string;
  readonly content: string;
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
  /** More variables for the template, such as `enable_thinking`. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

export class ChatTemplate {
  readonly #template: Template;
  readonly #specials: TemplateSpecials;

  /** The template that the model brings along; undefined when it brings none. */
  static of(tokenizer: TemplateSource): ChatTemplate | undefined {
    if (tokenizer.chatTemplate === undefined) return undefined;
    const text = (id: number | undefined) =>
      id === undefined ? '' : Buffer.from(tokenizer.piece(id)).toString('utf8');
    const specials = { bos: text(tokenizer.bosId), eos: text(tokenizer.eosId), addsBos: tokenizer.addsBos };
    return new ChatTemplate(tokenizer.chatTemplate, specials);
  }

  /** @throws FulgurError FAILED_PRECONDITION when `template` is not Jinja that can be parsed. */
  constructor(template: string, specials: TemplateSpecials) {
    this.#specials = specials;
    try {
      this.#template = new Template(template.replaceAll('raise_exception', ownRefusal));
    } catch (cause) {
      const reason = firstLine(cause);
      throw new FulgurError(Code.FAILED_PRECONDITION, `the model's chat template cannot be parsed: ${reason}`, {
        cause,
      });
    }
  }

  /**
   * The prompt's text; encode it with addSpecial and parseSpecial.
   * @throws FulgurError INVALID_ARGUMENT, field `messages`, with the template's own words when it refuses the messages;
   *   FAILED_PRECONDITION when the template itself fails.
   */
  render(messages: readonly ChatMessage[], options: RenderOptions): string {
    if (messages.length === 0) throw invalid('messages', 'messages is empty: send at least one');
    const { bos, eos, addsBos } = this.#specials;
    let text: string;
    try {
      text = this.#template.render({
        ...options.variables,
        messages: messages.map((message) => ({ ...message })),
        add_generation_prompt: options.addGenerationPrompt,
        bos_token: bos,
        eos_token: eos,
        [ownRefusal]: refuse,
      });
    } catch (cause) {
      const reason = firstLine(cause);
      if (cause instanceof Refusal) throw invalid('messages', `the model's chat template refuses messages: ${reason}`);
      throw new FulgurError(Code.FAILED_PRECONDITION, `the model's chat template fails: ${reason}`, { cause });
    }
    return addsBos && bos !== '' && text.startsWith(bos) ? text.slice(bos.length) : text;
  }
}

/**
 * Templates call `raise_exception` when the messages are at fault. The interpreter's own one throws what any failure of
 * the template throws too, and cannot be replaced under its name, so templates are made to call this one.
 */
const ownRefusal = 'fulgur_refuse_messages';

class Refusal extends Error {}

function refuse(reason: unknown): never {
  throw new Refusal(String(reason));
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0]!;
}
