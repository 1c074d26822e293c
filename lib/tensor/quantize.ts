// Float32 values to ggml's storage formats, by ggml's own quantisers.
import { Code, FulgurError } from '../wire/errors.ts';
import { type GgmlTypeInfo, ggmlTypes } from './dtype.ts';
import { ggmlLibraries, type NativeFunction, native } from './ffi.ts';

/** Formats that can be made without an importance matrix. */
export const quantisableTypes = [
  'f32',
  'f16',
  'bf16',
  'q4_0',
  'q4_1',
  'q5_0',
  'q5_1',
  'q8_0',
  'q2_K',
  'q3_K',
  'q4_K',
  'q5_K',
  'q6_K',
  'iq4_nl',
  'iq4_xs',
  'tq1_0',
  'tq2_0',
  'mxfp4',
  'nvfp4',
] as const;

export type QuantisableType = (typeof quantisableTypes)[number];

/** Formats that take an importance matrix, or half a minute before their first block. */
export const codebookTypes = ['iq1_s', 'iq1_m', 'iq2_xxs', 'iq2_xs', 'iq2_s', 'iq3_xxs', 'iq3_s'] as const;

export type CodebookType = (typeof codebookTypes)[number];

export type StorageType = QuantisableType | CodebookType;

type QuantizeChunk = (
  type: number,
  source: Float32Array,
  target: Uint8Array,
  start: number,
  rows: number,
  rowLength: number,
  importance: null,
) => number;

let quantizeChunk: NativeFunction<QuantizeChunk> | undefined;

/** ggml's number of a type and its block layout. */
export function storageType(name: StorageType): { readonly number: number } & GgmlTypeInfo {
  for (const [number, info] of ggmlTypes) if (info.name === name) return { number, ...info };
  throw new FulgurError(Code.INTERNAL, `the table of types lacks ${name}`);
}

/** Rows of `rowLength` values (a multiple of the type's block) as the bytes that a GGUF file holds. */
export function quantiseRows(values: Float32Array, rowLength: number, type: QuantisableType): Uint8Array {
  const { number, block, bytes } = storageType(type);
  if (type === 'f32') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  quantizeChunk ??= native<QuantizeChunk>(
    ggmlLibraries().base,
    'size_t ggml_quantize_chunk(int type, void *src, void *dst, int64_t start, int64_t nrows, int64_t n_per_row, void *imatrix)',
  );
  const out = new Uint8Array((values.length / block) * bytes);
  const written = quantizeChunk(number, values, out, 0, values.length / rowLength, rowLength, null);
  if (written === out.length) return out;
  throw new FulgurError(Code.INTERNAL, `ggml wrote ${written} bytes of ${type} where ${out.length} were due`);
}
