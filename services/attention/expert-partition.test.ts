import { describe, expect, it } from 'vitest';
import { noise } from '../../test/support/numbers.ts';
import { partition } from './expert-partition.ts';

const experts = 64;
const used = 8;
const rows = 32;
const copies = 8;
const shards = ['a', 'b'];

/** A layer whose rows choose experts at random. */
function randomCall(seed: number) {
  const expertIds = new Int32Array(rows * used);
  for (let row = 0; row < rows; row++) {
    const scores = noise(experts, seed * rows + row);
    const order = [...scores.keys()].sort((x, y) => scores[y]! - scores[x]!);
    expertIds.set(order.slice(0, used), row * used);
  }
  return { layer: 0, rows, hidden: new Float32Array(0), expertIds, weights: new Float32Array(rows * used) };
}

const every = (length: number) => Array.from({ length }, (_, i) => i);

describe('the pairs of a layer', () => {
  /** Every other expert on each shard, the first `copies` on both. */
  const someTwice = (expert: number) => (expert < copies ? shards : [shards[expert % 2]!]);

  it('go to a holder of their expert, each once, in their order, all of an expert to the same', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const call = randomCall(seed);
      const { works, orphans } = partition(call, every(rows * used), someTwice, () => 0);
      expect(orphans).toEqual([]);
      expect(works.flatMap(({ pairs }) => pairs).sort((x, y) => x - y)).toEqual(every(rows * used));
      const holderOf = new Map<number, string>();
      for (const { holder, pairs } of works) {
        expect(pairs).toEqual([...pairs].sort((x, y) => x - y));
        for (const pair of pairs) {
          const expert = call.expertIds[pair]!;
          expect(someTwice(expert)).toContain(holder);
          expect(holderOf.get(expert) ?? holder).toBe(holder);
          holderOf.set(expert, holder);
        }
      }
    }
  });

  it('are shared out evenly where some experts have two holders, however uneven the others are', () => {
    let uneven = 0;
    let unevenTwice = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const call = randomCall(seed);
      const most = (holdersOf: (expert: number) => readonly string[]) => {
        const { works } = partition(call, every(rows * used), holdersOf, () => 0);
        return Math.max(...works.map(({ pairs }) => pairs.length)) / ((rows * used) / shards.length) - 1;
      };
      uneven += most((expert) => [shards[expert % 2]!]) / 100;
      unevenTwice += most(someTwice) / 100;
    }
    expect(uneven).toBeGreaterThan(0.03);
    expect(unevenTwice).toBeLessThan(uneven / 3);
  });

  it('go to the shard that has less in flight where both hold all', () => {
    const call = randomCall(1);
    const busy = (shard: string) => (shard === 'a' ? 10_000 : 0);
    const { works } = partition(call, every(rows * used), () => shards, busy);
    expect(works.map(({ holder }) => holder)).toEqual(['b']);
  });

  it('are orphans where nobody holds their expert', () => {
    const call = randomCall(1);
    const { works, orphans } = partition(
      call,
      every(rows * used),
      (expert) => (expert === 5 ? [] : ['a']),
      () => 0,
    );
    expect(orphans).toEqual(every(rows * used).filter((pair) => call.expertIds[pair] === 5));
    expect(works).toHaveLength(1);
    expect(works[0]!.pairs.length + orphans.length).toBe(rows * used);
  });
});
