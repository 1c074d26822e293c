// The model as routers know it: names, limits, tokenizer and chat template; no weights.
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { ChatEncoder, type ChatRenderer, type PromptTokenizer } from './chat-prompt.ts';
import type { TokenDecoder } from './choice-text.ts';
import type { GenerationRequest, Prompt } from './generation-request.ts';

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
  readonly createDecoder: () => TokenDecoder;
}

export class ServedModel {
  readonly id: string;
  readonly fingerprint: string;
  readonly architecture: string;
  readonly contextLength: number;
  readonly createdUnixS: number;
  readonly vocabularySize: number;
  readonly stopTokenIds: ReadonlySet<number>;
  readonly createDecoder: () => TokenDecoder;
  readonly #tokenizer: ModelTokenizer;
  readonly #chat: ChatEncoder | undefined;
  /** The beginning-of-sequence token that the model wants before every text; none for some. */
  readonly #prefix: readonly number[];
  #longestPiece: number | undefined;

  constructor(options: ServedModelOptions) {
    const { tokenizer, template } = options;
    this.id = options.id;
    this.fingerprint = options.fingerprint;
    this.architecture = options.architecture;
    this.contextLength = options.contextLength;
    this.createdUnixS = options.createdUnixS;
    this.createDecoder = options.createDecoder;
    this.vocabularySize = tokenizer.vocabularySize;
    this.stopTokenIds = new Set(tokenizer.eogIds);
    this.#tokenizer = tokenizer;
    this.#chat = template === undefined ? undefined : new ChatEncoder(tokenizer, template);
    const [first] = tokenizer.encode('', { addSpecial: true, parseSpecial: false });
    this.#prefix = first !== undefined && first === tokenizer.bosId ? [first] : [];
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
   * @throws INVALID_ARGUMENT when the prompt is empty or leaves no room for a token in the context.
   */
  encode(prompt: Prompt, field: string): readonly number[] {
    if (prompt.kind !== 'tokens') this.#checkSize(prompt, field);
    const ids = this.#encode(prompt, field);
    if (ids.length === 0) throw invalid(field, `'${field}' is empty: it has no token`, 'invalid_value');
    if (ids.length >= this.contextLength) throw this.#tooLong(field, `${ids.length} tokens`);
    return ids;
  }

  tokenize(text: string, options: { addSpecial: boolean; parseSpecial: boolean }): number[] {
    return this.#tokenizer.encode(text, options);
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

  /** @throws INVALID_ARGUMENT for what only the model's own numbers show to be wrong. */
  checkLimits(request: GenerationRequest): void {
    const { maxTokens, fields, sampling } = request;
    if (maxTokens !== undefined && maxTokens > this.contextLength) {
      const message = `'${fields.maxTokens}' must be at most ${this.contextLength}, the context length of ${this.id}, got ${maxTokens}`;
      throw invalid(fields.maxTokens, message, 'invalid_value');
    }
    for (const id of sampling.logitBias.keys()) this.#checkId(id, fields.logitBias);
  }

  #encode(prompt: Prompt, field: string): readonly number[] {
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
        return this.#withPrefix(this.#chat.encode(prompt.messages));
      }
      case 'text':
        return this.#withPrefix(this.#tokenizer.encode(prompt.text, { addSpecial: false, parseSpecial: true }));
      case 'tokens':
        for (const id of prompt.ids) this.#checkId(id, field);
        return prompt.ids;
    }
  }

  /** A template may write the beginning-of-sequence token itself. */
  #withPrefix(ids: number[]): number[] {
    return ids[0] !== undefined && ids[0] === this.#prefix[0] ? ids : [...this.#prefix, ...ids];
  }

  #checkId(id: number, field: string): void {
    if (id < this.vocabularySize) return;
    const message = `'${field}' holds the token id ${id}; ids of ${this.id} go up to ${this.vocabularySize - 1}`;
    throw invalid(field, message, 'invalid_value');
  }

  /** A text that is too long however it is cut into tokens is not worth the time to do it. */
  #checkSize(prompt: Exclude<Prompt, { kind: 'tokens' }>, field: string): void {
    let bytes = 0;
    if (prompt.kind === 'text') bytes = Buffer.byteLength(prompt.text);
    else for (const message of prompt.messages) bytes += Buffer.byteLength(message.content);
    if (bytes <= this.contextLength) return;
    this.#longestPiece ??= this.#measurePieces();
    if (bytes / this.#longestPiece > this.contextLength) throw this.#tooLong(field, `${bytes} bytes of text`);
  }

  #measurePieces(): number {
    let longest = 1;
    for (let id = 0; id < this.vocabularySize; id += 1) longest = Math.max(longest, this.#tokenizer.piece(id).length);
    return longest;
  }

  #tooLong(field: string, size: string): FulgurError {
    const message = `'${field}' has ${size}; the context length of ${this.id} is ${this.contextLength} tokens, of which at least one is for the answer: shorten the prompt`;
    return invalid(field, message, 'context_length_exceeded');
  }
}
