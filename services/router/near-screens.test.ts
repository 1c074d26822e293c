import { context, trace } from '@opentelemetry/api';
import { afterEach, expect, test } from 'vitest';
import type { ScreenDoor, ScreenListener } from '../../lib/raise/screen-door.ts';
import { createTracing } from '../../lib/telemetry/tracing.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { NearScreens } from './near-screens.ts';

const events: string[] = [];
afterEach(() => void events.splice(0));

/** A guard that says each text again while it judges it. */
function echoing() {
  const listeners: ScreenListener[] = [];
  const door: ScreenDoor = {
    connect(listener) {
      listeners.push(listener);
      return {
        take({ screen, delta, cancel }) {
          events.push(cancel ? `cancel ${screen}` : `take ${delta?.text}`);
          if (delta) listener.onRelease({ screen: screen ?? 0, release: { text: delta.text ?? '' } });
          events.push('taken');
        },
      };
    },
    drain: async () => {},
  };
  return { door, listeners };
}

function screens(
  door: () => ScreenDoor | undefined,
  onText: (text: string) => void = (text) => void events.push(`told ${text}`),
) {
  return new NearScreens({
    door,
    onRelease: ({ release }) => onText(release?.text ?? ''),
    onLost: ({ message }) => void events.push(`lost ${message}`),
  });
}

const turnEnd = () => new Promise<void>((resolve) => process.nextTick(() => queueMicrotask(resolve)));

test('what a sender says is judged once it is done, each delta told before the next, and never from within', async () => {
  const near = screens(() => echoing().door);
  near.send({ screen: 1, delta: { text: 'a' } });
  near.send({ screen: 2, delta: { text: 'b' } });
  events.push('sent');
  await turnEnd();
  expect(events).toEqual(['sent', 'take a', 'taken', 'told a', 'take b', 'taken', 'told b']);
});

test('what ends a text is judged behind all other texts of the turn, whoever sent it first', async () => {
  const near = screens(() => echoing().door);
  near.send({ screen: 1, delta: { text: 'last of a', end: true } });
  near.send({ screen: 2, cancel: true });
  near.send({ screen: 3, delta: { text: 'c' } });
  near.send({ screen: 4, delta: { text: 'd' } });
  near.send({ screen: 4, delta: { text: '', end: true } });
  await turnEnd();
  expect(events.filter((event) => event !== 'taken' && !event.startsWith('told'))).toEqual([
    'take c',
    'take d',
    'take last of a',
    'cancel 2',
    'take ',
  ]);
});

test('what is sent upon a verdict is judged in the same turn', async () => {
  const { door } = echoing();
  const near: NearScreens = screens(
    () => door,
    (text) => {
      events.push(`told ${text}`);
      if (text === 'a') near.send({ screen: 1, cancel: true });
    },
  );
  near.send({ screen: 1, delta: { text: 'a' } });
  let timers = 0;
  setImmediate(() => {
    timers += 1;
  });
  await turnEnd();
  await turnEnd();
  expect(events).toEqual(['take a', 'taken', 'told a', 'cancel 1', 'taken']);
  expect(timers).toBe(0);
});

test('what the guard says later is told at once', async () => {
  const { door, listeners } = echoing();
  const near = screens(() => door);
  near.send({ screen: 1, delta: { text: 'a' } });
  await turnEnd();
  listeners[0]?.onRelease({ screen: 1, release: { text: 'late', late: true } });
  expect(events.at(-1)).toBe('told late');
});

test('a connection that was lost is opened again, and its loss is told once', async () => {
  const { door, listeners } = echoing();
  const near = screens(() => door);
  near.send({ screen: 1, delta: { text: 'a' } });
  await turnEnd();
  const error = new RetryableError(Code.UNAVAILABLE, 'stopped');
  listeners[0]?.onLost(error);
  listeners[0]?.onLost(error);
  near.send({ screen: 2, delta: { text: 'b' } });
  await turnEnd();
  expect(events.filter((event) => event.startsWith('lost'))).toEqual(['lost stopped']);
  expect([listeners.length, events.at(-1)]).toEqual([2, 'told b']);
});

test('a guard that is no longer in this process is as lost as one whose connection broke', async () => {
  const near = screens(() => undefined);
  near.send({ screen: 1, delta: { text: 'a' } });
  await turnEnd();
  expect(events).toEqual(['lost the guard in this process has stopped']);
});

test('a defect of whoever is told loses the connection, not the process, and what follows is judged', async () => {
  const { door, listeners } = echoing();
  const near = screens(
    () => door,
    (text) => {
      if (text === 'bad') throw new Error('a defect');
      events.push(`told ${text}`);
    },
  );
  near.send({ screen: 1, delta: { text: 'bad' } });
  await turnEnd();
  near.send({ screen: 2, delta: { text: 'b' } });
  await turnEnd();
  expect(events.filter((event) => event !== 'taken')).toEqual([
    'take bad',
    expect.stringContaining('lost'),
    'take b',
    'told b',
  ]);
  expect(listeners).toHaveLength(2);
});

test('the trace of the first sender does not become that of what is judged with it', async () => {
  const { tracer } = createTracing({ service: 'fulgur-router', instance: 'router-0' });
  const near = screens(
    () => echoing().door,
    () => void events.push(trace.getActiveSpan() === undefined ? 'untraced' : 'traced'),
  );
  context.with(trace.setSpan(context.active(), tracer.startSpan('request')), () =>
    near.send({ screen: 1, delta: { text: 'a' } }),
  );
  await turnEnd();
  expect(events.at(-1)).toBe('untraced');
});
