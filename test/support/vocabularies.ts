// Small made-up vocabularies of every kind of tokenizer that libllama has, as the metadata of a GGUF file.
import { generatedVocabulary } from '../../lib/model/generated-vocabulary.ts';
import { type GgufEntry, writeGguf } from '../../lib/model/gguf-writer.ts';

export type Vocabulary = ReadonlyMap<string, GgufEntry>;

const TokenType = { normal: 1, unknown: 2, control: 3, userDefined: 4, byte: 6 } as const;

interface Token {
  readonly text: string;
  readonly type?: number;
  readonly score?: number;
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => ({
  text: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  type: TokenType.byte,
}));

/** Words whose parts merge step by step, from the left: with these a text falls into pieces that show how it was cut. */
const words = [
  'the',
  ' the',
  ' fox',
  'fox',
  " don't",
  '12345678',
  ' 2024',
  '你好',
  ' 你好',
  'é',
  '\n\n',
  '    ',
  '...',
  '🦊',
];

/** Characters that stand for bytes in byte-level vocabularies, after GPT-2's encoder. */
const byteLetters = byteAlphabet();

function byteAlphabet(): string[] {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

function metadata(model: string, tokens: readonly Token[], more: Record<string, GgufEntry>): Vocabulary {
  return new Map<string, GgufEntry>([
    ['tokenizer.ggml.model', { type: 'string', value: model }],
    ['tokenizer.ggml.tokens', { type: 'string[]', value: tokens.map(({ text }) => text) }],
    ['tokenizer.ggml.token_type', { type: 'int32[]', value: tokens.map(({ type }) => type ?? TokenType.normal) }],
    ['tokenizer.ggml.scores', { type: 'float32[]', value: tokens.map(({ score }) => score ?? 0) }],
    ...Object.entries(more).map(([key, value]): [string, GgufEntry] => [`tokenizer.ggml.${key}`, value]),
  ]);
}

const id = (value: number): GgufEntry => ({ type: 'uint32', value });

/** SentencePiece with byte tokens, as Llama 2, Mixtral and Phi-3.5 have it. */
export function sentencePiece(): Vocabulary {
  return generatedVocabulary(2048);
}

const controls: Token[] = ['<|begin|>', '<|end|>', '<|im_start|>', '<|im_end|>'].map((text) => ({
  text,
  type: TokenType.control,
}));

/** Merges that build each word from its letters, and the tokens that they make. */
function mergesOf(alphabet: readonly string[][]): { merges: string[]; made: string[] } {
  const merges = new Set<string>();
  const made = new Set<string>();
  for (const letters of alphabet) {
    let piece = letters[0]!;
    for (const letter of letters.slice(1)) {
      merges.add(`${piece} ${letter}`);
      piece += letter;
      made.add(piece);
    }
  }
  return { merges: [...merges], made: [...made] };
}

/** Byte-level BPE with the pre-tokenizer `pre`, as GPT-2 and most others have it. */
export function byteLevel(pre: string | undefined, more: Record<string, GgufEntry> = {}): Vocabulary {
  const { merges, made } = mergesOf(words.map((word) => [...Buffer.from(word)].map((byte) => byteLetters[byte]!)));
  const tokens = [
    ...controls,
    { text: '<|user_defined|>', type: TokenType.userDefined },
    ...[...new Set([...byteLetters, ...made])].map((text) => ({ text })),
  ];
  return metadata('gpt2', tokens, {
    ...(pre === undefined ? {} : { pre: { type: 'string', value: pre } }),
    merges: { type: 'string[]', value: merges },
    bos_token_id: id(0),
    eos_token_id: id(1),
    ...more,
  });
}

/** BPE over characters, spaces as U+2581, with byte tokens for what it lacks, as Gemma 4 has it. */
export function characterLevel(pre: string): Vocabulary {
  const texts = words.map((word) => [...word.replaceAll(' ', '\u2581')]);
  const { merges, made } = mergesOf(texts.filter((letters) => !letters.includes('\n')));
  const letters = [...'\u2581abcdefghijklmnopqrstuvwxyzABC0123456789.,!?\'"-', ...texts.flat()];
  const tokens = [...controls, ...hexBytes, ...[...new Set([...letters, ...made])].map((text) => ({ text }))];
  return metadata('gpt2', tokens, {
    pre: { type: 'string', value: pre },
    merges: { type: 'string[]', value: merges },
    bos_token_id: id(0),
    eos_token_id: id(1),
  });
}

/** WordPiece, as BERT has it: words begin with U+2581, what is missing is unknown. */
export function wordPiece(): Vocabulary {
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].map((text) => ({ text, type: TokenType.control }));
  const pieces = ['the', 'fox', 'run', 'a', 'b', ',', '.', '!', '你', '好'].map((word) => `\u2581${word}`);
  const tokens = [...special, ...[...pieces, 's', 'ning', 'x'].map((text) => ({ text }))];
  return metadata('bert', tokens, {
    padding_token_id: id(0),
    unknown_token_id: id(1),
    bos_token_id: id(2),
    seperator_token_id: id(3),
    mask_token_id: id(4),
  });
}

/** Unigram, as T5 has it: the cut with the best sum of scores. */
export function unigram(): Vocabulary {
  const special = [
    { text: '<pad>', type: TokenType.control },
    { text: '</s>', type: TokenType.control },
    { text: '<unk>', type: TokenType.unknown },
  ];
  const letters = [...'\u2581abcdefghijklmnopqrstuvwxyz.,!'].map((text) => ({ text, score: -10 }));
  const pieces = [
    { text: '\u2581the', score: -2 },
    { text: '\u2581fox', score: -3 },
    { text: 'es', score: -4 },
  ];
  return metadata('t5', [...special, ...letters, ...pieces], {
    padding_token_id: id(0),
    eos_token_id: id(1),
    unknown_token_id: id(2),
    add_space_prefix: { type: 'bool', value: true },
  });
}

/** RWKV's greedy trie; bytes that are no text are escaped in the file. */
export function rwkv(): Vocabulary {
  const escapes: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\\': '\\\\' };
  const bytes = Array.from({ length: 256 }, (_, byte) => {
    const character = String.fromCharCode(byte);
    if (escapes[character] !== undefined) return escapes[character];
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  const pieces = ['the', ' the', ' fox', '你好', '\\n\\n'];
  const tokens = [{ text: '<s>', type: TokenType.control }, ...[...bytes, ...pieces].map((text) => ({ text }))];
  return metadata('rwkv', tokens, { bos_token_id: id(0), eos_token_id: id(0), unknown_token_id: id(0) });
}

/** PLaMo 2: scores of a suffix table, with byte tokens. */
export function plamo(): Vocabulary {
  const special = ['<|unk|>', '<|bos|>', '<|eos|>', '<|pad|>'].map((text) => ({ text, type: TokenType.control }));
  const letters = [...' abcdefghijklmnopqrstuvwxyz.,!你好\n'].map((text) => ({ text, score: -8 }));
  const pieces = ['the', ' the', ' fox', '你好'].map((text, i) => ({ text, score: -1 - i }));
  return metadata('plamo2', [...special, ...hexBytes, ...letters, ...pieces], {
    unknown_token_id: id(0),
    bos_token_id: id(1),
    eos_token_id: id(2),
    padding_token_id: id(3),
  });
}

/** A GGUF file that holds nothing but the vocabulary, as the given architecture. */
export async function writeVocabulary(path: string, vocabulary: Vocabulary, architecture = 'llama'): Promise<string> {
  const general: [string, GgufEntry][] = [['general.architecture', { type: 'string', value: architecture }]];
  await writeGguf(path, new Map([...general, ...vocabulary]), [], () => []);
  return path;
}
