// The guard's screens for a router of its process.
import { afterEach, expect, test } from 'vitest';
import { type ScreenConnection, screenDoor } from '../../lib/raise/screen-door.ts';
import { Code, type FulgurError } from '../../lib/wire/errors.ts';
import { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { testHost } from '../../test/support/service-host.ts';
import { guardConfig } from './config.ts';
import { startGuard } from './guard.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function connect(options: Record<string, unknown> = {}) {
  const inProcess = new InProcessServers();
  const host = testHost('guard', 'guard-0', { inProcess, advertiseHost: 'guard.example' });
  const guard = await startGuard(guardConfig.parse({ classifier: false, ...options }), host);
  closing.push(() => guard.drain(0));
  const releases: fulgur.v1.IScreenRelease[] = [];
  const lost: FulgurError[] = [];
  const listener = {
    onRelease: (release: fulgur.v1.IScreenRelease) => void releases.push(release),
    onLost: (error: FulgurError) => void lost.push(error),
  };
  const door = () => inProcess.door(guard.address, screenDoor);
  const connection = door()?.connect(listener) as ScreenConnection;
  return { guard, door, inProcess, connection, releases, lost };
}

const delta = (screen: number, text: string, end = false) => ({
  screen,
  delta: { requestId: `r${screen}`, text, end },
});

test('a delta is judged before `take` returns, what it leaves out being at its default', async () => {
  const { connection, releases } = await connect();
  connection.take({ screen: 7, delta: { text: 'The fox sleeps. ' } });
  expect(releases).toMatchObject([{ screen: 7, release: { text: 'The fox sleeps. ' } }]);
  connection.take({ screen: 7, delta: { end: true } });
  expect(releases[1]).toMatchObject({ screen: 7, release: { text: '', end: true } });
});

test('a screen that fails says why, and the others go on', async () => {
  const { connection, releases } = await connect({ maxDeltaCharacters: 10 });
  connection.take(delta(1, 'far too long for one delta'));
  connection.take(delta(2, 'short', true));
  expect(releases).toMatchObject([
    { screen: 1, failure: { code: Code.INVALID_ARGUMENT } },
    { screen: 2, release: { text: 'short' } },
  ]);
});

test('is found by the address that peers are told as well, until the guard drains', async () => {
  const { guard, door, inProcess } = await connect();
  const port = guard.address.split(':')[1];
  expect(inProcess.door(`guard.example:${port}`, screenDoor)).toBe(door());
  await guard.drain(0);
  expect(door()).toBeUndefined();
});

test('a guard that drains reads open texts to their end, and then ends the connection', async () => {
  const { guard, connection, releases, lost } = await connect();
  connection.take(delta(1, 'The fox '));
  const drained = guard.drain(60_000);
  await new Promise(setImmediate);
  connection.take(delta(1, 'sleeps.', true));
  await drained;
  expect(releases.map(({ release }) => release?.text).join('')).toBe('The fox sleeps.');
  expect(lost).toMatchObject([{ reason: 'connection_lost' }]);
});

test('texts that are still open when a drain has no more time are lost once, and nothing is read any more', async () => {
  const { guard, connection, releases, lost } = await connect();
  connection.take(delta(1, 'The fox '));
  await guard.drain(20);
  const before = releases.length;
  connection.take(delta(1, 'sleeps.', true));
  connection.take(delta(2, 'A mill.', true));
  expect([releases.length, lost.length]).toEqual([before, 1]);
});
