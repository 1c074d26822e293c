// How messages name the types of activations.
import { fulgur } from '../../proto/gen/fulgur.js';
import type { WireDType } from '../tensor/activations.ts';

export const dtypeOnWire: Readonly<Record<WireDType, fulgur.v1.DType>> = {
  bf16: fulgur.v1.DType.DTYPE_BF16,
  f32: fulgur.v1.DType.DTYPE_F32,
  q8_0: fulgur.v1.DType.DTYPE_Q8_0,
};
