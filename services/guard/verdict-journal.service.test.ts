// When verdict events leave for the kept stream, by a clock that the test moves.
import { afterEach, expect, it } from 'vitest';
import { ManualClock } from '../../lib/actor/manual-clock.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import { verdictStreamOptions } from '../../lib/cluster/subjects.ts';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { guardMetrics } from './metrics.ts';
import { VerdictJournal } from './verdict-journal.ts';

const bus = new InProcessBus();
afterEach(() => bus.resume());

const subject = 'fulgur.v1.verdicts.g';
let events = 0;

/** A journal, and what of it the stream keeps. */
async function start() {
  const clock = new ManualClock();
  const { log, metrics: registry } = testHost('guard', 'guard-0', { bus });
  const journal = new VerdictJournal({ bus, clock, log, metrics: guardMetrics(registry) });
  const before = events;
  const stream = await bus.eventStream(verdictStreamOptions);
  const append = (count: number) => {
    for (let i = 0; i < count; i++) journal.append(subject, Buffer.from(String(events++)));
  };
  const kept = async () =>
    (await stream.read(0, 100_000)).map(({ payload }) => Number(payload.toString())).filter((event) => event >= before);
  const dropped = async () =>
    (await registry.getSingleMetric('fulgur_guard_verdict_events_dropped_total')?.get())?.values[0]?.value;
  return { clock, journal, append, kept, dropped, first: before };
}

it('events gather for a moment and leave together', async () => {
  const { clock, append, kept, first } = await start();
  append(1);
  await clock.advance(20);
  append(2);
  await clock.advance(20);
  expect(await kept()).toEqual([]);
  await clock.advance(20);
  await eventually(async () => (await kept()).length === 3);
  append(1);
  await clock.advance(49);
  expect(await kept()).toEqual([first, first + 1, first + 2]);
  await clock.advance(2);
  await eventually(async () => (await kept()).length === 4);
});

it('as many as a batch holds do not wait', async () => {
  const { clock, append, kept } = await start();
  append(64);
  await eventually(async () => (await kept()).length === 64);
  expect(clock.pendingTimers).toBe(0);
});

it.each([3, 70])(
  'a journal that closes loses nothing of %i events that gather, and waits no longer for them',
  async (count) => {
    const { journal, append, kept, dropped } = await start();
    append(count);
    await journal.close(1000);
    expect(await kept()).toHaveLength(count);
    expect(await dropped()).toBe(0);
  },
);

it('a journal that closes while the bus is away counts what it could not keep, and sends nothing afterwards', async () => {
  const { clock, journal, append, kept, dropped } = await start();
  bus.interrupt();
  append(3);
  await clock.advance(60);
  const closed = journal.close(1000);
  await clock.advance(1001);
  await closed;
  expect(await dropped()).toBe(3);
  bus.resume();
  await clock.advance(5000);
  expect(clock.pendingTimers).toBe(0);
  expect(await kept()).toEqual([]);
});
