// Rows of activations as they travel between processes: little-endian bf16, f32 or ggml's q8_0, and their sums.
import { ggmlLibraries, native } from './ffi.ts';
import { nativeKernels } from './native.ts';
import { Scratch } from './scratch.ts';

export type WireDType = 'bf16' | 'f32' | 'q8_0';

/** A q8_0 block: an f16 scale and 32 signed bytes. */
const q8Values = 32;
const q8Bytes = 34;

type Convert = (from: ArrayBufferView, to: ArrayBufferView, values: number) => void;

interface Conversions {
  readonly encode: Convert;
  readonly decode: Convert;
}

let conversions: Readonly<Record<Exclude<WireDType, 'f32'>, Conversions>> | undefined;

/** Bytes of one row of `width` values; q8_0 needs a multiple of 32 values. */
export function rowBytes(dtype: WireDType, width: number): number {
  if (dtype === 'f32') return 4 * width;
  if (dtype === 'bf16') return 2 * width;
  return (width / q8Values) * q8Bytes;
}

/** `values` as bytes of `dtype`, in `scratch`. */
export function encodeRows(values: Float32Array, dtype: WireDType, scratch = new Scratch()): Uint8Array {
  const bytes = scratch.bytes(rowBytes(dtype, values.length));
  const kernels = nativeKernels();
  if (dtype === 'f32') bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  else if (kernels !== undefined)
    (dtype === 'bf16' ? kernels.writeBf16 : kernels.writeQ8)(values, bytes, values.length);
  else converter(dtype).encode(values, bytes, values.length);
  return bytes;
}

/** `count` values from `bytes`, which lie at any alignment, in `scratch`. */
export function decodeRows(bytes: Uint8Array, dtype: WireDType, count: number, scratch = new Scratch()): Float32Array {
  const values = scratch.floats(count);
  const encoded = bytes.subarray(0, rowBytes(dtype, count));
  const kernels = dtype === 'bf16' ? nativeKernels() : undefined;
  if (dtype === 'f32') new Uint8Array(values.buffer, 0, encoded.length).set(encoded);
  else if (kernels !== undefined) kernels.readBf16(encoded, values, count);
  else converter(dtype).decode(encoded.byteOffset % 2 === 0 ? encoded : aligned(encoded), values, count);
  return values;
}

/** Adds row i of `sums` [rows, width] to row places[i] of `total`, or to row i. */
export function addRows(sums: Float32Array, places: Uint32Array | undefined, total: Float32Array, width: number): void {
  const rows = sums.length / width;
  const kernels = nativeKernels();
  if (kernels !== undefined) {
    kernels.addRows(sums, places ?? null, rows, width, total);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const to = (places === undefined ? row : places[row]!) * width;
    for (let k = 0; k < width; k++) total[to + k]! += sums[row * width + k]!;
  }
}

const alignedScratch = new Scratch();

/** A copy that ggml may read as 16-bit words. */
function aligned(bytes: Uint8Array): Uint8Array {
  const copy = alignedScratch.bytes(bytes.length);
  copy.set(bytes);
  return copy;
}

function converter(dtype: Exclude<WireDType, 'f32'>): Conversions {
  if (conversions === undefined) {
    const { base } = ggmlLibraries();
    conversions = {
      bf16: {
        encode: native<Convert>(base, 'void ggml_fp32_to_bf16_row(void *x, void *y, int64_t k)'),
        decode: native<Convert>(base, 'void ggml_bf16_to_fp32_row(void *x, void *y, int64_t k)'),
      },
      q8_0: {
        encode: native<Convert>(base, 'void quantize_row_q8_0_ref(void *x, void *y, int64_t k)'),
        decode: native<Convert>(base, 'void dequantize_row_q8_0(void *x, void *y, int64_t k)'),
      },
    };
  }
  return conversions[dtype];
}
