import { describe, expect, it } from 'vitest';
import { BlockPool } from './block-pool.ts';
import { testRandom } from './testing/material.ts';

describe('block pool', () => {
  it('gives every block once and then none', () => {
    const pool = new BlockPool({ blocks: 3 });
    const taken = [pool.allocate(), pool.allocate(), pool.allocate()];
    expect(new Set(taken)).toEqual(new Set([0, 1, 2]));
    expect(pool.allocate()).toBeUndefined();
  });

  it('keeps a named block findable after its last holder left, until the space is needed', () => {
    const evicted: string[] = [];
    const pool = new BlockPool({ blocks: 1, onEvicted: (key) => evicted.push(key) });
    const block = pool.allocate()!;
    pool.publish(block, 'a');
    pool.release(block);
    expect(pool.find('a')).toBe(block);
    expect(pool).toMatchObject({ free: 0, used: 0, cached: 1 });
    expect(pool.allocate()).toBe(block);
    expect(evicted).toEqual(['a']);
    expect(pool.find('a')).toBeUndefined();
  });

  it('evicts the block that was released longest ago, and never one that is held', () => {
    const evicted: string[] = [];
    const pool = new BlockPool({ blocks: 3, onEvicted: (key) => evicted.push(key) });
    const [a, b, c] = ['a', 'b', 'c'].map((key) => {
      const block = pool.allocate()!;
      pool.publish(block, key);
      return block;
    });
    for (const block of [b!, a!, c!]) pool.release(block);
    pool.retain(b!); // used again: it leaves the queue
    pool.allocate();
    pool.allocate();
    expect(evicted).toEqual(['a', 'c']);
    expect(pool.allocate()).toBeUndefined();
  });

  it('leaves a second block with the same contents private, and frees it with its holder', () => {
    const pool = new BlockPool({ blocks: 2 });
    const first = pool.allocate()!;
    const second = pool.allocate()!;
    expect(pool.publish(first, 'a')).toBe(true);
    expect(pool.publish(second, 'a')).toBe(false);
    pool.release(second);
    expect(pool.free).toBe(1);
    expect(pool.find('a')).toBe(first);
  });

  it('refuses a release too many and a retain of a free block', () => {
    const pool = new BlockPool({ blocks: 1 });
    const block = pool.allocate()!;
    pool.release(block);
    expect(() => pool.release(block)).toThrow('more often');
    expect(() => pool.retain(block)).toThrow('free');
  });

  it('leaks nothing and gives nothing twice over 5,000 random operations', () => {
    const random = testRandom(7);
    const pool = new BlockPool({ blocks: 40 });
    const held: number[] = []; // one entry per reference
    let nextKey = 0;
    for (let i = 0; i < 5_000; i++) {
      const dice = random();
      if (dice < 0.4) {
        const expected = pool.available;
        const block = pool.allocate();
        expect(block === undefined).toBe(expected === 0);
        if (block !== undefined) {
          expect(held).not.toContain(block);
          held.push(block);
        }
      } else if (dice < 0.55 && held.length > 0) {
        pool.publish(held[Math.floor(random() * held.length)]!, `key-${nextKey++ % 60}`);
      } else if (dice < 0.7) {
        const block = pool.find(`key-${Math.floor(random() * 60)}`);
        if (block !== undefined) {
          pool.retain(block);
          held.push(block);
        }
      } else if (held.length > 0) {
        pool.release(held.splice(Math.floor(random() * held.length), 1)[0]!);
      }
      expect(pool.used).toBe(new Set(held).size);
      expect(pool.free + pool.used + pool.cached).toBe(40);
      expect([...pool.keys()].every((key) => pool.find(key) !== undefined)).toBe(true);
    }
    for (const block of held) pool.release(block);
    expect(pool.available).toBe(40);
  });
});
