import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.ts';

function queue() {
  const made = new FairQueue<string>({ shares: [16, 4, 1], quantum: 10 });
  const take = (work = 0) => {
    const ticket = made.next();
    if (ticket === undefined) return undefined;
    made.remove(ticket);
    made.charge(ticket, work);
    return ticket.item;
  };
  const given = (tenant: string, work: number) => made.charge({ tenant, lane: 1 }, work);
  return { made, take, given };
}

describe('a fair queue', () => {
  it('serves one tenant in order of arrival', () => {
    const { made, take } = queue();
    for (const item of ['a', 'b', 'c']) made.push(item, 'x', 1);
    expect([take(), take(), take(), take()]).toEqual(['a', 'b', 'c', undefined]);
    expect(made.size).toBe(0);
  });

  it('serves the tenant with the least work first, however many wait before it', () => {
    const { made, take, given } = queue();
    for (const item of ['a1', 'a2', 'a3']) made.push(item, 'a', 1);
    expect(take()).toBe('a1');
    given('a', 100);
    made.push('b1', 'b', 1);
    given('b', -50);
    expect(take()).toBe('b1');
    given('b', 500);
    expect([take(), take()]).toEqual(['a2', 'a3']);
  });

  it('gives a tenant that was away no credit for it', () => {
    const { made, given } = queue();
    made.push('a1', 'a', 1);
    given('a', 10_000);
    made.push('b1', 'b', 1);
    expect(made.workOf('b')).toBe(10_000);
    const left = queue();
    left.made.push('a1', 'a', 1);
    left.take();
    left.given('a', 700);
    left.made.push('b1', 'b', 1);
    expect(left.made.workOf('b')).toBe(700);
  });

  it('keeps what a tenant was given while it is away', () => {
    const { made, take, given } = queue();
    made.push('a1', 'a', 1);
    take();
    given('a', 900);
    made.push('b1', 'b', 1);
    given('b', -300);
    made.push('a2', 'a', 1);
    expect(made.workOf('a')).toBe(900);
    expect(take()).toBe('b1');
  });

  it('serves an urgent lane first, and each lane by its share where all want more', () => {
    const { made, take } = queue();
    made.push('low', 'a', 2);
    made.push('normal', 'a', 1);
    made.push('high', 'a', 0);
    expect([take(1), take(1), take(1)]).toEqual(['high', 'normal', 'low']);
    const served = { high: 0, normal: 0, low: 0 };
    for (let i = 0; i < 300; i++) {
      for (const [lane, name] of ['high', 'normal', 'low'].entries()) made.push(name, `tenant of ${name}`, lane);
    }
    for (let i = 0; i < 210; i++) served[take(10) as keyof typeof served] += 1;
    expect(served).toEqual({ high: 160, normal: 40, low: 10 });
  });

  it('serves an urgent item at once when its lane was idle, whatever the others have had', () => {
    const { made, take } = queue();
    for (let i = 0; i < 50; i++) {
      made.push('low', 'a', 2);
      take(1_000);
    }
    for (const item of ['low', 'low']) made.push(item, 'a', 2);
    made.push('high', 'a', 0);
    expect(take()).toBe('high');
  });

  it('keeps the place of an item that is put back', () => {
    const { made, take } = queue();
    const first = made.push('first', 'a', 1);
    made.push('second', 'a', 1);
    made.remove(first);
    made.putBack(first);
    made.putBack(first);
    expect(made.size).toBe(2);
    expect([take(), take()]).toEqual(['first', 'second']);
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
    const { made, take, given } = queue();
    for (let i = 0; i < 5_000; i++) {
      made.push('once', `tenant-${i}`, 1);
      given(`tenant-${i}`, 1);
      take();
    }
    expect(made.workOf('tenant-0')).toBe(0);
    expect(made.workOf('tenant-4999')).toBeGreaterThan(0);
  });
});
