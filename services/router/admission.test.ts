import { expect, test } from 'vitest';
import { Code } from '../../lib/wire/errors.ts';
import { Admission } from './admission.ts';

const never = new AbortController().signal;

test('a request beyond the running bound waits until one leaves', async () => {
  const admission = new Admission({ maxRunning: 1, maxWaiting: 1 });
  const leave = await admission.enter(1, never);
  let entered = false;
  const second = admission.enter(1, never).then((release) => {
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
  const admission = new Admission({ maxRunning: 1, maxWaiting: 1 });
  const leave = await admission.enter(1, never);
  const waiting = admission.enter(1, never);
  await expect(admission.enter(1, never)).rejects.toMatchObject({
    code: Code.RESOURCE_EXHAUSTED,
    message: expect.stringContaining('1 of 1 choices run and 1 of 1 requests wait'),
  });
  leave();
  (await waiting)();
});

test('a request that stops waiting leaves its place to the next', async () => {
  const admission = new Admission({ maxRunning: 1, maxWaiting: 2 });
  const leave = await admission.enter(1, never);
  const abort = new AbortController();
  const gone = admission.enter(1, abort.signal);
  const next = admission.enter(1, never);
  abort.abort(new Error('client gone'));
  await expect(gone).rejects.toThrow('client gone');
  leave();
  (await next)();
  expect(admission.waiting).toBe(0);
  expect(admission.running).toBe(0);
});

test('a permit given back twice counts once', async () => {
  const admission = new Admission({ maxRunning: 2, maxWaiting: 0 });
  const leave = await admission.enter(1, never);
  await admission.enter(1, never);
  leave();
  leave();
  expect(admission.running).toBe(1);
});

test('a request larger than the whole bound runs when nothing else does', async () => {
  const admission = new Admission({ maxRunning: 2, maxWaiting: 0 });
  const leave = await admission.enter(5, never);
  expect(admission.running).toBe(5);
  await expect(admission.enter(1, never)).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
  leave();
});

test('after closing nothing enters', async () => {
  const admission = new Admission({ maxRunning: 2, maxWaiting: 2 });
  admission.close();
  await expect(admission.enter(1, never)).rejects.toMatchObject({ code: Code.UNAVAILABLE });
});
