// Element types: ggml's storage formats, and conversion loops between float32 and those that travel or lie in the pool.

export interface GgmlTypeInfo {
  readonly name: string;
  /** Elements per block, and bytes per block: a row is a whole number of blocks. */
  readonly block: number;
  readonly bytes: number;
}

const type = (name: string, block: number, bytes: number): GgmlTypeInfo => ({ name, block, bytes });

/** What ggml's type numbers mean (enum ggml_type of ggml.h); a test compares the table with the library. */
export const ggmlTypes: ReadonlyMap<number, GgmlTypeInfo> = new Map([
  [0, type('f32', 1, 4)],
  [1, type('f16', 1, 2)],
  [2, type('q4_0', 32, 18)],
  [3, type('q4_1', 32, 20)],
  [6, type('q5_0', 32, 22)],
  [7, type('q5_1', 32, 24)],
  [8, type('q8_0', 32, 34)],
  [9, type('q8_1', 32, 36)],
  [10, type('q2_K', 256, 84)],
  [11, type('q3_K', 256, 110)],
  [12, type('q4_K', 256, 144)],
  [13, type('q5_K', 256, 176)],
  [14, type('q6_K', 256, 210)],
  [15, type('q8_K', 256, 292)],
  [16, type('iq2_xxs', 256, 66)],
  [17, type('iq2_xs', 256, 74)],
  [18, type('iq3_xxs', 256, 98)],
  [19, type('iq1_s', 256, 50)],
  [20, type('iq4_nl', 32, 18)],
  [21, type('iq3_s', 256, 110)],
  [22, type('iq2_s', 256, 82)],
  [23, type('iq4_xs', 256, 136)],
  [24, type('i8', 1, 1)],
  [25, type('i16', 1, 2)],
  [26, type('i32', 1, 4)],
  [27, type('i64', 1, 8)],
  [28, type('f64', 1, 8)],
  [29, type('iq1_m', 256, 56)],
  [30, type('bf16', 1, 2)],
  [34, type('tq1_0', 256, 54)],
  [35, type('tq2_0', 256, 66)],
  [39, type('mxfp4', 32, 17)],
]);

// One float32 and its bits, to move between them without an allocation.
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Float32 to bfloat16, round to nearest even; NaN stays NaN. */
export function f32ToBf16(source: Float32Array, target: Uint16Array): void {
  const words = new Uint32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    target[i] = (word & 0x7fffffff) > 0x7f800000 ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
}

export function bf16ToF32(source: Uint16Array, target: Float32Array): void {
  const words = new Uint32Array(target.buffer, target.byteOffset, target.length);
  for (let i = 0; i < source.length; i++) words[i] = source[i]! << 16;
}

/** Float32 to IEEE half precision, round to nearest even; too large becomes infinity. */
export function f32ToF16(source: Float32Array, target: Uint16Array): void {
  for (let i = 0; i < source.length; i++) target[i] = halfOf(source[i]!);
}

export function halfOf(value: number): number {
  float[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Adding 0.5 leaves the half's subnormal bits, rounded to nearest even, in the low bits of the sum.
    bits[0] = magnitude;
    float[0] = float[0]! + 0.5;
    return sign | (bits[0]! - 0x3f000000);
  }
  const rounded = magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1);
  return sign | (rounded >>> 13);
}

/** Value of every half-precision number: 256 KiB, made on first use. */
let halves: Float32Array | undefined;

export function f16ToF32(source: Uint16Array, target: Float32Array): void {
  halves ??= Float32Array.from({ length: 65536 }, (_, half) => valueOfHalf(half));
  for (let i = 0; i < source.length; i++) target[i] = halves[source[i]!]!;
}

function valueOfHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const q8Block = 32;
const q8BlockBytes = 34;

/** Bytes of `elements` values (a multiple of 32) as q8_0: per block of 32 a half-precision scale and 32 int8. */
export function q8Bytes(elements: number): number {
  return (elements / q8Block) * q8BlockBytes;
}

/** Float32 to q8_0; `source.length` is a multiple of 32. */
export function f32ToQ8(source: Float32Array, target: Uint8Array): void {
  let at = 0;
  for (let start = 0; start < source.length; start += q8Block) {
    let largest = 0;
    for (let i = start; i < start + q8Block; i++) largest = Math.max(largest, Math.abs(source[i]!));
    const scale = largest / 127;
    const inverse = scale === 0 ? 0 : 1 / scale;
    const half = halfOf(scale);
    target[at] = half & 0xff;
    target[at + 1] = half >>> 8;
    for (let i = 0; i < q8Block; i++) target[at + 2 + i] = Math.round(source[start + i]! * inverse) & 0xff;
    at += q8BlockBytes;
  }
}

export function q8ToF32(source: Uint8Array, target: Float32Array): void {
  const signed = new Int8Array(source.buffer, source.byteOffset, source.length);
  let at = 0;
  for (let start = 0; start < target.length; start += q8Block) {
    const scale = valueOfHalf(source[at]! | (source[at + 1]! << 8));
    for (let i = 0; i < q8Block; i++) target[start + i] = scale * signed[at + 2 + i]!;
    at += q8BlockBytes;
  }
}
