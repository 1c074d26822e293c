// A made-up SentencePiece vocabulary of any size, for models with random weights: it can encode every text.
import { invalid } from '../wire/errors.ts';
import type { GgufEntry } from './gguf-writer.ts';

/** Token types of GGUF (enum llama_token_type). */
const TokenType = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

const controls = ['<s>', '</s>', '<|im_start|>', '<|im_end|>'];
const wordStart = '\u2581';
const characters = [
  ...'etaoinshrdlucmfwypvbgkjqxzETAOINSHRDLUCMFWYPVBGKJQXZ0123456789.,!?\'"-:;()/&%$#@*+=_[]{}<>|~^`\\',
];

/** Unknown, control, byte and single-character tokens: without them some text could not be encoded. */
export const vocabularySizeMin = 1 + controls.length + 256 + 1 + characters.length;

const chatTemplate =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/** The `tokenizer.*` metadata of a vocabulary of `size` tokens. @throws FulgurError when `size` is too small. */
export function generatedVocabulary(size: number): Map<string, GgufEntry> {
  if (size < vocabularySizeMin) {
    throw invalid('vocab', `a vocabulary of ${size} tokens cannot encode every text: ${vocabularySizeMin} are needed`);
  }
  const tokens: string[] = ['<unk>', ...controls];
  const types: number[] = [TokenType.unknown, ...controls.map(() => TokenType.control)];
  for (let byte = 0; byte < 256; byte++) {
    tokens.push(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
    types.push(TokenType.byte);
  }
  for (const piece of pieces()) {
    if (tokens.length === size) break;
    tokens.push(piece);
    types.push(TokenType.normal);
  }
  // Earlier pieces merge first; tokens that are no pieces take no part in merging.
  const scores = types.map((type, id) => (type === TokenType.normal ? -id : 0));
  return new Map<string, GgufEntry>([
    ['tokenizer.ggml.model', { type: 'string', value: 'llama' }],
    ['tokenizer.ggml.pre', { type: 'string', value: 'default' }],
    ['tokenizer.ggml.tokens', { type: 'string[]', value: tokens }],
    ['tokenizer.ggml.scores', { type: 'float32[]', value: scores }],
    ['tokenizer.ggml.token_type', { type: 'int32[]', value: types }],
    ['tokenizer.ggml.unknown_token_id', { type: 'uint32', value: 0 }],
    ['tokenizer.ggml.bos_token_id', { type: 'uint32', value: tokens.indexOf('<s>') }],
    ['tokenizer.ggml.eos_token_id', { type: 'uint32', value: tokens.indexOf('<|im_end|>') }],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: true }],
    ['tokenizer.ggml.add_eos_token', { type: 'bool', value: false }],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: true }],
    ['tokenizer.chat_template', { type: 'string', value: chatTemplate }],
  ]);
}

/** Single characters, then every extension of every piece by one character: each piece is two earlier ones joined. */
function* pieces(): Generator<string> {
  const singles = [wordStart, ...characters];
  yield* singles;
  let shorter = singles;
  for (;;) {
    const longer: string[] = [];
    for (const start of shorter) {
      for (const character of characters) {
        const piece = start + character;
        longer.push(piece);
        yield piece;
      }
    }
    shorter = longer;
  }
}
