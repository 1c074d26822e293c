import { describe, expect, test } from 'vitest';
import { assignmentOf, missingFrom, planRefusal } from './assignment.ts';

const plan = {
  epoch: 4,
  modelFingerprint: 'm',
  reason: 'test',
  layers: [
    { layer: 1, experts: [{ shardIds: ['a'] }, { shardIds: ['b'] }, { shardIds: ['a', 'b'] }] },
    { layer: 2, experts: [{ shardIds: ['b'] }] },
  ],
};

describe('what a plan gives to a shard', () => {
  test('only what names the shard', () => {
    expect(assignmentOf(plan, 'a')).toEqual(new Map([[1, new Set([0, 2])]]));
    expect(assignmentOf(plan, 'c').size).toBe(0);
    expect(assignmentOf(undefined, 'a').size).toBe(0);
  });

  test('what is missing is the difference, layer by layer', () => {
    const held = new Map([[1, new Set([2])]]);
    expect(missingFrom(held, assignmentOf(plan, 'b'))).toEqual(
      new Map([
        [1, [1]],
        [2, [0]],
      ]),
    );
    expect(missingFrom(assignmentOf(plan, 'b'), assignmentOf(plan, 'b')).size).toBe(0);
  });

  test('a plan for another model is refused, naming both', () => {
    expect(planRefusal(plan, { fingerprint: 'm', expertCounts: [0, 3, 1] })).toBeUndefined();
    expect(planRefusal(plan, { fingerprint: 'n', expertCounts: [0, 3, 1] })).toMatch(
      /plan 4 is for model m; .* serves n/,
    );
    expect(planRefusal(plan, { fingerprint: 'm', expertCounts: [0, 2, 1] })).toMatch(/names 3 experts in layer 1/);
  });
});
