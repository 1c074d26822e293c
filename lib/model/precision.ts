// How exactly a model is computed.
//
// ggml multiplies quantised weights by activations rounded to 8 bits, which decides now and then which of two nearly
// equal tokens or experts comes first: with the demo model's Q8_0 weights 3 of 12 greedy texts part from the float32
// reference within 32 tokens, with half-precision weights one in some batches, with single-precision weights none. Large
// models use 8-bit activations, as every runtime does with such files; small ones can afford to be exact.
import type { GgufModel } from '../tensor/gguf.ts';

/** `exact` widens quantised weights to single precision at load, `fast` never, `auto` does so for small models. */
export type Precision = 'auto' | 'exact' | 'fast';

/** Largest model, in bytes of its files, that `auto` computes exactly. */
const exactBytesMax = 64 * 1024 * 1024;

export function widensWeights(model: GgufModel, precision: Precision = 'auto'): boolean {
  return precision === 'exact' || (precision === 'auto' && model.fileBytes <= exactBytesMax);
}
