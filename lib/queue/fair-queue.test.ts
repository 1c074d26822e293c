import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.ts';

function queue(agingMs = 1_000) {
  let nowMs = 0;
  const made = new FairQueue<string>({ lanes: 3, agingMs, now: () => nowMs });
  const take = () => {
    const ticket = made.next();
    if (ticket !== undefined) made.remove(ticket);
    return ticket?.item;
  };
  return {
    made,
    take,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('a fair queue', () => {
  it('serves one tenant in order of arrival', () => {
    const { made, take } = queue();
    for (const item of ['a', 'b', 'c']) made.push(item, 'x', 1);
    expect([take(), take(), take(), take()]).toEqual(['a', 'b', 'c', undefined]);
    expect(made.size).toBe(0);
  });

  it('serves the tenant with the least work first, however many wait before it', () => {
    const { made, take } = queue();
    for (const item of ['a1', 'a2', 'a3']) made.push(item, 'a', 1);
    expect(take()).toBe('a1');
    made.charge('a', 100);
    made.push('b1', 'b', 1);
    made.charge('b', -50);
    expect(take()).toBe('b1');
    made.charge('b', 500);
    expect([take(), take()]).toEqual(['a2', 'a3']);
  });

  it('gives a tenant that was away no credit for it', () => {
    const { made } = queue();
    made.push('a1', 'a', 1);
    made.charge('a', 10_000);
    made.push('b1', 'b', 1);
    expect(made.workOf('b')).toBe(10_000);
    const left = queue();
    left.made.push('a1', 'a', 1);
    left.take();
    left.made.charge('a', 700);
    left.made.push('b1', 'b', 1);
    expect(left.made.workOf('b')).toBe(700);
  });

  it('keeps what a tenant was given while it is away', () => {
    const { made, take } = queue();
    made.push('a1', 'a', 1);
    take();
    made.charge('a', 900);
    made.push('b1', 'b', 1);
    made.charge('b', -300);
    made.push('a2', 'a', 1);
    expect(made.workOf('a')).toBe(900);
    expect(take()).toBe('b1');
  });

  it('serves urgent lanes first, and moves up what has waited', () => {
    const { made, take, wait } = queue(1_000);
    made.push('low', 'a', 2);
    wait(600);
    made.push('normal', 'a', 1);
    made.push('high', 'a', 0);
    expect(take()).toBe('high');
    wait(500);
    made.push('later', 'a', 1);
    expect([take(), take(), take()]).toEqual(['low', 'normal', 'later']);
  });

  it('counts all waiting of an item that is put back, and keeps its place', () => {
    const { made, wait } = queue(1_000);
    const first = made.push('first', 'a', 1);
    const second = made.push('second', 'a', 1);
    wait(400);
    made.remove(first);
    wait(5_000);
    made.remove(second);
    made.putBack(second);
    made.putBack(first);
    expect(second.lane).toBe(0);
    expect(first.lane).toBe(1);
    wait(600);
    expect(made.next()?.item).toBe('first');
    expect(first.lane).toBe(0);
  });

  it('makes room for a tenant by the last item of the one that crowds it out', () => {
    const { made } = queue();
    for (const item of ['a1', 'a2', 'a3']) made.push(item, 'a', 1);
    made.push('urgent', 'a', 0);
    made.push('b1', 'b', 1);
    expect(made.crowding('b')?.item).toBe('a3');
    expect(made.crowding('b', (item) => item !== 'a3')?.item).toBe('a2');
    expect(made.crowding('a')).toBeUndefined();
    made.push('b2', 'b', 1);
    made.push('b3', 'b', 1);
    expect(made.crowding('b')).toBeUndefined();
  });

  it('remembers no more idle tenants than its bound', () => {
    const { made, take } = queue();
    for (let i = 0; i < 5_000; i++) {
      made.push('once', `tenant-${i}`, 1);
      made.charge(`tenant-${i}`, 1);
      take();
    }
    expect(made.workOf('tenant-0')).toBe(0);
    expect(made.workOf('tenant-4999')).toBeGreaterThan(0);
  });
});
