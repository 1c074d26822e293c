// Many screens on one stream, as routers send them.
import { afterEach, expect, test } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { OutputScreensMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { guardConfig } from './config.ts';
import { startGuard } from './guard.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: Record<string, unknown> = {}) {
  const host = testHost('guard', 'guard-0');
  const guard = await startGuard(guardConfig.parse({ classifier: false, ...options }), host);
  const channel = new Channel(guard.address);
  const stream = channel.bidi(OutputScreensMethods.screen, { deadlineMs: Number.POSITIVE_INFINITY });
  const messages: fulgur.v1.IScreenRelease[][] = [];
  let closed: { error: Error | undefined } | undefined;
  stream.onMessage(({ releases }) => void messages.push(releases));
  stream.onClose((error) => {
    closed = { error };
  });
  closing.push(
    () => guard.drain(0),
    () => channel.close(),
  );
  return { host, guard, stream, messages, closed: () => closed, all: () => messages.flat() };
}

const delta = (screen: number, text: string, end = false) => ({
  screen,
  delta: { requestId: `r${screen}`, text, end },
});

test('each screen reads its own text, and the answers to one message leave as one', async () => {
  const { stream, messages, all } = await open();
  stream.send({ deltas: [delta(1, 'The fox', true), delta(2, 'The kite '), delta(3, 'A mill', true)] });
  await eventually(() => all().length === 3);
  expect(messages).toHaveLength(1);
  stream.send({ deltas: [delta(2, 'flew.', true)] });
  await eventually(() => all().filter(({ release }) => release?.end).length === 3);
  const text = (screen: number) =>
    all()
      .filter((release) => release.screen === screen)
      .map(({ release }) => release?.text)
      .join('');
  expect([1, 2, 3].map(text)).toEqual(['The fox', 'The kite flew.', 'A mill']);
});

test('a screen that fails says why, and the others go on', async () => {
  const { stream, all } = await open({ maxDeltaCharacters: 10 });
  stream.send({ deltas: [delta(1, 'far too long for one delta'), delta(2, 'short', true)] });
  await eventually(() => all().length === 2);
  expect(all().find(({ screen }) => screen === 1)?.failure).toMatchObject({
    code: 3,
    message: expect.stringContaining('maxDeltaCharacters'),
    retryable: false,
  });
  expect(all().find(({ screen }) => screen === 2)?.release).toMatchObject({ text: 'short', end: true });
});

test('one screen more than the guard takes is refused, so that another guard may take it; a cancelled one makes room', async () => {
  const { stream, all } = await open({ maxOutputStreams: 1 });
  stream.send({ deltas: [delta(1, 'a '), delta(2, 'b ')] });
  await eventually(() => all().length === 2);
  expect(all()[1]?.failure).toMatchObject({ retryable: true, message: expect.stringContaining('maxOutputStreams') });
  stream.send({ deltas: [{ screen: 1, cancel: true }, delta(3, 'c', true)] });
  await eventually(() => all().length === 3);
  expect(all()[2]).toMatchObject({ screen: 3, release: { text: 'c', end: true } });
});

test('a guard that drains lets open screens end, and then ends the stream', async () => {
  const { guard, stream, all, closed } = await open();
  stream.send({ deltas: [delta(1, 'The fox ')] });
  await eventually(() => all().length === 1);
  const drained = guard.drain(5_000);
  stream.send({ deltas: [delta(1, 'ran.', true)] });
  await eventually(() => closed());
  expect(all().at(-1)?.release).toMatchObject({ end: true });
  expect(closed()?.error).toBeUndefined();
  await drained;
});

test('the screens of a stream that breaks off make room for others', async () => {
  const { guard, stream, all } = await open({ maxOutputStreams: 1 });
  stream.send({ deltas: [delta(1, 'The fox ')] });
  await eventually(() => all().length === 1);
  stream.cancel();
  const channel = new Channel(guard.address);
  closing.push(() => channel.close());
  const next = channel.bidi(OutputScreensMethods.screen, { deadlineMs: Number.POSITIVE_INFINITY });
  const answers: fulgur.v1.IScreenRelease[] = [];
  next.onMessage(({ releases }) => void answers.push(...releases));
  let asked = 0;
  await eventually(async () => {
    asked += 1;
    next.send({ deltas: [delta(asked, 'A mill.', true)] });
    return !(await eventually(() => answers.find(({ screen }) => screen === asked))).failure;
  });
});
