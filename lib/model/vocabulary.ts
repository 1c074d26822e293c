// The vocabulary of a GGUF file, loaded into libllama without weights.
import { access, constants } from 'node:fs/promises';
import type { Pointer } from '../tensor/ffi.ts';
import { type Llama, llama, VocabularyType } from '../tensor/llama.ts';
import { Code, FulgurError } from '../wire/errors.ts';

export interface Vocabulary {
  /** libllama's vocabulary, valid until `release`. */
  readonly handle: Pointer;
  readonly chatTemplate: string | undefined;
  release(): void;
}

/** Value types of GGUF metadata, as the format numbers them. */
const GgufType = { int32: 5, float32: 6, string: 8, array: 9 } as const;

/** tokenizer.ggml.token_type of tokens that stand for one byte, and their texts. */
const byteType = 6;
const byteTokens = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);

/** Any architecture that libllama knows: it decides nothing about a vocabulary. */
const standInArchitecture = 'llama';

/** @throws FulgurError, in one line, when the file cannot be read or carries no tokenizer that libllama can use. */
export async function openVocabulary(path: string, libraryPath?: string): Promise<Vocabulary> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new FulgurError(Code.NOT_FOUND, `cannot read ${path}: ${(cause as Error).message}`, {
      cause,
      field: 'model',
    });
  });
  const library = llama(libraryPath);
  const gguf = library.ggufFromFile(path, { no_alloc: true, ctx: null });
  if (gguf === null) throw broken(`${path} is not a GGUF file, or its header is truncated or corrupt`);
  try {
    return loadVocabulary(library, gguf, path);
  } finally {
    library.ggufFree(gguf);
  }
}

function loadVocabulary(library: Llama, gguf: Pointer, path: string): Vocabulary {
  const kind = stringValue(library, gguf, 'tokenizer.ggml.model');
  if (kind === undefined) throw broken(`${path} carries no tokenizer: its metadata has no tokenizer.ggml.model`);
  checkTokens(path, kind, checkedTokens(library, gguf, path));
  library.ggufSetString(gguf, 'general.architecture', standInArchitecture);
  const params = library.modelDefaultParams();
  params.vocab_only = true;
  const model = library.modelFromMetadata(gguf, null, null, params);
  if (model === null) {
    const pre = stringValue(library, gguf, 'tokenizer.ggml.pre') ?? 'default';
    throw broken(`the tokenizer of ${path} is not one that libllama can load (model ${kind}, pre-tokenizer ${pre})`);
  }
  try {
    const handle = library.modelVocabulary(model);
    checkSpecials(library, handle, path, kind);
    const chatTemplate = stringValue(library, gguf, 'tokenizer.chat_template');
    return { handle, chatTemplate, release: () => library.modelFree(model) };
  } catch (error) {
    library.modelFree(model);
    throw error;
  }
}

interface Tokens {
  readonly texts: readonly string[];
  readonly types: readonly number[] | undefined;
}

/** The tokens, when there are as many of everything that libllama reads per token without counting. */
function checkedTokens(library: Llama, gguf: Pointer, path: string): Tokens {
  const { string, int32, float32 } = GgufType;
  const length = arrayLength(library, gguf, path, 'tokenizer.ggml.tokens', [string]);
  if (length === undefined) throw broken(`${path} carries no tokenizer: its metadata has no tokenizer.ggml.tokens`);
  for (const [key, types] of [
    ['tokenizer.ggml.scores', [float32, int32]],
    ['tokenizer.ggml.token_type', [int32]],
  ] as const) {
    const entries = arrayLength(library, gguf, path, key, types);
    if (entries !== undefined && entries !== length) {
      throw broken(`${path} is corrupt: ${key} has ${entries} entries for ${length} tokens`);
    }
  }
  arrayLength(library, gguf, path, 'tokenizer.ggml.merges', [string]);
  const tokens = library.ggufFindKey(gguf, 'tokenizer.ggml.tokens');
  const types = library.ggufFindKey(gguf, 'tokenizer.ggml.token_type');
  return {
    texts: Array.from({ length }, (_, i) => library.ggufArrayString(gguf, tokens, i)),
    types: types < 0 ? undefined : library.ggufInt32Array(gguf, types, length),
  };
}

/** What libllama takes for granted about the tokens of a file, and ends the process when it finds it otherwise. */
function checkTokens(path: string, kind: string, { texts, types }: Tokens): void {
  const seen = new Set<string>();
  for (const text of texts) {
    // Bytes that are no text all read as U+FFFD here: those cannot be told apart.
    if (seen.has(text) && !text.includes('\ufffd'))
      throw broken(`${path} is corrupt: the token ${quote(text)} occurs twice`);
    seen.add(text);
  }
  types?.forEach((type, i) => {
    if (type !== byteType || /^<0x[0-9A-Fa-f]{2}>$/.test(texts[i]!)) return;
    throw broken(`${path} is corrupt: token ${quote(texts[i]!)} is said to be a byte, which would read <0x00>`);
  });
  if (kind === 'llama') {
    const missing = byteTokens.find(
      (text, byte) => !seen.has(text) && !(byte < 0x80 && seen.has(String.fromCharCode(byte))),
    );
    if (missing !== undefined)
      throw broken(`the tokenizer of ${path} cannot encode every text: it lacks the token ${missing}`);
  }
  if (kind === 'rwkv' && !seen.has('\\n')) throw broken(`the tokenizer of ${path} lacks a token for the end of a line`);
}

/** A text is not begun or ended with a token that there is none of. */
function checkSpecials(library: Llama, handle: Pointer, path: string, kind: string): void {
  const type = library.vocabularyType(handle);
  if (type === VocabularyType.none) {
    throw broken(`${path} carries no tokenizer: tokenizer.ggml.model is ${kind}`);
  }
  for (const [adds, id, key] of [
    [library.addBos(handle), library.bos(handle), 'bos'],
    [library.addEos(handle), library.eos(handle), 'eos'],
    [library.addSeparator(handle) && type === VocabularyType.wordPiece, library.separator(handle), 'seperator'],
  ] as const) {
    if (adds && id < 0)
      throw broken(`${path} is to add the token tokenizer.ggml.${key}_token_id, which it does not have`);
  }
}

/** Length of an array in the metadata; undefined when the key is absent. `types` are the element types that will do. */
function arrayLength(
  library: Llama,
  gguf: Pointer,
  path: string,
  key: string,
  types: readonly number[],
): number | undefined {
  const id = library.ggufFindKey(gguf, key);
  if (id < 0) return undefined;
  if (library.ggufKeyType(gguf, id) !== GgufType.array || !types.includes(library.ggufArrayType(gguf, id))) {
    throw broken(`${path} is corrupt: ${key} is not an array of the type that the format gives it`);
  }
  return library.ggufArrayLength(gguf, id);
}

function stringValue(library: Llama, gguf: Pointer, key: string): string | undefined {
  const id = library.ggufFindKey(gguf, key);
  if (id < 0 || library.ggufKeyType(gguf, id) !== GgufType.string) return undefined;
  return library.ggufString(gguf, id);
}

function broken(message: string): FulgurError {
  return new FulgurError(Code.FAILED_PRECONDITION, message, { field: 'model' });
}

/** A token's text, safe to print in one line. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
