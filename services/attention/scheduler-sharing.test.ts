// How the scheduler shares a replica between priorities and tenants, and what a preempted sequence comes back with.
import { describe, expect, it } from 'vitest';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';
import type { Sequence } from './sequence.ts';
import { carryOut, testGroups, testSequence } from './testing/material.ts';

const ids = (count: number, salt = 0) => Array.from({ length: count }, (_, i) => (i * 31 + salt * 977) % 4000);
const high = { lane: 0 };
const low = { lane: 2 };

function scheduler(options: Partial<SchedulerOptions> & { full?: number } = {}) {
  const groups = testGroups({ full: options.full ?? 64 });
  const made = new Scheduler({
    maxBatchTokens: 64,
    prefillChunk: 32,
    maxSequences: 8,
    maxWaiting: 100,
    groups,
    ...options,
  });
  let salt = 0;
  const submit = (id: string, tokens: number, over: Parameters<typeof testSequence>[4] = {}, maxTokens = 16) => {
    const sequence = testSequence(groups, id, ids(tokens, ++salt), maxTokens, over);
    made.submit(sequence);
    return sequence;
  };
  const step = () => {
    const plan = made.schedule();
    carryOut(plan);
    return plan.entries.map(({ sequence, count }): [string, number] => [sequence.id, count]);
  };
  return { made, groups, submit, step };
}

const named = (sequences: readonly Sequence[]) => sequences.map(({ id }) => id);

describe('priorities', () => {
  it('let an urgent prompt go before those that came earlier, waiting or half computed', () => {
    const { submit, step } = scheduler({ maxBatchTokens: 32 });
    submit('long', 200);
    submit('second', 20);
    expect(step()).toEqual([['long', 32]]);
    submit('urgent', 20, high);
    expect(step()).toEqual([
      ['urgent', 20],
      ['long', 12],
    ]);
  });

  it('give an urgent request the place of the least urgent and youngest that runs', () => {
    const { made, submit, step } = scheduler({ maxSequences: 3 });
    submit('normal', 5);
    submit('low-1', 5, low);
    submit('low-2', 5, low);
    step();
    const urgent = submit('urgent', 5, high);
    const plan = made.schedule();
    expect(named(plan.preempted)).toEqual(['low-2']);
    expect(plan.entries.map(({ sequence }) => sequence)).toContain(urgent);
    expect(made.waiting).toBe(1);
  });

  it('never displace an equal', () => {
    const { made, submit, step } = scheduler({ maxSequences: 1 });
    submit('first', 5, high);
    step();
    submit('second', 5, high);
    expect(named(made.schedule().preempted)).toEqual([]);
  });

  it('leave the less urgent a share: a stream of urgent requests starves nobody', () => {
    const { made, submit } = scheduler({ maxSequences: 1 });
    const served = { urgent: 0, patient: 0 };
    for (let i = 0; i < 100; i++) submit('patient', 10, low, 1);
    for (let i = 0; i < 170; i++) {
      submit('urgent', 10, high, 1);
      submit('urgent', 10, high, 1);
      const [sequence] = carryOut(made.schedule());
      served[sequence!.id as 'urgent' | 'patient'] += 1;
      made.remove(sequence!);
    }
    // One in 17, once the urgent ones have had what a chunk of 32 tokens is in their share.
    expect(served).toEqual({ urgent: 162, patient: 8 });
  });

  it('displace nobody for ever: each time the displaced ranks higher', () => {
    const { made, submit, step } = scheduler({ maxSequences: 1, full: 256 });
    const patient = submit('patient', 5, low, 40);
    step();
    let displaced = 0;
    for (let i = 0; i < 200 && patient.generated < 40; i++) {
      if (made.running === 0 || made.waiting === 0) submit('urgent', 5, high, 1);
      const plan = made.schedule();
      displaced += plan.preempted.filter((sequence) => sequence === patient).length;
      for (const sequence of carryOut(plan)) if (sequence !== patient) made.remove(sequence);
    }
    expect(displaced).toBe(2);
    expect(patient.generated).toBe(40);
  });
});

describe('tenants', () => {
  it('take turns, however many requests one of them has sent before', () => {
    const { made, submit } = scheduler({ maxSequences: 1 });
    const order: string[] = [];
    const serve = () => {
      const [sequence] = carryOut(made.schedule());
      order.push(sequence!.id);
      made.remove(sequence!);
    };
    for (let i = 0; i < 20; i++) submit(`a${i}`, 10, { tenant: 'a' }, 1);
    serve();
    for (let i = 0; i < 3; i++) submit(`b${i}`, 10, { tenant: 'b' }, 1);
    for (let i = 0; i < 7; i++) serve();
    expect(order).toEqual(['a0', 'a1', 'b0', 'a2', 'b1', 'a3', 'b2', 'a4']);
  });

  it('share the prompts of a step: a short one does not wait for the long one of another', () => {
    const { submit, step } = scheduler({ full: 128 });
    submit('a', 2_000, { tenant: 'a' });
    step();
    submit('b', 20, { tenant: 'b' });
    expect(step()).toEqual([
      ['a', 32],
      ['b', 20],
    ]);
  });

  it('that fill the queue are named when another finds no place', () => {
    const { made, submit, step } = scheduler({ maxSequences: 1, maxWaiting: 3 });
    submit('running', 5, { tenant: 'a' });
    step();
    for (const id of ['a1', 'a2', 'a3']) submit(id, 5, { tenant: 'a' });
    expect(made.crowding('b')?.id).toBe('a3');
    expect(made.crowding('a')).toBeUndefined();
  });
});

describe('the time of a step', () => {
  /** Beside decodes there is room for 60 prompt tokens, of which prompts get their share. */
  const paced = () => {
    const shares: number[] = [];
    const promptRows = (_decodes: number, share: number) => {
      shares.push(share);
      return Math.floor(60 * share);
    };
    return { shares, ...scheduler({ full: 256, maxBatchTokens: 128, prefillChunk: 128, pace: { promptRows } }) };
  };

  it('belongs to prompts alone where nobody decodes', () => {
    const { submit, step, shares } = paced();
    submit('a', 500);
    expect(step()).toEqual([['a', 128]]);
    expect(shares).toEqual([]);
  });

  it('is kept short for the decodes of the tenant whose prompts they are', () => {
    const { submit, step } = paced();
    submit('answering', 5);
    step();
    submit('prompt', 500);
    expect(step()).toEqual([
      ['answering', 1],
      ['prompt', 60],
    ]);
  });

  it('is shorter still for a tenant that only decodes: its part of it goes to nobody', () => {
    const { submit, step } = paced();
    submit('light', 5, { tenant: 'light' });
    step();
    submit('greedy', 500, { tenant: 'greedy' });
    expect(step()).toEqual([
      ['light', 1],
      ['greedy', 30],
    ]);
    submit('prompt', 500, { tenant: 'light' });
    const planned = step();
    expect(planned).toHaveLength(2);
    expect(planned[1]![1]).toBe(60);
  });

  it('counts tenants that wait for a place with those that run', () => {
    const { made, groups, submit, step, shares } = paced();
    submit('light', 5, { tenant: 'light' });
    step();
    const waiting = testSequence(groups, 'greedy', ids(500, 50), 16, { tenant: 'greedy' });
    made.submit(waiting);
    step();
    expect(shares).toEqual([0.5]);
    expect(waiting.computed).toBe(30);
  });

  it('is shared by priority: urgent answers pay little for patient prompts', () => {
    const { submit, step, shares } = paced();
    submit('urgent', 5, high);
    step();
    submit('patient', 500, low);
    step();
    expect(shares).toEqual([1 / 17]);
  });

  it('counts the prompts of what it planned, not what it left free', () => {
    const { made, submit, step } = paced();
    submit('answering', 5);
    step();
    submit('prompt', 500);
    const plan = made.schedule();
    expect(plan.rows).toBe(61);
  });
});

describe('a preempted sequence', () => {
  /** Two sequences that do not fit together when both have grown. */
  function crowded(restore?: (sequence: Sequence) => boolean) {
    const all = scheduler({ full: 10, maxBatchTokens: 256, prefillChunk: 256, restore });
    const older = all.submit('older', 100, {}, 100);
    const younger = all.submit('younger', 100, {}, 100);
    const preempted: string[] = [];
    const run = (until: () => boolean) => {
      for (let steps = 0; !until(); steps++) {
        if (steps > 1_000) throw new Error('it does not come to that');
        const plan = all.made.schedule();
        preempted.push(...named(plan.preempted));
        for (const sequence of carryOut(plan)) {
          if (sequence.generated < sequence.request.maxTokens) continue;
          sequence.finished = true;
          all.made.remove(sequence);
        }
      }
    };
    return { ...all, older, younger, preempted, run };
  }

  it('is asked about before it is computed again, and set aside while it is fetched', () => {
    const asked: string[] = [];
    const { made, older, younger, preempted, run, groups } = crowded((sequence) => {
      asked.push(sequence.id);
      return true;
    });
    run(() => older.finished);
    run(() => made.idle);
    expect(preempted).toEqual(['younger']);
    expect(asked).toEqual(['younger']);
    expect(groups.full!.used).toBe(0);
    made.submit(younger);
    run(() => younger.finished);
    expect(asked).toEqual(['younger']);
  });

  it('goes on at once where computing is cheaper', () => {
    const { older, younger, preempted, run } = crowded(() => false);
    run(() => younger.finished);
    expect(older.finished).toBe(true);
    expect(preempted).toEqual(['younger']);
  });
});
