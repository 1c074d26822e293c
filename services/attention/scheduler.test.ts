import { describe, expect, it } from 'vitest';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';
import type { Sequence } from './sequence.ts';
import { carryOut, nextToken, testGroups, testRandom, testSequence } from './testing/material.ts';

const ids = (count: number, salt = 0) => Array.from({ length: count }, (_, i) => (i * 31 + salt * 977) % 4000);

function scheduler(options: Partial<SchedulerOptions> = {}) {
  const groups = options.groups ?? testGroups({ full: 64 });
  const made = new Scheduler({
    maxBatchTokens: 64,
    prefillChunk: 32,
    maxSequences: 8,
    maxWaiting: 100,
    ...options,
    groups,
  });
  return { made, groups };
}

/** Runs until every sequence has its tokens; returns the number of preemptions. */
function runAll(made: Scheduler, sequences: Sequence[], check: () => void = () => {}): number {
  let steps = 0;
  let preemptions = 0;
  while (sequences.some((s) => !s.finished)) {
    if (++steps > 50_000) throw new Error('the scheduler does not finish');
    const plan = made.schedule();
    expect(plan.entries.length).toBeGreaterThan(0);
    preemptions += plan.preempted.length;
    check();
    for (const sequence of carryOut(plan)) {
      if (sequence.generated < sequence.request.maxTokens) continue;
      sequence.finished = true;
      made.remove(sequence);
    }
  }
  return preemptions;
}

describe('scheduler', () => {
  it('computes a long prompt in chunks while others go on answering', () => {
    const { made, groups } = scheduler();
    const short = testSequence(groups, 'short', ids(5));
    made.submit(short);
    carryOut(made.schedule());
    const long = testSequence(groups, 'long', ids(200, 1));
    made.submit(long);
    const chunks: number[] = [];
    while (long.generated === 0) {
      const plan = made.schedule();
      expect(plan.entries[0]).toMatchObject({ sequence: short, count: 1 });
      chunks.push(plan.entries[1]!.count);
      carryOut(plan);
    }
    expect(chunks).toEqual([32, 32, 32, 32, 32, 32, 8]);
  });

  it('never exceeds the rows of a step, and shares them oldest first', () => {
    const { made, groups } = scheduler({ maxBatchTokens: 40 });
    const sequences = [0, 1, 2].map((i) => testSequence(groups, `${i}`, ids(100, i)));
    for (const sequence of sequences) made.submit(sequence);
    const plan = made.schedule();
    expect(plan.rows).toBe(40);
    expect(plan.entries.map((e) => [e.sequence.id, e.count])).toEqual([
      ['0', 32],
      ['1', 8],
    ]);
  });

  it('refuses a request beyond the waiting queue', () => {
    const { made, groups } = scheduler({ maxWaiting: 1 });
    expect(made.submit(testSequence(groups, 'a', [1]))).toBe(true);
    expect(made.submit(testSequence(groups, 'b', [1]))).toBe(false);
  });

  it('admits in order of arrival, and a small request does not overtake a large one', () => {
    const { made, groups } = scheduler({ groups: testGroups({ full: 6 }), maxBatchTokens: 256, prefillChunk: 256 });
    const running = testSequence(groups, 'running', ids(90));
    const large = testSequence(groups, 'large', ids(150, 1));
    const small = testSequence(groups, 'small', ids(5, 2));
    for (const sequence of [running, large, small]) made.submit(sequence);
    expect(made.schedule().entries.map((e) => e.sequence.id)).toEqual(['running']);
    made.remove(running);
    expect(made.schedule().entries[0]!.sequence.id).toBe('large');
  });

  it('preempts the youngest when blocks run out, and everyone ends with the tokens of an uncrowded run', () => {
    const { made, groups } = scheduler({ groups: testGroups({ full: 12 }) });
    const sequences = [0, 1, 2, 3].map((i) => testSequence(groups, `${i}`, ids(40, i), 200));
    for (const sequence of sequences) made.submit(sequence);
    expect(runAll(made, sequences)).toBeGreaterThan(0);
    for (const sequence of sequences) {
      const alone = [...sequence.request.promptIds];
      while (alone.length < sequence.tokens.length) alone.push(nextToken(alone));
      expect(sequence.tokens).toEqual(alone);
    }
    expect(groups.full!.used).toBe(0);
  });

  it('takes a prefix that another request computed from the pool', () => {
    const { made, groups } = scheduler({ maxBatchTokens: 512, prefillChunk: 512 });
    const first = testSequence(groups, 'first', ids(100));
    made.submit(first);
    carryOut(made.schedule());
    const second = testSequence(groups, 'second', [...ids(96), 7, 8, 9]);
    made.submit(second);
    const plan = made.schedule();
    expect(plan.entries.find((e) => e.sequence === second)!.count).toBe(3);
    expect(second.cachedTokens).toBe(96);
  });

  it('does not share a prefix between tenants', () => {
    const { made, groups } = scheduler({ maxBatchTokens: 512, prefillChunk: 512 });
    made.submit(testSequence(groups, 'first', ids(100)));
    carryOut(made.schedule());
    const other = testSequence(groups, 'other', ids(100, 5));
    made.submit(other);
    made.schedule();
    expect(other.cachedTokens).toBe(0);
  });

  it('frees a cancelled sequence before the next step', () => {
    const { made, groups } = scheduler();
    const sequence = testSequence(groups, 'a', ids(100));
    made.submit(sequence);
    carryOut(made.schedule());
    made.remove(sequence);
    expect(groups.full!.used).toBe(0);
    expect(made.schedule().entries).toEqual([]);
    expect(made.idle).toBe(true);
  });

  it('keeps its promises over random traffic in a crowded pool with a window group', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = testRandom(seed);
      const groups = testGroups({ full: 14, window: 14, windowTokens: 50 });
      const { made } = scheduler({ groups, maxSequences: 5, prefillChunk: 48, maxBatchTokens: 64 });
      const sequences = Array.from({ length: 30 }, (_, i) => {
        const shared = ids(Math.floor(random() * 120), Math.floor(random() * 3));
        const own = ids(1 + Math.floor(random() * 60), i);
        return testSequence(groups, `${i}`, [...shared, ...own], 1 + Math.floor(random() * 150));
      });
      for (const sequence of sequences) made.submit(sequence);
      runAll(made, sequences, () => {
        expect(made.running).toBeLessThanOrEqual(5);
        expect(groups.full!.used + groups.full!.available).toBe(14);
        if (random() < 0.01) {
          const victim = sequences.find((s) => !s.finished)!;
          victim.finished = true;
          made.remove(victim);
        }
      });
      expect(groups.full!.used).toBe(0);
      expect(groups.window!.used).toBe(0);
    }
  });
});
