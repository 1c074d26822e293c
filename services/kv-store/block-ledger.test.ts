import { describe, expect, test } from 'vitest';
import { BlockLedger } from './block-ledger.ts';

const key = 'ab'.repeat(32);
const [full, window] = [`${key}f`, `${key}w`];

describe('what the cluster is told about blocks', () => {
  test('a key is announced once, whichever tiers and parts arrive', () => {
    const ledger = new BlockLedger();
    ledger.gained('ram', full);
    expect(ledger.take(10)).toEqual({ stored: [key], evicted: [] });
    ledger.gained('ram', window);
    ledger.gained('disk', full);
    expect(ledger.take(10)).toEqual({ stored: [], evicted: [] });
  });

  test('a key that moves from RAM to disk between two events is not announced again', () => {
    const ledger = new BlockLedger();
    ledger.gained('ram', full);
    ledger.take(10);
    ledger.lost('ram', full);
    ledger.gained('disk', full);
    expect(ledger.take(10)).toEqual({ stored: [], evicted: [] });
  });

  test('a key whose full part is gone is evicted although its window part is left', () => {
    const ledger = new BlockLedger();
    ledger.gained('ram', full);
    ledger.gained('disk', window);
    ledger.take(10);
    ledger.lost('ram', full);
    expect(ledger.take(10)).toEqual({ stored: [], evicted: [key] });
    expect(ledger.announced()).toEqual([]);
  });

  test('a model with sliding windows only has keys too', () => {
    const ledger = new BlockLedger();
    ledger.gained('ram', window);
    expect(ledger.take(10)).toEqual({ stored: [key], evicted: [] });
    ledger.lost('ram', window);
    expect(ledger.take(10)).toEqual({ stored: [], evicted: [key] });
  });

  test('a tier that forgets everything takes back only what no other tier has', () => {
    const ledger = new BlockLedger();
    const other = 'cd'.repeat(32);
    for (const name of [full, `${other}f`]) ledger.gained('disk', name);
    ledger.gained('ram', full);
    ledger.take(10);
    ledger.lostAll('disk');
    expect(ledger.take(10)).toEqual({ stored: [], evicted: [other] });
    expect(ledger.announced()).toEqual([key]);
  });

  test('changes beyond the limit wait for the next call', () => {
    const ledger = new BlockLedger();
    for (let n = 10; n < 40; n++) ledger.gained('ram', `${String(n).repeat(32)}f`);
    expect(ledger.take(20).stored).toHaveLength(20);
    expect(ledger.take(20).stored).toHaveLength(10);
    expect(ledger.announced()).toHaveLength(30);
  });
});
