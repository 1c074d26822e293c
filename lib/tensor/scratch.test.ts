import { describe, expect, it } from 'vitest';
import { Scratch } from './scratch.ts';

describe('scratch memory', () => {
  it('gives arrays of the length asked for, in one piece of memory as long as it is large enough', () => {
    const scratch = new Scratch();
    const first = scratch.floats(100);
    expect(first).toHaveLength(100);
    expect(scratch.bytes(17)).toHaveLength(17);
    expect(scratch.floats(99).buffer).toBe(first.buffer);
    const larger = scratch.floats(1000);
    expect(larger).toHaveLength(1000);
    expect(larger.buffer).not.toBe(first.buffer);
  });
});
