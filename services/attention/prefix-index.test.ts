import { describe, expect, it } from 'vitest';
import { BlockTable } from './block-table.ts';
import { firstWindowBlock, longestResume, matchPrefix, resumableBlocks } from './prefix-index.ts';
import { testGroups, testRandom } from './testing/material.ts';

const present = (full: number[], window: number[]) => ({
  full: (i: number) => full.includes(i),
  window: (i: number) => window.includes(i),
});

describe('resume point', () => {
  it('ends at the first block that full-attention layers lack', () => {
    expect(longestResume(present([0, 1, 3], [0, 1, 2, 3]), 4, 1024)).toBe(2);
  });

  it('needs only the last window of the sliding-window layers', () => {
    expect(longestResume(present([0, 1, 2, 3, 4, 5], [2, 3, 4, 5]), 6, 128)).toBe(6);
    expect(longestResume(present([0, 1, 2, 3, 4, 5], [3, 4, 5]), 6, 128)).toBe(0);
  });

  it('moves back to a point whose window is whole', () => {
    expect(longestResume(present([0, 1, 2, 3, 4, 5], [0, 1, 2, 4, 5]), 6, 128)).toBe(3);
  });

  it('never takes the last token from the cache', () => {
    expect([1, 32, 33, 64, 65].map(resumableBlocks)).toEqual([0, 0, 1, 1, 2]);
  });

  it('equals the definition on random presences', () => {
    const random = testRandom(3);
    for (let round = 0; round < 500; round++) {
      const windowTokens = 1 + Math.floor(random() * 200);
      const full = Array.from({ length: 12 }, () => random() < 0.9);
      const window = Array.from({ length: 12 }, () => random() < 0.7);
      let expected = 0;
      for (let blocks = 1; blocks <= 12; blocks++) {
        const seen = (position: number) => blocks * 32 - position < windowTokens;
        const ok = Array.from({ length: blocks * 32 }, (_, p) => p).every(
          (p) => full[p >> 5] && (!seen(p) || window[p >> 5]),
        );
        if (ok) expected = blocks;
      }
      const actual = longestResume({ full: (i) => full[i]!, window: (i) => window[i]! }, 12, windowTokens);
      expect(actual).toBe(expected);
    }
  });
});

describe('block table', () => {
  it('resumes on shared blocks and grows into blocks of its own', () => {
    const groups = testGroups({ full: 8, window: 8, windowTokens: 40 });
    const keys = ['a', 'b', 'c'];
    const first = new BlockTable(groups);
    first.extend(96);
    for (const [i, key] of keys.entries()) first.publish(i, key);
    const second = new BlockTable(groups);
    second.adopt(matchPrefix(groups, keys, 2));
    second.extend(70);
    expect(second.fullCells(64)).toEqual(first.fullCells(64));
    expect(second.fullCells(70)[64]).not.toBe(first.fullCells(70)[64]);
    expect(second.windowStart).toBe(firstWindowBlock(64, 40) * 32);
    first.release();
    second.release();
    expect(groups.full!.available).toBe(8);
    expect(groups.window!.available).toBe(8);
  });

  it('changes nothing when one of the groups has no room', () => {
    const groups = testGroups({ full: 8, window: 2, windowTokens: 40 });
    const table = new BlockTable(groups);
    expect(table.extend(96)).toBe(false);
    expect(groups.full!.free).toBe(8);
    expect(table.extend(64)).toBe(true);
  });

  it('keeps no more window blocks than the window needs', () => {
    const groups = testGroups({ full: 32, window: 6, windowTokens: 128 });
    const table = new BlockTable(groups);
    for (let position = 0; position < 1000; position++) {
      expect(table.extend(position + 1)).toBe(true);
      expect(table.windowStart).toBeLessThanOrEqual(Math.max(0, position - 127));
      expect(table.windowCells(position + 1)).toHaveLength(position + 1 - table.windowStart);
      table.trim(position + 1);
    }
    expect(groups.window!.used).toBeLessThanOrEqual(5);
  });
});
