// The vocabulary of a GGUF file, loaded into libllama without weights.
import { access, constants } from 'node:fs/promises';
import type { Pointer } from '../tensor/ffi.ts';
import { type Llama, llama } from '../tensor/llama.ts';
import { Code, FulgurError } from '../wire/errors.ts';

export interface Vocabulary {
  /** libllama's vocabulary, valid until `release`. */
  readonly handle: Pointer;
  readonly chatTemplate: string | undefined;
  release(): void;
}

/** Value types of GGUF metadata, as the format numbers them. */
const GgufType = { string: 8, array: 9 } as const;

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
  checkArrays(library, gguf, path);
  library.ggufSetString(gguf, 'general.architecture', standInArchitecture);
  const params = library.modelDefaultParams();
  params.vocab_only = true;
  const model = library.modelFromMetadata(gguf, null, null, params);
  if (model === null) {
    const pre = stringValue(library, gguf, 'tokenizer.ggml.pre') ?? 'default';
    throw broken(`the tokenizer of ${path} is not one that libllama can load (model ${kind}, pre-tokenizer ${pre})`);
  }
  const handle = library.modelVocabulary(model);
  if (library.vocabularyType(handle) === 0) {
    library.modelFree(model);
    throw broken(`${path} carries no tokenizer: tokenizer.ggml.model is ${kind}`);
  }
  return {
    handle,
    chatTemplate: stringValue(library, gguf, 'tokenizer.chat_template'),
    release: () => library.modelFree(model),
  };
}

/** libllama reads one score and one type per token without looking how many there are. */
function checkArrays(library: Llama, gguf: Pointer, path: string): void {
  const tokens = arrayLength(library, gguf, path, 'tokenizer.ggml.tokens', [8]);
  if (tokens === undefined) throw broken(`${path} carries no tokenizer: its metadata has no tokenizer.ggml.tokens`);
  for (const [key, types] of [
    ['tokenizer.ggml.scores', [6]],
    ['tokenizer.ggml.token_type', [4, 5]],
  ] as const) {
    const length = arrayLength(library, gguf, path, key, types);
    if (length !== undefined && length !== tokens) {
      throw broken(`${path} is corrupt: ${key} has ${length} entries for ${tokens} tokens`);
    }
  }
  arrayLength(library, gguf, path, 'tokenizer.ggml.merges', [8]);
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
