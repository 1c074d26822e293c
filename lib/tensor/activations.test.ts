import { describe, expect, it } from 'vitest';
import { noise } from '../../test/support/numbers.ts';
import { addRows, decodeRows, encodeRows, rowBytes, type WireDType } from './activations.ts';
import { ggmlLibraries, native } from './ffi.ts';

const values = Float32Array.from({ length: 256 }, (_, i) => Math.sin(i * 1.7) * 10 ** ((i % 9) - 4));

/** A view at an odd offset, as a field of a received message is. */
function misaligned(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  return larger.subarray(3);
}

describe('activations on the wire', () => {
  it.each<[WireDType, number]>([
    ['f32', 0],
    ['bf16', 2 ** -8],
    ['q8_0', 1 / 250],
  ])('come back within the precision of %s', (dtype, tolerance) => {
    const bytes = encodeRows(values, dtype);
    expect(bytes.length).toBe(rowBytes(dtype, values.length));
    const back = decodeRows(misaligned(bytes), dtype, values.length);
    for (let i = 0; i < values.length; i++) {
      const block = values.subarray(i - (i % 32), i - (i % 32) + 32);
      const scale = dtype === 'q8_0' ? Math.max(...block.map(Math.abs)) : Math.abs(values[i]!);
      expect(Math.abs(back[i]! - values[i]!)).toBeLessThanOrEqual(tolerance * scale);
    }
  });

  it('rounds bf16 to the nearest, ties to even, and keeps what is not a number', () => {
    const bits = new Uint32Array([0x3f808000, 0x3f818000, 0x3f808001, 0x7f800001, 0xff800000]);
    const back = decodeRows(encodeRows(new Float32Array(bits.buffer), 'bf16'), 'bf16', 5);
    const words = new Uint32Array(back.buffer);
    expect([...words.subarray(0, 3)]).toEqual([0x3f800000, 0x3f820000, 0x3f810000]);
    expect(back[3]).toBeNaN();
    expect(back[4]).toBe(-Infinity);
  });

  it('writes q8_0 blocks as ggml reads them: f16 scale first, then 32 signed bytes', () => {
    const row = new Float32Array(32).fill(0);
    row[0] = 127;
    row[1] = -63.6;
    const bytes = encodeRows(row, 'q8_0');
    expect([...bytes.subarray(0, 4)]).toEqual([0x00, 0x3c, 127, 256 - 64]);
    expect(decodeRows(encodeRows(new Float32Array(32), 'q8_0'), 'q8_0', 32)).toEqual(new Float32Array(32));
  });

  it.each(['bf16', 'q8_0'] as const)('are written in %s as ggml writes them, from huge to nearly nothing', (dtype) => {
    const { base } = ggmlLibraries();
    const name = dtype === 'bf16' ? 'ggml_fp32_to_bf16_row' : 'quantize_row_q8_0_ref';
    const write = native<(from: Float32Array, to: Uint8Array, count: number) => void>(
      base,
      `void ${name}(void *x, void *y, int64_t k)`,
    );
    const blocks = 200;
    const random = noise(32 * blocks, 3);
    // Scales from halves that are too large, over normal ones, to units of 2^-24 and none.
    const rows = random.map((value, i) => value * 2 ** (23 - Math.floor(i / 32) / 4));
    const bytes = new Uint8Array(rowBytes(dtype, rows.length));
    write(rows, bytes, rows.length);
    const ours = encodeRows(rows, dtype);
    const differing = ours.reduce((count, byte, i) => count + Number(byte !== bytes[i]), 0);
    // Two roundings of q8_0 may fall to the other side of a tie.
    expect(differing).toBeLessThanOrEqual(dtype === 'bf16' ? 0 : rows.length / 1000);
    expect(decodeRows(ours, dtype, rows.length).some(Number.isNaN)).toBe(
      decodeRows(bytes, dtype, rows.length).some(Number.isNaN),
    );
  });

  it('are added row by row, each to its place', () => {
    const width = 37;
    const sums = Float32Array.from({ length: 3 * width }, (_, i) => i / 8);
    const total = new Float32Array(5 * width).fill(1);
    addRows(sums, Uint32Array.of(0, 2, 4), total, width);
    const placed = (row: number, k: number) => (row % 2 === 0 ? sums[(row / 2) * width + k]! : 0);
    expect([...total]).toEqual(Array.from(total, (_, i) => 1 + placed(Math.floor(i / width), i % width)));
    addRows(total, undefined, total, width);
    expect(total[4 * width + 1]).toBe(2 * (1 + sums[2 * width + 1]!));
  });
});
