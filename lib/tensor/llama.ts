// libllama through FFI: the vocabulary of a model (tokenizer) and what a reference run needs.
//
// Its log is switched off: a load that fails says so by a null pointer, and the callers word the error.
import { Code, FulgurError } from '../wire/errors.ts';
import {
  cLibrary,
  type GgmlLibraries,
  ggmlLibraries,
  type NativeLibrary,
  native,
  type Pointer,
  symbol,
} from './ffi.ts';
import { type Batch, type ContextParams, declareStructs, type ModelParams } from './llama-structs.ts';

export type Llama = ReturnType<typeof bind>;

let bound: Llama | undefined;

/**
 * The functions of libllama, bound once per process; from `folder` when ggml is not loaded yet and one is given.
 * @throws FulgurError FAILED_PRECONDITION when the library is not of the interface that is declared here.
 */
export function llama(folder?: string): Llama {
  const libraries = ggmlLibraries(folder);
  if (bound !== undefined) return bound;
  const functions = bind(libraries);
  checkInterface(functions, libraries.folder);
  silence(libraries);
  bound = functions;
  return bound;
}

function bind({ base, llama: lib }: GgmlLibraries) {
  declareStructs();
  return {
    ...ggufFunctions(base),
    modelDefaultParams: native<() => ModelParams>(lib, 'llama_model_params llama_model_default_params()'),
    contextDefaultParams: native<() => ContextParams>(lib, 'llama_context_params llama_context_default_params()'),
    modelFromMetadata: native<(gguf: Pointer, set: null, data: null, params: ModelParams) => Pointer | null>(
      lib,
      'void *llama_model_init_from_user(void *metadata, void *set, void *data, llama_model_params params)',
    ),
    modelFromFile: native<(path: string, params: ModelParams) => Pointer | null>(
      lib,
      'void *llama_model_load_from_file(const char *path, llama_model_params params)',
    ),
    modelFree: native<(model: Pointer) => void>(lib, 'void llama_model_free(void *model)'),
    modelVocabulary: native<(model: Pointer) => Pointer>(lib, 'void *llama_model_get_vocab(void *model)'),
    ...vocabularyFunctions(lib),
    ...contextFunctions(lib),
  };
}

/** Fields at the far ends of the structs have their well-known defaults only where the layout is as declared. */
function checkInterface(functions: Llama, folder: string): void {
  const model = functions.modelDefaultParams();
  const context = functions.contextDefaultParams();
  const f16 = 1;
  if (!model.vocab_only && model.use_extra_bufts && context.type_k === f16 && context.type_v === f16) return;
  throw new FulgurError(
    Code.FAILED_PRECONDITION,
    `libllama in ${folder} has another interface than the version that Fulgur is made for: use the one of the npm package`,
  );
}

/** The part of gguf.h that hands a model's metadata to libllama. */
const copyFunction = () =>
  native<(target: ArrayBufferView, source: Pointer, bytes: number) => void>(
    cLibrary(),
    'void memcpy(void *target, void *source, size_t n)',
  );

function ggufFunctions(lib: NativeLibrary) {
  const copy = copyFunction();
  const arrayData = native<(gguf: Pointer, id: number) => Pointer>(
    lib,
    'const void *gguf_get_arr_data(void *gguf, int64_t id)',
  );
  return {
    ggufFromFile: native<(path: string, params: { no_alloc: boolean; ctx: null }) => Pointer | null>(
      lib,
      'void *gguf_init_from_file(const char *path, gguf_init_params params)',
    ),
    ggufFree: native<(gguf: Pointer) => void>(lib, 'void gguf_free(void *gguf)'),
    ggufFindKey: native<(gguf: Pointer, key: string) => number>(
      lib,
      'int64_t gguf_find_key(void *gguf, const char *key)',
    ),
    ggufKeyType: native<(gguf: Pointer, id: number) => number>(lib, 'int gguf_get_kv_type(void *gguf, int64_t id)'),
    ggufArrayType: native<(gguf: Pointer, id: number) => number>(lib, 'int gguf_get_arr_type(void *gguf, int64_t id)'),
    ggufArrayLength: native<(gguf: Pointer, id: number) => number>(
      lib,
      'size_t gguf_get_arr_n(void *gguf, int64_t id)',
    ),
    ggufString: native<(gguf: Pointer, id: number) => string>(
      lib,
      'const char *gguf_get_val_str(void *gguf, int64_t id)',
    ),
    ggufArrayString: native<(gguf: Pointer, id: number, index: number) => string>(
      lib,
      'const char *gguf_get_arr_str(void *gguf, int64_t id, size_t i)',
    ),
    /** The first `length` elements of an array of 32-bit integers. */
    ggufInt32Array: (gguf: Pointer, id: number, length: number): number[] => {
      const values = new Int32Array(length);
      if (length > 0) copy(values, arrayData(gguf, id), values.byteLength);
      return Array.from(values);
    },
    ggufSetString: native<(gguf: Pointer, key: string, value: string) => void>(
      lib,
      'void gguf_set_val_str(void *gguf, const char *key, const char *value)',
    ),
  };
}

/** enum llama_vocab_type, those that our code tells apart. */
export const VocabularyType = { none: 0, bpe: 2, wordPiece: 3 } as const;

/** enum llama_token_attr, those that our code looks at. */
export const TokenAttribute = { unknown: 1, control: 8, userDefined: 16 } as const;

type Tokenize<Array> = (
  vocab: Pointer,
  text: Array,
  bytes: number,
  ids: Array,
  max: number,
  addSpecial: boolean,
  parseSpecial: boolean,
) => number;

const tokenizePrototype =
  'int32_t llama_tokenize(void *vocab, void *text, int32_t n, void *ids, int32_t max, bool add, bool parse)';

function vocabularyFunctions(lib: NativeLibrary) {
  const ofVocabulary = (name: string) => native<(vocab: Pointer) => number>(lib, `int32_t ${name}(void *vocab)`);
  const flag = (name: string) => native<(vocab: Pointer) => boolean>(lib, `bool ${name}(void *vocab)`);
  const ofToken = (name: string) =>
    native<(vocab: Pointer, id: number) => boolean>(lib, `bool ${name}(void *vocab, int32_t id)`);
  return {
    vocabularySize: ofVocabulary('llama_vocab_n_tokens'),
    vocabularyType: ofVocabulary('llama_vocab_type'),
    bos: ofVocabulary('llama_vocab_bos'),
    eos: ofVocabulary('llama_vocab_eos'),
    addBos: flag('llama_vocab_get_add_bos'),
    separator: ofVocabulary('llama_vocab_sep'),
    addEos: flag('llama_vocab_get_add_eos'),
    addSeparator: flag('llama_vocab_get_add_sep'),
    isEndOfGeneration: ofToken('llama_vocab_is_eog'),
    /** enum llama_token_attr, bits of `TokenAttribute`. */
    attributes: native<(vocab: Pointer, id: number) => number>(
      lib,
      'int llama_vocab_get_attr(void *vocab, int32_t id)',
    ),
    /** Returns the count, or minus the count when `max` is too small. */
    tokenize: native<Tokenize<ArrayBufferView>>(lib, tokenizePrototype),
    /** The same with addresses, for asynchronous calls. */
    tokenizeAt: native<Tokenize<Pointer>>(lib, tokenizePrototype),
    tokenToPiece: native<
      (vocab: Pointer, id: number, out: Uint8Array, length: number, lstrip: number, special: boolean) => number
    >(lib, 'int32_t llama_token_to_piece(void *vocab, int32_t id, void *out, int32_t n, int32_t lstrip, bool special)'),
    detokenize: native<
      (
        vocab: Pointer,
        ids: Int32Array,
        n: number,
        out: Uint8Array,
        length: number,
        remove: boolean,
        unparse: boolean,
      ) => number
    >(
      lib,
      'int32_t llama_detokenize(void *vocab, void *ids, int32_t n, void *out, int32_t max, bool remove, bool unparse)',
    ),
  };
}

function contextFunctions(lib: NativeLibrary) {
  return {
    contextFromModel: native<(model: Pointer, params: ContextParams) => Pointer | null>(
      lib,
      'void *llama_init_from_model(void *model, llama_context_params params)',
    ),
    attachThreadpool: native<(context: Pointer, pool: Pointer, batchPool: null) => void>(
      lib,
      'void llama_attach_threadpool(void *context, void *pool, void *batch_pool)',
    ),
    contextFree: native<(context: Pointer) => void>(lib, 'void llama_free(void *context)'),
    decode: native<(context: Pointer, batch: Batch) => number>(
      lib,
      'int32_t llama_decode(void *context, llama_batch batch)',
    ),
    /** The logits of the i-th token of the last batch; null when that token was not marked as an output. */
    logits: native<(context: Pointer, i: number) => Pointer | null>(
      lib,
      'void *llama_get_logits_ith(void *context, int32_t i)',
    ),
    copy: copyFunction(),
    memory: native<(context: Pointer) => Pointer>(lib, 'void *llama_get_memory(void *context)'),
    memoryClear: native<(memory: Pointer, data: boolean) => void>(
      lib,
      'void llama_memory_clear(void *memory, bool data)',
    ),
    memorySequenceRemove: native<(memory: Pointer, sequence: number, from: number, to: number) => boolean>(
      lib,
      'bool llama_memory_seq_rm(void *memory, int32_t sequence, int32_t from, int32_t to)',
    ),
    modelParameters: native<(model: Pointer) => number>(lib, 'uint64_t llama_model_n_params(void *model)'),
  };
}

/**
 * Sends libllama's log nowhere. Any thread of it may log, so no JavaScript callback can stand there; `abs` of the C
 * library, called with (level, text, data), looks at its first argument in a register and does nothing.
 */
function silence({ llama: lib }: GgmlLibraries): void {
  const setLog = native<(callback: Pointer, data: null) => void>(lib, 'void llama_log_set(void *callback, void *data)');
  setLog(symbol(cLibrary(), 'abs'), null);
}
