// Blocks of storage formats for which ggml's quantisers would first search for half a minute: random bits, which are as
// good as any others, around a scale that gives values of the wanted size.
import { createHash } from 'node:crypto';
import { type CodebookType, codebookTypes, type StorageType, storageType } from '../tensor/quantize.ts';

/** Formats whose block begins with its scale, and the size of their values when that is 1. */
const valueSizes = { iq1_s: 8, iq2_xxs: 64, iq2_xs: 64, iq2_s: 64, iq3_xxs: 128, iq3_s: 128 } as const;

export function isCodebookType(name: StorageType): name is CodebookType {
  return (codebookTypes as readonly string[]).includes(name);
}

/** `count` blocks of values of about `size`. */
export function randomBlocks(type: CodebookType, count: number, size: number, seed: string): Uint8Array {
  const { bytes } = storageType(type);
  const blocks = new Uint8Array(count * bytes);
  for (let at = 0; at < blocks.length; at += 32) {
    blocks.set(
      createHash('sha256')
        .update(`${seed} ${at}`)
        .digest()
        .subarray(0, blocks.length - at),
      at,
    );
  }
  const view = new DataView(blocks.buffer);
  for (let start = 0; start < blocks.length; start += bytes) {
    if (type !== 'iq1_m') view.setUint16(start, half(size / valueSizes[type]), true);
    else {
      // Its scale is spread over the high four bits of the block's last four numbers.
      const scale = half(size / valueSizes.iq1_s);
      for (let i = 0; i < 4; i++) {
        const at = start + bytes - 8 + 2 * i;
        view.setUint16(at, (view.getUint16(at, true) & 0xfff) | (((scale >> (4 * i)) & 0xf) << 12), true);
      }
    }
  }
  return blocks;
}

/** A power of two near `value` as a half-precision number. */
function half(value: number): number {
  return (15 + Math.round(Math.log2(value))) << 10;
}
