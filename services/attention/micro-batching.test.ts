import { describe, expect, it } from 'vitest';
import { MicroBatching, type Parts } from './micro-batching.ts';

/** Runs steps of `rows` rows; `cost` tells what a step takes with so many parts, and how much of it is waiting. */
function run(
  made: MicroBatching,
  steps: number,
  cost: (parts: Parts) => { milliseconds: number; waitedMs: number },
  rows = 32,
): Record<Parts, number> {
  const used: Record<Parts, number> = { 1: 0, 2: 0 };
  for (let i = 0; i < steps; i++) {
    const parts = made.next(rows);
    used[parts] += 1;
    made.observe({ rows, parts, ...cost(parts) });
  }
  return used;
}

const farShards = (parts: Parts) => ({ milliseconds: parts === 2 ? 60 : 100, waitedMs: 60 });
const nearShards = (parts: Parts) => ({ milliseconds: parts === 2 ? 130 : 100, waitedMs: 60 });
const noShards = (parts: Parts) => ({ milliseconds: parts === 2 ? 130 : 100, waitedMs: 0 });

describe('the number of micro-batches', () => {
  it('becomes two where that is faster, after a few steps', () => {
    const made = new MicroBatching();
    run(made, 20, farShards);
    expect(run(made, 60, farShards)).toEqual({ 1: 0, 2: 60 });
  });

  it('stays one where a split costs more than it hides, and trials become rare', () => {
    const made = new MicroBatching();
    const used = run(made, 5_000, nearShards);
    expect(used[2]).toBeGreaterThan(0);
    expect(used[2]).toBeLessThan(60);
  });

  it('stays one, untried, where nothing waits for shards', () => {
    expect(run(new MicroBatching(), 500, noShards)).toEqual({ 1: 500, 2: 0 });
  });

  it('follows the network within forty steps when it changes, either way', () => {
    const made = new MicroBatching();
    const further = (parts: Parts) => ({ milliseconds: parts === 2 ? 300 : 400, waitedMs: 360 });
    run(made, 2_000, nearShards);
    run(made, 40, further);
    // At most one trial of eight steps falls among the next fifty.
    expect(run(made, 50, further)[2]).toBeGreaterThanOrEqual(42);
    run(made, 40, nearShards);
    expect(run(made, 50, nearShards)[1]).toBeGreaterThanOrEqual(42);
  });

  it('is tried again now and then, for what a step would take with the other may change unseen', () => {
    const made = new MicroBatching();
    run(made, 100, nearShards);
    run(made, 400, farShards);
    expect(run(made, 50, farShards)[2]).toBe(50);
  });

  it('is learned for each size of batch, and small ones are not split', () => {
    const made = new MicroBatching();
    run(made, 50, farShards, 64);
    expect(made.next(64)).toBe(2);
    expect(made.next(100)).toBe(2);
    expect(made.next(32)).toBe(1);
    expect(run(made, 50, farShards, 8)).toEqual({ 1: 50, 2: 0 });
  });

  it('is not misled by a pause of the process', () => {
    const made = new MicroBatching();
    let step = 0;
    const pausing = (parts: Parts) => {
      const { milliseconds, waitedMs } = farShards(parts);
      return { milliseconds: ++step % 7 === 0 ? 2_000 : milliseconds, waitedMs };
    };
    run(made, 30, pausing);
    expect(run(made, 60, pausing)[2]).toBeGreaterThan(50);
  });

  it('can be fixed', () => {
    expect(run(new MicroBatching(2), 30, nearShards)).toEqual({ 1: 0, 2: 30 });
    expect(run(new MicroBatching(1), 30, farShards)).toEqual({ 1: 30, 2: 0 });
  });
});
