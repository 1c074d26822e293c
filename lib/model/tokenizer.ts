// Text to token ids and back, by libllama, for every kind of tokenizer that GGUF files carry.
//
// Owns the vocabulary of one model (no weights). Several tokenizers may live in a process; each is closed on its own.
//
// Invariants
// 1. Only metadata is loaded, under an architecture name that libllama knows: a tokenizer does not depend on the
//    layers, so models of architectures unknown to libllama are tokenised too.
// 2. Nothing reaches libllama unchecked: it aborts the process on metadata or ids that it does not expect.
import { addressOf, type Pointer } from '../tensor/ffi.ts';
import { type Llama, llama, TokenAttribute, VocabularyType } from '../tensor/llama.ts';
import { Code, FulgurError, invalid } from '../wire/errors.ts';
import { textSegments } from './text-segments.ts';
import { openVocabulary, type Vocabulary } from './vocabulary.ts';

export interface EncodeOptions {
  /** Add the beginning-of-sequence (and end-of-sequence) token when the model's metadata asks for it. */
  readonly addSpecial: boolean;
  /** Read control tokens spelled out in the text as such; false takes them as plain text. */
  readonly parseSpecial: boolean;
}

/** The longest text, in UTF-8 bytes, that one call takes. */
export const textBytesMax = 4 << 20;

/** Tokens that libllama finds in a text before it looks at anything else. */
const specialAttributes = TokenAttribute.unknown | TokenAttribute.control | TokenAttribute.userDefined;

export class Tokenizer {
  /** Number of token ids: 0 to vocabularySize - 1. */
  readonly vocabularySize: number;
  /** Beginning of sequence; undefined when the model has none. */
  readonly bosId: number | undefined;
  /** End of sequence; undefined when the model has none. */
  readonly eosId: number | undefined;
  /** Whether `encode` with addSpecial puts the beginning-of-sequence token first. */
  readonly addsBos: boolean;
  /** The ids that end a generation. */
  readonly eogIds: ReadonlySet<number>;
  /** The model's own chat template (Jinja); undefined when it has none. */
  readonly chatTemplate: string | undefined;
  /** Whether `encode` with addSpecial puts the end-of-sequence token last. */
  readonly addsEos: boolean;
  readonly #llama: Llama;
  /** Whether libllama recurses with the length of a word; see text-segments.ts. */
  readonly #recursive: boolean;
  /** Texts that stand for a token of their own. */
  readonly #specials: readonly string[];
  readonly #controls: ReadonlySet<number>;
  readonly #pieces: (Uint8Array | undefined)[];
  #vocabulary: Vocabulary | undefined;
  /** Calls that run on other threads. */
  #calls = 0;
  #closed = false;

  /**
   * Reads the vocabulary of the GGUF file at `path` (of a split model: the first file).
   * @param libraryPath folder of ggml's libraries; those of the npm packages unless said otherwise.
   */
  static async load(path: string, libraryPath?: string): Promise<Tokenizer> {
    return new Tokenizer(await openVocabulary(path, libraryPath));
  }

  private constructor(vocabulary: Vocabulary) {
    this.#llama = llama();
    this.#vocabulary = vocabulary;
    const { handle } = vocabulary;
    this.vocabularySize = this.#llama.vocabularySize(handle);
    this.#pieces = new Array(this.vocabularySize);
    this.bosId = idOrNone(this.#llama.bos(handle));
    this.eosId = idOrNone(this.#llama.eos(handle));
    this.addsBos = this.#llama.addBos(handle);
    this.addsEos = this.#llama.addEos(handle);
    this.chatTemplate = vocabulary.chatTemplate;
    this.#recursive = this.#llama.vocabularyType(handle) === VocabularyType.bpe;
    const eogIds = new Set<number>();
    const controls = new Set<number>();
    const specials: number[] = [];
    for (let id = 0; id < this.vocabularySize; id++) {
      const attributes = this.#llama.attributes(handle, id);
      if (this.#llama.isEndOfGeneration(handle, id)) eogIds.add(id);
      if ((attributes & TokenAttribute.control) !== 0) controls.add(id);
      if ((attributes & specialAttributes) !== 0) specials.push(id);
    }
    this.eogIds = eogIds;
    this.#controls = controls;
    this.#specials = specials.map((id) => Buffer.from(this.piece(id)).toString('utf8'));
  }

  /**
   * Token ids of `text`. A lone half of a surrogate pair counts as U+FFFD.
   * @throws FulgurError INVALID_ARGUMENT when the text is longer than `textBytesMax`.
   */
  encode(text: string, options: EncodeOptions): number[] {
    const segments = this.#segments(text);
    const runs = segments.map((utf8) => {
      let ids = new Int32Array(utf8.length + 8);
      const run = () =>
        this.#llama.tokenize(this.#open, utf8, utf8.length, ids, ids.length, ...flags(segments, options));
      let count = run();
      if (count < 0) {
        ids = new Int32Array(-count);
        count = run();
      }
      return takeIds(ids, count, utf8.length);
    });
    return this.#joined(runs, options);
  }

  /** The same as `encode` on another thread, for texts that would hold up the event loop (0.5 s for a megabyte). */
  async encodeAsync(text: string, options: EncodeOptions): Promise<number[]> {
    const segments = this.#segments(text);
    const vocabulary = this.#open;
    const runs: Int32Array[] = [];
    this.#calls += 1;
    try {
      for (const utf8 of segments) {
        let ids = new Int32Array(utf8.length + 8);
        const run = () => {
          const [from, to] = [addressOf(utf8), addressOf(ids)];
          return this.#llama.tokenizeAt.async(
            vocabulary,
            from,
            utf8.length,
            to,
            ids.length,
            ...flags(segments, options),
          );
        };
        let count = await run();
        if (count < 0) {
          ids = new Int32Array(-count);
          count = await run();
        }
        runs.push(takeIds(ids, count, utf8.length));
      }
    } finally {
      this.#calls -= 1;
      this.#releaseWhenIdle();
    }
    return this.#joined(runs, options);
  }

  /** The bytes of one token, with its own leading space where it has one; not always whole characters. */
  piece(id: number): Uint8Array {
    const known = this.#pieces[this.#checked(id)];
    if (known !== undefined) return known;
    const piece = this.#grow((out) => this.#llama.tokenToPiece(this.#open, id, out, out.length, 0, true), 64);
    this.#pieces[id] = piece;
    return piece;
  }

  /** Whether the id is a control token, such as the beginning of a sequence or the end of a chat message. */
  isControl(id: number): boolean {
    return this.#controls.has(this.#checked(id));
  }

  /**
   * The text of whole sequence: control tokens are spelled out, the space that SentencePiece adds at the beginning of
   * a text is dropped, bytes that are no UTF-8 become U+FFFD. For ids as they are generated there is StreamDecoder.
   */
  decode(ids: readonly number[] | Int32Array): string {
    const checked = Int32Array.from(ids, (id) => this.#checked(id));
    const bytes = this.#grow(
      (out) => this.#llama.detokenize(this.#open, checked, checked.length, out, out.length, false, true),
      checked.length * 8 + 64,
    );
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  }

  /** Releases the vocabulary, once what runs has ended; no other method may be called afterwards. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#releaseWhenIdle();
  }

  /** The text as UTF-8, in the pieces in which libllama can take it. */
  #segments(text: string): Buffer[] {
    const bytes = Buffer.byteLength(text);
    if (bytes > textBytesMax) {
      throw invalid('text', `the text is ${bytes} bytes long, the limit is ${textBytesMax}: shorten it`);
    }
    const segments = this.#recursive ? textSegments(text, this.#specials) : [text];
    return segments.map((segment) => Buffer.from(segment, 'utf8'));
  }

  /** Of several segments, none of which has got them, the whole gets the special tokens of its beginning and end. */
  #joined(runs: readonly Int32Array[], { addSpecial }: EncodeOptions): number[] {
    const ids = runs.flatMap((run) => Array.from(run));
    if (!addSpecial || runs.length === 1) return ids;
    if (this.addsBos && this.bosId !== undefined) ids.unshift(this.bosId);
    if (this.addsEos && this.eosId !== undefined) ids.push(this.eosId);
    return ids;
  }

  #releaseWhenIdle(): void {
    if (!this.#closed || this.#calls > 0) return;
    this.#vocabulary?.release();
    this.#vocabulary = undefined;
  }

  get #open(): Pointer {
    if (this.#vocabulary !== undefined && !this.#closed) return this.#vocabulary.handle;
    throw new FulgurError(Code.FAILED_PRECONDITION, 'the tokenizer is closed');
  }

  #checked(id: number): number {
    if (Number.isInteger(id) && id >= 0 && id < this.vocabularySize) return id;
    throw invalid('token', `token id ${id} is outside the vocabulary: ids go from 0 to ${this.vocabularySize - 1}`);
  }

  /** Calls a function that fills a buffer and returns the length, or minus the length when the buffer is too small. */
  #grow(fill: (out: Uint8Array) => number, guess: number): Uint8Array {
    let out = new Uint8Array(guess);
    let length = fill(out);
    if (length < 0) {
      out = new Uint8Array(-length);
      length = fill(out);
    }
    return out.slice(0, length);
  }
}

function idOrNone(id: number): number | undefined {
  return id < 0 ? undefined : id;
}

function flags(segments: readonly Buffer[], options: EncodeOptions): [addSpecial: boolean, parseSpecial: boolean] {
  return [options.addSpecial && segments.length === 1, options.parseSpecial];
}

function takeIds(ids: Int32Array, count: number, textBytes: number): Int32Array {
  if (count >= 0) return ids.subarray(0, count);
  throw new FulgurError(Code.INTERNAL, `libllama could not tokenise a text of ${textBytes} bytes`);
}
