// The tokenizer as prompts need it: long texts are encoded on another thread, for streams and health checks go on meanwhile.
import type { EncodeOptions } from '../../lib/model/tokenizer.ts';

export interface PromptTokenizer {
  encode(text: string, options: EncodeOptions): number[];
  /** The same on another thread. */
  encodeAsync(text: string, options: EncodeOptions): Promise<number[]>;
  piece(id: number): Uint8Array;
}

/** Encoding takes about half a microsecond per character, going to another thread and back a tenth of a millisecond. */
export const longTextCharacters = 4_096;

export async function encodeText(tokenizer: PromptTokenizer, text: string, options: EncodeOptions): Promise<number[]> {
  return text.length > longTextCharacters ? tokenizer.encodeAsync(text, options) : tokenizer.encode(text, options);
}
