// Generated tokens to text, one token at a time, in whole characters only.

/** What the decoder asks of a tokenizer. */
export interface TokenPieces {
  piece(id: number): Uint8Array;
  isControl(id: number): boolean;
}

export interface StreamDecoderOptions {
  /** Write control tokens as text, all or those with these ids; the others give none. Default false. */
  readonly showControl?: boolean | ReadonlySet<number>;
  /**
   * The tokens begin a text of their own, so the one space that SentencePiece puts before it is not part of it.
   * False for the continuation of a prompt, where that space separates words. Default false.
   */
  readonly startsText?: boolean;
}

const space = 0x20;

/**
 * Tokens hold bytes: a character may be spread over several, and bytes may form none. What is given out is never taken
 * back: bytes that may yet become a character wait for the next token, and U+FFFD stands for bytes that cannot.
 */
export class StreamDecoder {
  readonly #pieces: TokenPieces;
  readonly #showControl: boolean | ReadonlySet<number>;
  #atStart: boolean;
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(pieces: TokenPieces, options: StreamDecoderOptions = {}) {
    this.#pieces = pieces;
    this.#showControl = options.showControl ?? false;
    this.#atStart = options.startsText ?? false;
  }

  /** The characters that this token completes; empty when there are none. */
  push(id: number): string {
    const piece = this.#pieces.piece(id);
    const dropsSpace = this.#atStart && piece[0] === space;
    this.#atStart = false;
    if (this.#pieces.isControl(id) && !this.#shows(id)) return '';
    return this.#utf8.decode(dropsSpace ? piece.subarray(1) : piece, { stream: true });
  }

  #shows(id: number): boolean {
    return typeof this.#showControl === 'boolean' ? this.#showControl : this.#showControl.has(id);
  }

  /** What is left at the end: U+FFFD for a character that was begun and never completed. */
  end(): string {
    return this.#utf8.decode();
  }
}
