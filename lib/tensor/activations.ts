// Rows of activations as they travel between processes: little-endian bf16, f32 or ggml's q8_0.

export type WireDType = 'bf16' | 'f32' | 'q8_0';

/** A q8_0 block: an f16 scale and 32 signed bytes. */
const q8Values = 32;
const q8Bytes = 34;

/** Bytes of one row of `width` values; q8_0 needs a multiple of 32 values. */
export function rowBytes(dtype: WireDType, width: number): number {
  if (dtype === 'f32') return 4 * width;
  if (dtype === 'bf16') return 2 * width;
  return (width / q8Values) * q8Bytes;
}

/** `values` as bytes of `dtype`; f32 is a view of `values`, the others are copies. */
export function encodeRows(values: Float32Array, dtype: WireDType): Uint8Array {
  if (dtype === 'f32') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return dtype === 'bf16' ? encodeBf16(values) : encodeQ8(values);
}

/** `count` values from `bytes`, which lie at any alignment. */
export function decodeRows(bytes: Uint8Array, dtype: WireDType, count: number): Float32Array {
  if (dtype === 'bf16') return decodeBf16(bytes, count);
  if (dtype === 'q8_0') return decodeQ8(bytes, count);
  const values = new Float32Array(count);
  new Uint8Array(values.buffer).set(bytes.subarray(0, 4 * count));
  return values;
}

/** Rounds to nearest, ties to even; a NaN stays a NaN. */
function encodeBf16(values: Float32Array): Uint8Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint16Array(values.length);
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i]!;
    out[i] = (word & 0x7fffffff) > 0x7f800000 ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
  return new Uint8Array(out.buffer);
}

function decodeBf16(bytes: Uint8Array, count: number): Float32Array {
  const values = new Float32Array(count);
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < count; i++) bits[i] = ((bytes[2 * i]! | (bytes[2 * i + 1]! << 8)) << 16) >>> 0;
  return values;
}

function encodeQ8(values: Float32Array): Uint8Array {
  const blocks = values.length / q8Values;
  const out = new Uint8Array(blocks * q8Bytes);
  const view = new DataView(out.buffer);
  for (let block = 0; block < blocks; block++) {
    const from = block * q8Values;
    let largest = 0;
    for (let i = from; i < from + q8Values; i++) largest = Math.max(largest, Math.abs(values[i]!));
    const inverse = largest === 0 ? 0 : 127 / largest;
    view.setUint16(block * q8Bytes, halfBits(largest / 127), true);
    for (let i = 0; i < q8Values; i++) view.setInt8(block * q8Bytes + 2 + i, Math.round(values[from + i]! * inverse));
  }
  return out;
}

function decodeQ8(bytes: Uint8Array, count: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i / q8Values) * q8Bytes;
    values[i] = halfValue(view.getUint16(at, true)) * view.getInt8(at + 2 + (i % q8Values));
  }
  return values;
}

const scratch = new DataView(new ArrayBuffer(4));

/** The f16 nearest to a non-negative value; what is larger than f16 can hold becomes its largest finite value. */
function halfBits(value: number): number {
  if (value >= 65504) return 0x7bff;
  if (value < 2 ** -14) return Math.round(value * 2 ** 24); // subnormal: units of 2^-24
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  return ((bits - 0x38000000 + 0xfff + ((bits >>> 13) & 1)) >>> 13) & 0x7fff;
}

function halfValue(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -magnitude : magnitude;
}
