import { describe, expect, test } from 'vitest';
import { entryOverheadBytes } from './block.ts';
import { RamTier } from './ram-tier.ts';
import { testBlock } from './testing.ts';

const cost = 1000 + entryOverheadBytes;

describe('RAM tier', () => {
  test('the least recently used block leaves first, and reading counts as use', () => {
    const tier = new RamTier(3 * cost);
    for (let n = 1; n <= 3; n++) expect(tier.put(testBlock(n, 1000))).toEqual([]);
    expect(tier.get(testBlock(1, 1000).name)).toBeDefined();
    expect(tier.put(testBlock(4, 1000)).map((block) => block.name)).toEqual([testBlock(2, 1000).name]);
    expect(tier.has(testBlock(1, 1000).name)).toBe(true);
    expect(tier.has(testBlock(2, 1000).name)).toBe(false);
  });

  test('bytes never pass the limit, whatever sizes arrive', () => {
    const tier = new RamTier(50_000);
    for (let n = 0; n < 500; n++) {
      tier.put(testBlock(n, (n * 7919) % 9000));
      expect(tier.bytes).toBeLessThanOrEqual(50_000);
    }
    const kept = tier.newestFirst();
    expect(kept.reduce((sum, block) => sum + block.payload.length + entryOverheadBytes, 0)).toBe(tier.bytes);
    expect(tier.count).toBe(kept.length);
  });

  test('storing a block again counts its bytes once', () => {
    const tier = new RamTier(3 * cost);
    tier.put(testBlock(1, 1000));
    tier.put(testBlock(1, 1000));
    expect(tier.count).toBe(1);
    expect(tier.bytes).toBe(cost);
  });

  test('a block larger than the tier does not fit', () => {
    expect(RamTier.canHold(1000, cost)).toBe(true);
    expect(RamTier.canHold(1001, cost)).toBe(false);
  });
});
