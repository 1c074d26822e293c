import { expect, test } from 'vitest';
import { Code } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { Admission, type Entrant } from './admission.ts';

const never = new AbortController().signal;
const { PRIORITY_HIGH, PRIORITY_LOW, PRIORITY_NORMAL } = fulgur.v1.Priority;

const admissionOf = (maxRunning: number, maxWaiting: number) => new Admission({ maxRunning, maxWaiting });
const one = (weight = 1, over: Partial<Entrant> = {}): Entrant => ({
  weight,
  tenant: '',
  priority: PRIORITY_NORMAL,
  ...over,
});

test('a request beyond the running bound waits until one leaves', async () => {
  const admission = admissionOf(1, 1);
  const leave = await admission.enter(one(1), never);
  let entered = false;
  const second = admission.enter(one(1), never).then((release) => {
    entered = true;
    return release;
  });
  await Promise.resolve();
  expect(entered).toBe(false);
  leave();
  (await second)();
  expect(admission.running).toBe(0);
});

test('a request beyond the waiting bound is refused with both numbers', async () => {
  const admission = admissionOf(1, 1);
  const leave = await admission.enter(one(1), never);
  const waiting = admission.enter(one(1), never);
  await expect(admission.enter(one(1), never)).rejects.toMatchObject({
    code: Code.RESOURCE_EXHAUSTED,
    message: expect.stringContaining('1 of 1 choices run and 1 of 1 requests wait'),
  });
  leave();
  (await waiting)();
});

test('a request that stops waiting leaves its place to the next', async () => {
  const admission = admissionOf(1, 2);
  const leave = await admission.enter(one(1), never);
  const abort = new AbortController();
  const gone = admission.enter(one(1), abort.signal);
  const next = admission.enter(one(1), never);
  abort.abort(new Error('client gone'));
  await expect(gone).rejects.toThrow('client gone');
  leave();
  (await next)();
  expect(admission.waiting).toBe(0);
  expect(admission.running).toBe(0);
});

test('a permit given back twice counts once', async () => {
  const admission = admissionOf(2, 0);
  const leave = await admission.enter(one(1), never);
  await admission.enter(one(1), never);
  leave();
  leave();
  expect(admission.running).toBe(1);
});

test('a request larger than the whole bound runs when nothing else does', async () => {
  const admission = admissionOf(2, 0);
  const leave = await admission.enter(one(5), never);
  expect(admission.running).toBe(5);
  await expect(admission.enter(one(1), never)).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
  leave();
});

test('after closing nothing enters', async () => {
  const admission = admissionOf(2, 2);
  admission.close();
  await expect(admission.enter(one(1), never)).rejects.toMatchObject({ code: Code.UNAVAILABLE });
});

test('those who wait are let in fairly between tenants, the urgent first', async () => {
  const admission = admissionOf(1, 20);
  let leave = await admission.enter(one(), never);
  const order: string[] = [];
  const wait = (name: string, over: Partial<Entrant>) =>
    void admission.enter(one(1, over), never).then((release) => {
      order.push(name);
      leave = release;
    });
  for (const name of ['a1', 'a2', 'a3']) wait(name, { tenant: 'a' });
  wait('b1', { tenant: 'b' });
  wait('low', { tenant: 'c', priority: PRIORITY_LOW });
  wait('high', { tenant: 'a', priority: PRIORITY_HIGH });
  while (admission.waiting > 0) {
    leave();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(order).toEqual(['high', 'b1', 'a1', 'a2', 'a3', 'low']);
});

test('a tenant that fills the queue gives way to one that does not', async () => {
  const admission = admissionOf(1, 3);
  const leave = await admission.enter(one(), never);
  const outcomes = [0, 1, 2].map(() =>
    admission.enter(one(1, { tenant: 'a' }), never).then(
      () => 'in',
      (error: { code: number }) => error.code,
    ),
  );
  const other = admission.enter(one(1, { tenant: 'b' }), never);
  expect(await outcomes[2]).toBe(Code.RESOURCE_EXHAUSTED);
  await expect(admission.enter(one(1, { tenant: 'a' }), never)).rejects.toMatchObject({
    code: Code.RESOURCE_EXHAUSTED,
  });
  leave();
  expect(await outcomes[0]).toBe('in');
  expect(admission.waiting).toBe(2);
  void other;
});
