// The model as routers know it: names, limits, tokenizer and chat template; no weights.
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { type AnswerStart, ChatDialect } from './chat-dialect.ts';
import type { ChatRenderer } from './chat-prompt.ts';
import type { TokenDecoder } from './choice-text.ts';
import type { FieldNames, GenerationRequest, Prompt } from './generation-request.ts';
import { encodeText, type PromptTokenizer } from './prompt-tokenizer.ts';

export interface ModelTokenizer extends PromptTokenizer {
  decode(ids: readonly number[]): string;
  readonly eogIds: ReadonlySet<number>;
  readonly bosId: number | undefined;
  readonly vocabularySize: number;
}

export interface ServedModelOptions {
  readonly id: string;
  readonly fingerprint: string;
  readonly architecture: string;
  readonly contextLength: number;
  readonly createdUnixS: number;
  readonly tokenizer: ModelTokenizer;
  /** undefined when the model has none: it is then no chat model. */
  readonly template: ChatRenderer | undefined;
  /** The template's text. */
  readonly templateSource?: string;
  /** @param shown control tokens that are to come out as text; the others give none. */
  readonly createDecoder: (shown: ReadonlySet<number>) => TokenDecoder;
}

export interface EncodedPrompt {
  readonly ids: readonly number[];
  /** How the answer is to be read; undefined when it is content and nothing else. */
  readonly answer?: AnswerStart | undefined;
}

const noIds: ReadonlySet<number> = new Set();

/** A vocabulary is looked through in steps of a few milliseconds. */
const piecesPerTurn = 2_048;

export class ServedModel {
  readonly id: string;
  readonly fingerprint: string;
  readonly architecture: string;
  readonly createdUnixS: number;
  readonly vocabularySize: number;
  readonly stopTokenIds: ReadonlySet<number>;
  /** The same as a list, one for all requests. */
  readonly stopTokenList: readonly number[];
  readonly #createDecoder: ServedModelOptions['createDecoder'];
  readonly #tokenizer: ModelTokenizer;
  readonly #chat: ChatDialect | undefined;
  /** The beginning-of-sequence token that the model wants before every text; none for some. */
  readonly #prefix: readonly number[];
  #longestPiece: number | undefined;
  #contextLength: number;
  readonly #ownContextLength: number;

  constructor(options: ServedModelOptions) {
    const { tokenizer, template } = options;
    this.id = options.id;
    this.fingerprint = options.fingerprint;
    this.architecture = options.architecture;
    this.#contextLength = options.contextLength;
    this.#ownContextLength = options.contextLength;
    this.createdUnixS = options.createdUnixS;
    this.#createDecoder = options.createDecoder;
    this.vocabularySize = tokenizer.vocabularySize;
    this.stopTokenIds = new Set(tokenizer.eogIds);
    this.stopTokenList = [...tokenizer.eogIds];
    this.#tokenizer = tokenizer;
    this.#chat =
      template === undefined ? undefined : new ChatDialect(tokenizer, template, options.templateSource ?? '');
    const [first] = tokenizer.encode('', { addSpecial: true, parseSpecial: false });
    this.#prefix = first !== undefined && first === tokenizer.bosId ? [first] : [];
  }

  /** Tokens of the longest sequence, prompt and answer together. */
  get contextLength(): number {
    return this.#contextLength;
  }

  /** Replicas have room for sequences of `tokens`. */
  limitContext(tokens: number): void {
    this.#contextLength = Math.min(this.#ownContextLength, tokens);
  }

  /** Throws NOT_FOUND unless `name` is empty or this model's. */
  check(name: string): void {
    if (name === '' || name === this.id) return;
    const message = `the model '${name.slice(0, 100)}' does not exist; this cluster serves '${this.id}'`;
    throw new FulgurError(Code.NOT_FOUND, message, { field: 'model', reason: 'model_not_found' });
  }

  /**
   * Token ids of a prompt. Chat contents are plain text whatever they hold; a raw text may hold control tokens, as with other
   * servers of raw completions, for whoever sends it writes the whole prompt; ids are taken as they are.
   * Rejects with INVALID_ARGUMENT when the prompt is empty or leaves no room for a token in the context.
   */
  async encode(prompt: Prompt, { prompt: field }: FieldNames): Promise<EncodedPrompt> {
    const encoded = await this.#encode(prompt, field);
    const { ids } = encoded;
    if (ids.length === 0) throw invalid(field, `'${field}' is empty: it has no token`, 'invalid_value');
    if (ids.length >= this.contextLength) throw this.#tooLong(field, `${ids.length} tokens`);
    return encoded;
  }

  /** @param answer how the answer is read: its markers come out as text even where they are control tokens. */
  createDecoder(answer?: AnswerStart): TokenDecoder {
    return this.#createDecoder(answer === undefined ? noIds : (this.#chat?.markerIds ?? noIds));
  }

  tokenize(text: string, options: { addSpecial: boolean; parseSpecial: boolean }): Promise<number[]> {
    return encodeText(this.#tokenizer, text, options);
  }

  piece(id: number): Uint8Array {
    return this.#tokenizer.piece(id);
  }

  decode(ids: readonly number[]): string {
    return this.#tokenizer.decode(ids);
  }

  /** How many tokens may be generated after a prompt: at most what was asked for and what the context has room for. */
  maxTokens(request: GenerationRequest, promptTokens: number): number {
    const room = this.contextLength - promptTokens;
    return Math.min(request.maxTokens ?? room, room);
  }

  /** Rejects with INVALID_ARGUMENT for what only the model's own numbers show to be wrong, before much is done for it. */
  async checkLimits(request: GenerationRequest): Promise<void> {
    const { maxTokens, fields, sampling, prompts } = request;
    if (maxTokens !== undefined && maxTokens > this.contextLength) {
      const message = `'${fields.maxTokens}' must be at most ${this.contextLength}, the context length of ${this.id}, got ${maxTokens}`;
      throw invalid(fields.maxTokens, message, 'invalid_value');
    }
    for (const id of sampling.logitBias.keys()) this.#checkId(id, fields.logitBias);
    for (const prompt of prompts) {
      if (prompt.kind === 'chat') this.#chat?.check(prompt, fields, this.id);
      if (prompt.kind === 'tokens') this.#checkIds(prompt.ids, fields.prompt);
      else await this.#checkSize(prompt, fields.prompt);
    }
  }

  async #encode(prompt: Prompt, field: string): Promise<EncodedPrompt> {
    switch (prompt.kind) {
      case 'chat': {
        if (this.#chat === undefined) {
          throw new FulgurError(
            Code.FAILED_PRECONDITION,
            `the model '${this.id}' has no chat template: use completions`,
            {
              field,
              reason: 'no_chat_template',
            },
          );
        }
        const { ids, answer } = await this.#chat.encode(prompt);
        return { ids: this.#withPrefix(ids), answer };
      }
      case 'text':
        return {
          ids: this.#withPrefix(
            await encodeText(this.#tokenizer, prompt.text, { addSpecial: false, parseSpecial: true }),
          ),
        };
      case 'tokens':
        return { ids: prompt.ids };
    }
  }

  /** A template may write the beginning-of-sequence token itself. */
  #withPrefix(ids: number[]): number[] {
    return ids[0] !== undefined && ids[0] === this.#prefix[0] ? ids : [...this.#prefix, ...ids];
  }

  #checkIds(ids: readonly number[], field: string): void {
    if (ids.length >= this.contextLength) throw this.#tooLong(field, `${ids.length} tokens`);
    for (const id of ids) this.#checkId(id, field);
  }

  #checkId(id: number, field: string): void {
    if (id < this.vocabularySize) return;
    const message = `'${field}' holds the token id ${id}; ids of ${this.id} go up to ${this.vocabularySize - 1}`;
    throw invalid(field, message, 'invalid_value');
  }

  /** A text that is too long however it is cut into tokens is not worth the time to do it. */
  async #checkSize(prompt: Exclude<Prompt, { kind: 'tokens' }>, field: string): Promise<void> {
    let bytes = 0;
    if (prompt.kind === 'text') bytes = Buffer.byteLength(prompt.text);
    else for (const message of prompt.messages) bytes += Buffer.byteLength(message.content);
    if (bytes <= this.contextLength) return;
    this.#longestPiece ??= await this.#measurePieces();
    if (bytes / this.#longestPiece > this.contextLength) throw this.#tooLong(field, `${bytes} bytes of text`);
  }

  async #measurePieces(): Promise<number> {
    let longest = 1;
    for (let id = 0; id < this.vocabularySize; id += 1) {
      longest = Math.max(longest, this.#tokenizer.piece(id).length);
      if (id % piecesPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return longest;
  }

  #tooLong(field: string, size: string): FulgurError {
    const message = `'${field}' has ${size}; the context length of ${this.id} is ${this.contextLength} tokens, of which at least one is for the answer: shorten the prompt`;
    return invalid(field, message, 'context_length_exceeded');
  }
}
