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

/** Decoders that keep nothing between calls can be one for all. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const nothing = new Uint8Array(0);

/**
 * Tokens hold bytes: a character may be spread over several, and bytes may form none. What is given out is never taken
 * back: bytes that may yet become a character wait for the next token, and U+FFFD stands for bytes that cannot.
 */
export class StreamDecoder {
  readonly #pieces: TokenPieces;
  readonly #showControl: boolean | ReadonlySet<number>;
  #atStart: boolean;
  /** Bytes of a character that has begun, at most three. */
  #begun: Uint8Array = nothing;

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
    return this.#decode(dropsSpace ? piece.subarray(1) : piece);
  }

  #shows(id: number): boolean {
    return typeof this.#showControl === 'boolean' ? this.#showControl : this.#showControl.has(id);
  }

  /** What is left at the end: U+FFFD for a character that was begun and never completed. */
  end(): string {
    const begun = this.#begun;
    this.#begun = nothing;
    return begun.length === 0 ? '' : utf8.decode(begun);
  }

  #decode(piece: Uint8Array): string {
    if (this.#begun.length === 0 && isAscii(piece)) return String.fromCharCode(...piece);
    const bytes = this.#begun.length === 0 ? piece : Buffer.concat([this.#begun, piece]);
    const end = wholeCharacters(bytes);
    this.#begun = end === bytes.length ? nothing : bytes.slice(end);
    return end === 0 ? '' : utf8.decode(bytes.subarray(0, end));
  }
}

/** Most pieces are, and short ones cost less without a decoder. */
function isAscii(piece: Uint8Array): boolean {
  if (piece.length > 16) return false;
  for (let i = 0; i < piece.length; i += 1) if (piece[i]! > 0x7f) return false;
  return true;
}

/** How many bytes come before a character at the end that lacks some of its own. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let behind = 1; behind <= 3 && behind <= bytes.length; behind += 1) {
    const start = bytes.length - behind;
    const byte = bytes[start]!;
    if (byte >= 0x80 && byte < 0xc0) continue;
    return lengthFrom(byte) > behind && (behind === 1 || maySecond(byte, bytes[start + 1]!)) ? start : bytes.length;
  }
  return bytes.length;
}

/** Bytes of the character that begins with `byte`; 1 when none does. */
function lengthFrom(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

/** Whether `byte` may follow `first`: some would make a character that has a shorter form, or is none. */
function maySecond(first: number, byte: number): boolean {
  if (first === 0xe0) return byte >= 0xa0;
  if (first === 0xed) return byte < 0xa0;
  if (first === 0xf0) return byte >= 0x90;
  return first !== 0xf4 || byte < 0x90;
}
