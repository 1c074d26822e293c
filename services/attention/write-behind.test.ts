import { describe, expect, it } from 'vitest';
import { BlockPool } from './block-pool.ts';
import type { BlockRef, BlockStore } from './block-store.ts';
import { WriteBehind } from './write-behind.ts';

/** Three named blocks in a pool of four; what is written is noted. */
function setUp({ idle = () => true, readMs = 0 }: { idle?: (key: string) => boolean; readMs?: number } = {}) {
  const clock = { nowMs: 0, now: () => clock.nowMs };
  const pool = new BlockPool({ blocks: 4 });
  const keys = ['a', 'b', 'c'];
  for (const key of keys) {
    const place = pool.allocate()!;
    pool.publish(place, key);
    pool.release(place);
  }
  const written: string[] = [];
  const store = {
    wants: () => true,
    isIdle: idle,
    someIdle: true,
    write: ({ key }: BlockRef, fill: (payload: Uint8Array) => void) => {
      written.push(key);
      fill(new Uint8Array(1));
    },
  } as Partial<BlockStore> as BlockStore;
  const cells = {
    readCells: () => {
      clock.nowMs += readMs;
    },
    writeCells: () => {},
  };
  const groups = { full: pool, window: undefined, windowTokens: 0 };
  const behind = new WriteBehind({ groups, cells, store, clock });
  for (const key of keys) behind.add({ key, group: 'full', traceparent: '' });
  return { behind, clock, pool, written };
}

describe('blocks that are written behind', () => {
  it('are written one a turn while sequences run, in the order in which they filled', () => {
    const { behind, written } = setUp();
    behind.turn(true);
    expect(written).toEqual(['a']);
    behind.turn(true);
    expect(written).toEqual(['a', 'b']);
  });

  it('take a fiftieth of the time while sequences run: reading, and what hashing and sending took', () => {
    const { behind, clock, written } = setUp({ readMs: 1 });
    behind.turn(true);
    behind.spent(2);
    clock.nowMs += 149;
    behind.turn(true);
    expect(written).toEqual(['a']);
    clock.nowMs += 1;
    behind.turn(true);
    expect(written).toEqual(['a', 'b']);
  });

  it('are written without delay when nothing runs', () => {
    const { behind, written } = setUp({ readMs: 1 });
    behind.turn(false);
    expect(written).toEqual(['a', 'b', 'c']);
  });

  it('wait for nothing that was written while nothing ran', () => {
    let ready = false;
    const { behind, written } = setUp({ readMs: 1, idle: (key) => key !== 'c' || ready });
    behind.turn(false);
    behind.spent(100);
    expect(written).toEqual(['a', 'b']);
    behind.turn(false);
    ready = true;
    behind.turn(true);
    expect(written).toEqual(['a', 'b', 'c']);
  });

  it('pass by those whose kv-store is busy', () => {
    const { behind, written } = setUp({ idle: (key) => key !== 'a' });
    behind.turn(true);
    expect(written).toEqual(['b']);
  });

  it('are left out when the pool has lost them', () => {
    const { behind, pool, written } = setUp();
    // The free block, then the one that was released first.
    pool.allocate();
    pool.allocate();
    behind.turn(false);
    expect(written).toEqual(['b', 'c']);
  });

  it('are written at once, whatever runs, before the pool loses them', () => {
    const { behind, written } = setUp();
    behind.turn(true);
    behind.hurry(['a', 'c']);
    expect(written).toEqual(['a', 'c']);
    behind.turn(false);
    expect(written).toEqual(['a', 'c', 'b']);
  });
});
