import { describe, expect, test } from 'vitest';
import { rowBytes } from '../../lib/tensor/activations.ts';
import { Code } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { type BatchLimits, isFailure, parseBatch } from './batch.ts';

const limits: BatchLimits = { hiddenSize: 64, expertCounts: [0, 8], rowsMax: 16, pairsMax: 32 };

function bytes(array: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function message(over: fulgur.v1.IActivationBatch = {}): fulgur.v1.ActivationBatch {
  const v1 = fulgur.v1.ActivationBatch;
  const whole: fulgur.v1.IActivationBatch = {
    callId: 7,
    layer: 1,
    rows: 2,
    dtype: fulgur.v1.DType.DTYPE_F32,
    hidden: new Uint8Array(2 * 4 * 64),
    rowIndex: bytes(Uint32Array.of(0, 1, 1)),
    expertId: bytes(Uint32Array.of(3, 0, 7)),
    weight: bytes(Float32Array.of(0.5, 0.25, 1)),
    ...over,
  };
  return v1.decode(v1.encode(whole).finish());
}

describe('the boundary of a shard', () => {
  test('a whole batch is read at any alignment of its bytes', () => {
    for (const traceparent of ['', 'x', 'xy', 'xyz']) {
      const batch = parseBatch(message({ traceparent }), limits);
      if (isFailure(batch)) throw new Error(batch.message);
      expect([...batch.rowIndex]).toEqual([0, 1, 1]);
      expect([...batch.expertIds]).toEqual([3, 0, 7]);
      expect([...batch.weights]).toEqual([0.5, 0.25, 1]);
    }
  });

  test.each<[string, fulgur.v1.IActivationBatch, RegExp]>([
    ['an unknown dtype', { dtype: 0 }, /dtype is 0; use 1 \(bf16\)/],
    ['a layer beyond the model', { layer: 2 }, /layer is 2; the model has 2 layers/],
    ['a layer without experts', { layer: 0 }, /layer is 0, which has no routed experts/],
    ['no rows', { rows: 0 }, /rows is 0; it must be 1 to 16/],
    ['too many rows', { rows: 17 }, /rows is 17; it must be 1 to 16/],
    ['rows that disagree with hidden', { rows: 3 }, /hidden has 512 bytes; 3 rows of 64 values of f32 are 768/],
    ['hidden of another dtype', { dtype: 1 }, /hidden has 512 bytes; 2 rows of 64 values of bf16 are 256/],
    ['no pairs', { rowIndex: new Uint8Array(0) }, /row_index has 0 bytes/],
    ['a part of a number', { rowIndex: new Uint8Array(11) }, /row_index has 11 bytes/],
    ['too many pairs', { rowIndex: new Uint8Array(4 * 33) }, /row_index has 33 pairs; at most 32/],
    ['fewer ids than rows', { expertId: new Uint8Array(8) }, /expert_id has 8 bytes and row_index has 12/],
    ['fewer weights than rows', { weight: new Uint8Array(8) }, /weight has 8 bytes and row_index has 12/],
    [
      'a row that is not sent',
      { rowIndex: bytes(Uint32Array.of(0, 2, 1)) },
      /row_index\[1\] is 2; the batch has 2 rows/,
    ],
    [
      'an expert beyond the layer',
      { expertId: bytes(Uint32Array.of(0, 8, 1)) },
      /expert_id\[1\] is 8; the layer has 8/,
    ],
    ['a weight that is no number', { weight: bytes(Float32Array.of(0, Number.NaN, 1)) }, /weight\[1\] is NaN/],
  ])('%s is refused by name', (_what, over, text) => {
    const parsed = parseBatch(message(over), limits);
    expect(parsed).toMatchObject({ code: Code.INVALID_ARGUMENT, message: expect.stringMatching(text) });
  });

  test('q8_0 rows are whole blocks of 32 values in 34 bytes', () => {
    expect(rowBytes('q8_0', 64)).toBe(68);
    const odd = parseBatch(message({ dtype: fulgur.v1.DType.DTYPE_Q8_0 }), { ...limits, hiddenSize: 48 });
    expect(odd).toMatchObject({ message: expect.stringMatching(/multiple of 32 values; this model has 48/) });
  });
});
