// Types whose blocks hold indices into codebooks. Those are ggml's: where blocks are packed, its functions decode them.
import { ggmlTypes } from './dtype.ts';
import { ggmlLibraries, type Pointer, symbol } from './ffi.ts';

const codebookName = /^(iq[123]|tq[12])_/;

/** The address of ggml's function that decodes blocks of a codebook type to floats; null for other types. */
export function decoderOf(type: number): Pointer | null {
  const name = ggmlTypes.get(type)?.name ?? '';
  return codebookName.test(name) ? symbol(ggmlLibraries().base, `dequantize_row_${name}`) : null;
}
