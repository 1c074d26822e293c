import { expect, test } from 'vitest';
import { Deadlines, type Due } from './deadlines.ts';
import { ManualClock } from './manual-clock.ts';

function setUp() {
  const clock = new ManualClock();
  const deadlines = new Deadlines(clock);
  const told: string[] = [];
  const item = (name: string, dueMs: number) => ({
    dueMs,
    onDue: () => void told.push(`${name} at ${clock.now()}`),
  });
  return { clock, deadlines, told, item };
}

test('each is told at its time, whatever the order in which they came, on one timer', async () => {
  const { clock, deadlines, told, item } = setUp();
  for (const [name, dueMs] of [
    ['b', 20],
    ['c', 30],
    ['a', 10],
  ] as const)
    deadlines.add(item(name, dueMs));
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(25);
  expect(told).toEqual(['a at 10', 'b at 20']);
  await clock.advance(25);
  expect(told).toEqual(['a at 10', 'b at 20', 'c at 30']);
  expect(clock.pendingTimers).toBe(0);
});

test('a deadline that was moved counts from where it is now', async () => {
  const { clock, deadlines, told, item } = setUp();
  const moved: Due & { dueMs: number } = item('moved', 10);
  deadlines.add(moved);
  moved.dueMs = 50;
  await clock.advance(49);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual(['moved at 50']);
});

test('what was taken out hears nothing, also when another one due at the same time takes it out', async () => {
  const { clock, deadlines, told, item } = setUp();
  const last = item('last', 10);
  deadlines.add({ dueMs: 10, onDue: () => deadlines.delete(last) });
  deadlines.add(last);
  await clock.advance(10);
  expect(told).toEqual([]);
  expect(deadlines.size).toBe(0);
});

test('with nothing left in it there is no timer', () => {
  const { clock, deadlines, item } = setUp();
  const one = item('one', 10);
  deadlines.add(one);
  deadlines.delete(one);
  expect(clock.pendingTimers).toBe(0);
});
