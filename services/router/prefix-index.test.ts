import { expect, test } from 'vitest';
import { keyText } from '../../lib/model/block-key.ts';
import { PrefixIndex } from './prefix-index.ts';

const key = (n: number) => new Uint8Array(32).fill(n);
const keys = (...ns: number[]) => Buffer.concat(ns.map(key));
const chain = (...ns: number[]) => ns.map((n) => keyText(key(n)));

function setUp(maxKeysPerProducer = 100) {
  const asked: string[] = [];
  const index = new PrefixIndex({ maxKeysPerProducer, requestSnapshot: (id) => asked.push(id) });
  const event = (sequence: number, stored: number[], evicted: number[] = [], incarnation = 7) =>
    index.apply({
      producerId: 'a',
      sequence,
      incarnation,
      storedKeys: keys(...stored),
      evictedKeys: keys(...evicted),
    });
  return { asked, index, event };
}

test('events in sequence build the set without asking for a snapshot', () => {
  const { asked, index, event } = setUp();
  event(1, [1, 2]);
  event(2, [3], [2]);
  expect(index.matched('a', chain(1, 3))).toBe(2);
  expect(index.matched('a', chain(1, 2, 3))).toBe(1);
  expect(asked).toEqual([]);
});

test('a gap in the sequence asks for a snapshot, and later events are applied on top of it', () => {
  const { asked, index, event } = setUp();
  event(1, [1]);
  event(3, [3]);
  expect(asked).toEqual(['a']);
  expect(index.matched('a', chain(1))).toBe(0);
  event(4, [4], [2]);
  index.applySnapshot('a', 3, [key(1), key(2), key(3)]);
  expect(index.matched('a', chain(1, 3, 4))).toBe(3);
  expect(index.matched('a', chain(2))).toBe(0);
});

test('events that the snapshot already holds are not applied twice', () => {
  const { index, event } = setUp();
  event(1, [1]);
  event(3, [], [1]);
  index.applySnapshot('a', 5, [key(1)]);
  expect(index.matched('a', chain(1))).toBe(1);
  event(5, [], [1]);
  expect(index.matched('a', chain(1))).toBe(1);
  event(6, [], [1]);
  expect(index.matched('a', chain(1))).toBe(0);
});

test('a new incarnation forgets what the old one held', () => {
  const { asked, index, event } = setUp();
  event(1, [1]);
  event(1, [2], [], 8);
  expect(index.matched('a', chain(1))).toBe(0);
  expect(index.matched('a', chain(2))).toBe(1);
  expect(asked).toEqual([]);
});

test('a new incarnation first seen in its middle asks for a snapshot', () => {
  const { asked, event } = setUp();
  event(1, [1]);
  event(9, [2], [], 8);
  expect(asked).toEqual(['a']);
});

test('when no snapshot can be had the index goes on from the events', () => {
  const { index, event } = setUp();
  event(5, [5]);
  index.snapshotFailed('a');
  event(6, [6]);
  expect(index.matched('a', chain(5, 6))).toBe(2);
});

test('the oldest keys go when a producer announces more than the bound', () => {
  const { index, event } = setUp(2);
  event(1, [1, 2, 3]);
  expect(index.size('a')).toBe(2);
  expect(index.matched('a', chain(1))).toBe(0);
  expect(index.matched('a', chain(2, 3))).toBe(2);
});

test('producers that are not retained are forgotten', () => {
  const { index, event } = setUp();
  event(1, [1]);
  index.retain(new Set(['a', 'b']));
  expect(index.size('a')).toBe(1);
  index.retain(new Set(['b']));
  expect(index.size('a')).toBe(0);
});

test('a producer that is unknown or forgotten matches nothing', () => {
  const { index, event } = setUp();
  event(1, [1]);
  index.forget('a');
  expect(index.matched('a', chain(1))).toBe(0);
  expect(index.matched('b', chain(1))).toBe(0);
});
