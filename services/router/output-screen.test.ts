import { expect, test } from 'vitest';
import { Deadlines } from '../../lib/actor/deadlines.ts';
import { ManualClock } from '../../lib/actor/manual-clock.ts';
import { rootContext } from '../../lib/telemetry/context.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { OutputScreen, type ScreenServices, type ScreenStream, type ScreenStreamListener } from './output-screen.ts';
import { everyMoment, type Timekeeper } from './timekeeper.ts';

const { GuardAction } = fulgur.v1;
const gone = new RetryableError(Code.UNAVAILABLE, 'gone');

interface OpenStream extends ScreenStream {
  readonly deltas: fulgur.v1.IOutputDelta[];
  cancelled: boolean;
  tell(release: fulgur.v1.IOutputRelease): void;
  break(): void;
}

function openStream(guardId: string, timekeeper: Timekeeper, listener: ScreenStreamListener): OpenStream {
  const deltas: fulgur.v1.IOutputDelta[] = [];
  const stream: OpenStream = {
    guardId,
    timekeeper,
    deltas,
    cancelled: false,
    send: (delta) => void deltas.push(delta),
    cancel: () => {
      stream.cancelled = true;
    },
    tell: (release) => listener.onRelease(stream, release),
    break: () => listener.onLost(stream, gone),
  };
  return stream;
}

/** A screen whose guards the test plays: `streams` are the calls that it opened, in order. */
function setUp(guards = ['a', 'b'], failure: 'open' | 'closed' = 'open', prompt?: { role: string; text: string }[]) {
  const clock = new ManualClock();
  const streams: OpenStream[] = [];
  const shown = { text: '', offset: 0, altered: false, end: '', unavailable: 0 };
  const waited: number[] = [];
  const hooks = { onText: () => {} };
  const services: ScreenServices = {
    screenAnswered: (waitedMs) => void waited.push(waitedMs),
    openScreen(avoid, _call, listener) {
      const guardId = guards.find((id) => id !== avoid);
      if (guardId === undefined) return undefined;
      const stream = openStream(guardId, everyMoment(clock), listener);
      streams.push(stream);
      return stream;
    },
    screenIsLate() {},
    screenIsUnavailable() {
      shown.unavailable += 1;
    },
    screenDeadlineMs: 1000,
    screenDeadlines: new Deadlines(clock),
    failure,
    clock,
  };
  const screen = new OutputScreen(services, {
    call: { requestId: 'r', tenant: 't', user: '', traceContext: rootContext },
    choice: 0,
    along: prompt && { prompt, suspicious: false },
    listener: {
      onText(text, offset, altered) {
        shown.text += text;
        shown.offset = offset;
        shown.altered ||= altered;
        hooks.onText();
      },
      onEnded: () => {
        shown.end += 'ended';
      },
      onBlocked: () => {
        shown.end += 'blocked';
      },
      onUnscreened: () => {
        shown.end += 'unscreened';
      },
    },
  });
  const release = (stream: number, text: string, releasedOffset: number, end = false) =>
    streams[stream]?.tell({ text, releasedOffset, end, action: GuardAction.GUARD_ACTION_ALLOW });
  return { clock, streams, shown, waited, hooks, screen, release };
}

test('text is shown as the guard releases it, and the end comes with its last answer', () => {
  const { streams, shown, screen, release } = setUp();
  screen.push('one ');
  screen.push('two');
  release(0, 'one', 3);
  expect(shown).toMatchObject({ text: 'one', offset: 3, end: '' });
  screen.end();
  expect(streams[0]?.deltas.map(({ text, end }) => [text, end])).toEqual([
    ['one ', false],
    ['two', false],
    ['', true],
  ]);
  release(0, ' tw', 6);
  release(0, 'o', 7, true);
  expect(shown).toMatchObject({ text: 'one two', offset: 7, end: 'ended', altered: false });
});

test('each piece of text is timed from its sending to its own answer', async () => {
  const { clock, screen, release, waited } = setUp();
  screen.push('one ');
  await clock.advance(3);
  screen.push('two');
  await clock.advance(4);
  release(0, 'one ', 4);
  await clock.advance(10);
  release(0, 'two', 7);
  await clock.advance(50);
  screen.push('three');
  await clock.advance(1);
  release(0, 'three', 12);
  expect(waited).toEqual([7, 14, 1]);
});

test('text that the guard has changed is marked, so that its tokens stay behind', () => {
  const { shown, screen, release } = setUp();
  screen.push('call 5551234 now');
  release(0, 'call [phone] now', 16);
  expect(shown).toMatchObject({ text: 'call [phone] now', offset: 16, altered: true });
});

test('a block ends everything, and what another answer says later is not heard', () => {
  const { streams, shown, screen, release } = setUp();
  screen.push('fine bad');
  release(0, 'fine', 4);
  streams[0]?.tell({ action: GuardAction.GUARD_ACTION_BLOCK, releasedOffset: 4, end: true });
  release(0, ' bad', 8);
  screen.push('more');
  expect(shown).toMatchObject({ text: 'fine', end: 'blocked' });
  expect(streams[0]?.cancelled).toBe(true);
});

/** Every way to cut `text` into pieces in order. */
function* cuts(text: string): Generator<string[]> {
  for (let pattern = 0; pattern < 2 ** (text.length - 1); pattern += 1) {
    const pieces = [text.charAt(0)];
    for (let index = 1; index < text.length; index += 1) {
      if ((pattern >> (index - 1)) & 1) pieces.push(text.charAt(index));
      else pieces[pieces.length - 1] += text.charAt(index);
    }
    yield pieces;
  }
}

test('however the text is cut, the same of it is shown before a block', () => {
  const bad = 'bad';
  for (const pieces of cuts('ok, ba bad!')) {
    const { streams, shown, screen } = setUp();
    let answered = 0;
    let read = '';
    let released = 0;
    for (const piece of pieces) {
      screen.push(piece);
      for (; answered < (streams[0]?.deltas.length ?? 0) && shown.end === ''; answered += 1) {
        read += streams[0]?.deltas[answered]?.text ?? '';
        // A guard that holds only what may still become the bad word, and decides by character.
        const at = read.indexOf(bad);
        const held = [2, 1].find((length) => read.endsWith(bad.slice(0, length))) ?? 0;
        const cleared = at === -1 ? read.length - held : at;
        const action = at === -1 ? GuardAction.GUARD_ACTION_ALLOW : GuardAction.GUARD_ACTION_BLOCK;
        const text = read.slice(released, cleared);
        released = cleared;
        streams[0]?.tell({ text, releasedOffset: cleared, action, end: at !== -1 });
      }
    }
    expect({ ...shown, pieces }).toMatchObject({ text: 'ok, ba ', offset: 7, altered: false, end: 'blocked' });
  }
});

test('a client that goes away as the last text is shown hears of no block', () => {
  const { streams, shown, screen, hooks } = setUp();
  hooks.onText = () => screen.cancel();
  screen.push('fine bad');
  const block = { text: 'fine ', releasedOffset: 5, action: GuardAction.GUARD_ACTION_BLOCK, end: true };
  streams[0]?.tell(block);
  expect(shown).toMatchObject({ text: 'fine ', end: '' });
});

test('another guard is given the same deltas, and shows only what the first had not', () => {
  const { streams, shown, screen, release } = setUp();
  screen.push('one ');
  screen.push('two ');
  release(0, 'one', 3);
  streams[0]?.break();
  expect(streams[1]?.guardId).toBe('b');
  expect(streams[1]?.deltas.map(({ text }) => text)).toEqual(['one ', 'two ']);
  // This guard holds back at other places.
  release(1, 'o', 1);
  expect(shown.text).toBe('one');
  release(1, 'ne two', 7);
  expect(shown).toMatchObject({ text: 'one two', offset: 7, altered: false });
});

test('a guard that answers nothing for the deadline is given up', async () => {
  const { clock, streams, shown, screen, release } = setUp();
  screen.push('one');
  await clock.advance(1001);
  expect(streams[0]?.cancelled).toBe(true);
  release(1, 'one', 3);
  screen.end();
  release(1, '', 3, true);
  expect(shown).toMatchObject({ text: 'one', end: 'ended', unavailable: 0 });
  expect(clock.pendingTimers).toBe(0);
});

test('the deadline of a delta counts from when the one before it was answered', async () => {
  const { clock, streams, shown, screen, release } = setUp();
  screen.push('one ');
  await clock.advance(600);
  release(0, 'one ', 4);
  await clock.advance(200);
  screen.push('two ');
  await clock.advance(999);
  expect(streams).toHaveLength(1);
  await clock.advance(1);
  expect(streams.map(({ guardId }) => guardId)).toEqual(['a', 'b']);
  expect(streams[1]?.deltas[0]).toMatchObject({ requestId: 'r', tenant: 't', text: 'one ' });
  release(1, 'one two ', 8);
  expect(shown.text).toBe('one two ');
});

test('with the policy open, held text and all that follows is shown when no guard is left', () => {
  const { streams, shown, screen, release } = setUp(['a']);
  screen.push('one two');
  release(0, 'one', 3);
  streams[0]?.break();
  expect(shown).toMatchObject({ text: 'one two', unavailable: 1 });
  screen.push(' three');
  screen.end();
  expect(shown).toMatchObject({ text: 'one two three', offset: 13, end: 'ended' });
});

test('with the policy closed, nothing held is shown when no guard is left', () => {
  const { streams, shown, screen, release } = setUp(['a'], 'closed');
  screen.push('one two');
  release(0, 'one', 3);
  streams[0]?.break();
  expect(shown).toMatchObject({ text: 'one', end: 'unscreened', unavailable: 1 });
});

test('a slow guard gets what waits as one delta, and long text in bounded ones', () => {
  const { streams, screen, release } = setUp();
  for (let piece = 0; piece < 20; piece += 1) screen.push('x');
  expect(streams[0]?.deltas).toHaveLength(16);
  release(0, 'x', 1);
  expect(streams[0]?.deltas.at(-1)?.text).toBe('xxxx');
  const long = setUp();
  long.screen.push('🙂'.repeat(5000));
  const deltas = long.streams[0]?.deltas.map(({ text }) => text ?? '') ?? [];
  expect(deltas.join('')).toBe('🙂'.repeat(5000));
  expect(deltas.every((text) => text.length <= 8192 && text.isWellFormed())).toBe(true);
});

test('text that comes late answers no delta: the next delta is still waited for', async () => {
  const { clock, streams, shown, screen, release } = setUp();
  screen.push('one ');
  screen.push('two');
  release(0, '', 0);
  streams[0]?.tell({ text: 'one ', releasedOffset: 4, late: true, action: GuardAction.GUARD_ACTION_ALLOW });
  expect(shown.text).toBe('one ');
  await clock.advance(1001);
  expect(streams).toHaveLength(2);
});

test('a new guard is given the end of the prompt with its first delta', () => {
  const { streams, screen } = setUp(['a', 'b'], 'open', [{ role: 'user', text: 'Why?' }]);
  screen.push('one');
  screen.push('two');
  streams[0]?.break();
  for (const { deltas } of streams) {
    expect(deltas.map(({ prompt }) => prompt?.length ?? 0)).toEqual([1, 0]);
  }
});
