import { describe, expect, it } from 'vitest';
import type { Parts } from './micro-batch-trial.ts';
import { MicroBatching, type StepTiming } from './micro-batching.ts';
import { uniform } from './random.ts';

type Cost = Omit<StepTiming, 'rows' | 'parts'>;
/** What a step takes with so many parts. */
type Costs = (parts: Parts) => Cost;

/** Runs steps of `rows` rows; tells how many had one part and how many two. */
function run(
  made: MicroBatching,
  steps: number,
  cost: Costs,
  rows: number | (() => number) = 32,
): Record<Parts, number> {
  const used: Record<Parts, number> = { 1: 0, 2: 0 };
  for (let i = 0; i < steps; i++) {
    const now = typeof rows === 'number' ? rows : rows();
    const parts = made.next(now);
    used[parts] += 1;
    made.observe({ rows: now, parts, ...cost(parts) });
  }
  return used;
}

const costs =
  (one: number, two: number, wireMs = 20): Costs =>
  (parts) => ({ milliseconds: parts === 2 ? two : one, waitedMs: 60, wireMs });

/** Steps that take up to a third longer, and now and then five times as long, as on a machine that others use too. */
function noisy(cost: Costs, seed: number): Costs {
  let step = 0;
  return (parts) => {
    step += 1;
    const { milliseconds, ...rest } = cost(parts);
    const late = uniform(seed, 2 * step) < 0.05 ? 5 : 1 + uniform(seed, 2 * step + 1) ** 2 / 3;
    return { ...rest, milliseconds: milliseconds * late };
  };
}

const far = costs(100, 60);
const near = costs(100, 130);
const seeds = Array.from({ length: 40 }, (_, seed) => seed);

describe('the number of micro-batches', () => {
  it('becomes two where that is faster, after a few steps', () => {
    const made = new MicroBatching();
    run(made, 20, far);
    expect(run(made, 60, far)).toEqual({ 1: 0, 2: 60 });
  });

  it('stays one where a split costs more than it hides, and finding that out takes one step in a hundred', () => {
    const used = run(new MicroBatching(), 5_000, near);
    expect(used[2]).toBeGreaterThan(0);
    expect(used[2]).toBeLessThan(50);
  });

  it('stays one, untried, where nothing waits for shards', () => {
    const cost = (parts: Parts) => ({ milliseconds: parts === 2 ? 130 : 100, waitedMs: 0, wireMs: 0 });
    expect(run(new MicroBatching(), 500, cost)).toEqual({ 1: 500, 2: 0 });
  });

  it('stays one where two are no faster, however often both are compared', () => {
    const used = run(new MicroBatching(), 5_000, costs(100, 99));
    expect(used[1]).toBeGreaterThan(4_900);
  });

  it('is found through noise that is larger than the difference', () => {
    const right = seeds.filter((seed) => {
      const made = new MicroBatching();
      const cost = noisy(costs(110, 100), seed);
      run(made, 80, cost);
      return run(made, 100, cost)[2] === 100;
    });
    expect(right.length).toBeGreaterThanOrEqual(36);
    const kept = seeds.filter((seed) => {
      const made = new MicroBatching();
      const cost = noisy(costs(100, 110), seed);
      run(made, 80, cost);
      return run(made, 100, cost)[1] === 100;
    });
    expect(kept.length).toBeGreaterThanOrEqual(36);
  });

  it('tries little where every step takes another time', () => {
    for (const seed of seeds.slice(0, 10)) {
      const used = run(new MicroBatching(), 4_000, noisy(near, seed));
      expect(used[2]).toBeLessThan(200);
    }
  });

  it('follows the network within fifty steps when it changes, either way', () => {
    const made = new MicroBatching();
    run(made, 2_000, near);
    run(made, 50, costs(400, 300, 320));
    // At most one trial falls among the next hundred.
    expect(run(made, 100, costs(400, 300, 320))[2]).toBeGreaterThan(80);
    run(made, 50, near);
    expect(run(made, 100, near)[1]).toBeGreaterThan(80);
  });

  it('follows a change of the wire that the time of a step hardly shows', () => {
    const made = new MicroBatching();
    run(made, 2_000, costs(100, 120, 5));
    run(made, 50, costs(115, 100, 20));
    expect(run(made, 100, costs(115, 100, 20))[2]).toBeGreaterThan(80);
    // What two parts had hidden is gone, and their steps take what they took.
    run(made, 50, costs(85, 100, 5));
    expect(run(made, 100, costs(85, 100, 5))[1]).toBeGreaterThan(80);
  });

  it('is tried again now and then, for what a step would take with the other may change unseen', () => {
    const made = new MicroBatching();
    run(made, 100, near);
    run(made, 600, far);
    expect(run(made, 50, far)[2]).toBe(50);
  });

  it('is learned for each size of batch, and small ones are not split', () => {
    const made = new MicroBatching();
    run(made, 50, far, 64);
    expect(made.next(64)).toBe(2);
    expect(made.next(100)).toBe(2);
    expect(made.next(32)).toBe(1);
    expect(run(made, 50, far, 8)).toEqual({ 1: 50, 2: 0 });
  });

  it('compares steps of like sizes only', () => {
    const made = new MicroBatching();
    // The larger steps, a row of which costs less, are just those that a trial splits.
    const sizes = [34, 60, 60, 34];
    let step = 0;
    let rows = 0;
    const alternating = () => {
      rows = sizes[step++ % 4]!;
      return rows;
    };
    const cost = () => ({ milliseconds: rows === 60 ? 70 : 60, waitedMs: 30, wireMs: 10 });
    expect(run(made, 1_000, cost, alternating)[2]).toBeLessThan(100);
    run(made, 1_100, far, 48);
    expect(run(made, 50, far, 48)[2]).toBeGreaterThan(40);
  });

  it('goes on after steps that cannot be split', () => {
    const made = new MicroBatching();
    for (let i = 0; i < 300; i++) made.observe({ rows: 32, parts: 1, ...far(made.next(32) && 1) });
    run(made, 300, far);
    expect(run(made, 50, far)[2]).toBe(50);
  });

  it('can be fixed', () => {
    expect(run(new MicroBatching(2), 30, near)).toEqual({ 1: 0, 2: 30 });
    expect(run(new MicroBatching(1), 30, far)).toEqual({ 1: 30, 2: 0 });
  });
});
