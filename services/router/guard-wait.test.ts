// How long text waits for a guard, as the metrics say: what the guard costs, and nothing that the router would do without one.
import { afterEach, expect, test } from 'vitest';
import { Deadlines } from '../../lib/actor/deadlines.ts';
import { ManualClock } from '../../lib/actor/manual-clock.ts';
import { type ScreenDoor, screenDoor } from '../../lib/raise/screen-door.ts';
import { rootContext } from '../../lib/telemetry/context.ts';
import { noTracer } from '../../lib/telemetry/no-tracer.ts';
import { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { serve } from '../../lib/wire/server.ts';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { GuardLink } from './guard-link.ts';
import { OutputScreen, type ScreenServices } from './output-screen.ts';
import { ScriptedGuard } from './testing/scripted-guard.ts';
import { GuardTime } from './timekeeper.ts';

const judgingMs = 2;
const writingMs = 5;
const endingMs = 7;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Lets every text pass, after the time that judging takes. */
function slowDoor(clock: ManualClock): ScreenDoor {
  return {
    connect: ({ onRelease }) => ({
      take({ screen, delta }) {
        const text = delta?.text ?? '';
        clock.pass(judgingMs);
        onRelease({ screen: screen ?? 0, release: { text, releasedOffset: text.length, end: delta?.end ?? false } });
      },
    }),
    drain: async () => {},
  };
}

async function nearGuard(clock: ManualClock): Promise<GuardLink> {
  const inProcess = new InProcessServers();
  const { health, log, tracer, metrics } = testHost('guard', 'guard-0');
  const doors = [screenDoor.open(slowDoor(clock))];
  const server = await serve({
    host: '127.0.0.1',
    port: 0,
    services: [],
    health,
    log,
    tracer,
    metrics,
    inProcess,
    doors,
  });
  closing.push(() => server.drain(0));
  return new GuardLink('guard-0', server.address, { tracer: noTracer, clock, inProcess });
}

async function remoteGuard(clock: ManualClock): Promise<GuardLink> {
  const guard = await ScriptedGuard.start(testHost('guard', 'guard-0').bus, 'guard-0');
  closing.push(() => guard.stop());
  return new GuardLink('guard-0', guard.address, { tracer: noTracer, clock });
}

/** Texts whose writing takes time, each read by a screen of its own over `link`. */
function texts(clock: ManualClock, link: GuardLink, count: number) {
  closing.push(() => link.close());
  const waited: number[] = [];
  const hooks = { onWritten: (_choice: number) => {} };
  const services: ScreenServices = {
    openScreen: (_avoid, _call, listener) => link.open(listener, noTracer.startSpan('screen')),
    screenAnswered: (waitedMs) => void waited.push(waitedMs),
    screenIsLate() {},
    screenIsUnavailable() {},
    screenDeadlineMs: 60_000,
    screenDeadlines: new Deadlines(clock),
    failure: 'closed',
    clock,
  };
  const screens = Array.from(
    { length: count },
    (_, choice) =>
      new OutputScreen(services, {
        call: { requestId: 'r', tenant: '', user: '', traceContext: rootContext },
        choice,
        listener: {
          onText() {
            clock.pass(writingMs);
            hooks.onWritten(choice);
          },
          onEnded: () => clock.pass(endingMs),
          onBlocked() {},
          onUnscreened() {},
        },
      }),
  );
  return { screens, waited, hooks };
}

/** What a turn brings is judged once its senders are done. */
const turnEnd = () => new Promise<void>((resolve) => process.nextTick(() => queueMicrotask(resolve)));

test('text of a turn waits for the rest of the turn and for what is judged before it, not for what is written', async () => {
  const clock = new ManualClock();
  const { screens, waited } = texts(clock, await nearGuard(clock), 3);
  for (const screen of screens) {
    screen.push('a fox');
    clock.pass(1);
  }
  await turnEnd();
  expect(waited).toEqual([3 + judgingMs, 2 + 2 * judgingMs, 1 + 3 * judgingMs]);
});

test('nor for what the end of an earlier one takes to be written', async () => {
  const clock = new ManualClock();
  const { screens, waited } = texts(clock, await nearGuard(clock), 2);
  for (const screen of screens) screen.push('a fox');
  await turnEnd();
  waited.splice(0);
  for (const screen of screens) screen.end();
  await turnEnd();
  expect(waited).toEqual([judgingMs, 2 * judgingMs]);
});

test('what is sent while an earlier text is written waits from when that is done', async () => {
  const clock = new ManualClock();
  const { screens, waited, hooks } = texts(clock, await nearGuard(clock), 2);
  hooks.onWritten = (choice) => {
    if (choice !== 0) return;
    screens[1]?.push('a mill');
    clock.pass(writingMs);
  };
  screens[0]?.push('a fox');
  await turnEnd();
  await turnEnd();
  expect(waited).toEqual([judgingMs, judgingMs]);
});

test('work that is left out within other such work is left out once', () => {
  const clock = new ManualClock();
  const time = new GuardTime(clock);
  clock.pass(1);
  time.besides(() => {
    clock.pass(1);
    time.besides(() => clock.pass(1));
    clock.pass(1);
  });
  clock.pass(1);
  expect(time.now()).toBe(2);
});

test('with a guard in another process all time counts, from its sending to its answer', async () => {
  const clock = new ManualClock();
  const { screens, waited } = texts(clock, await remoteGuard(clock), 3);
  for (const screen of screens) screen.push('a fox');
  await eventually(() => waited.length === 3);
  expect(waited).toEqual([0, writingMs, 2 * writingMs]);
});
