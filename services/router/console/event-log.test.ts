import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../lib/actor/manual-clock.ts';
import { InProcessBus } from '../../../lib/cluster/in-process-bus.ts';
import { Announcer, MemberDirectory } from '../../../lib/cluster/members.ts';
import { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { Events, publishEvent } from '../../../lib/cluster/subjects.ts';
import { EventLog } from './event-log.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function setUp() {
  const clock = new ManualClock();
  const bus = new InProcessBus({ clock });
  const directory = new MemberDirectory({ bus, clock });
  const plans = new PlanStore({ bus, clock });
  await directory.start();
  await plans.start();
  const log = new EventLog({ bus, clock, directory, plans });
  stops.push(
    () => directory.stop(),
    () => plans.stop(),
    () => log.close(),
  );
  const announce = async (id: string) => {
    const member = { service: 'expert-shard', id, ready: true, startedUnixMs: 1 };
    const announcer = new Announcer({ bus, clock, member });
    await announcer.start();
    await clock.advance(0);
    stops.push(() => announcer.stop());
    return announcer;
  };
  const texts = () => log.latest.map(({ text }) => text);
  return { clock, bus, plans, log, announce, texts };
}

describe('the event log', () => {
  it('tells who came, was not ready, restarted, drained and went, the newest first', async () => {
    const { clock, announce, texts, log } = await setUp();
    const shard = await announce('s0');
    for (const patch of [
      { ready: false, reason: 'loading' },
      { ready: true },
      { startedUnixMs: 2 },
      { draining: true },
    ]) {
      shard.update(patch);
      await clock.advance(0);
    }
    await shard.stop();
    await clock.advance(0);
    expect(texts()).toEqual([
      's0 left',
      's0 drains',
      's0 restarted',
      's0 is ready',
      's0 is not ready: loading',
      's0 joined',
    ]);
    expect(log.latest[0]).toMatchObject({ kind: 'member', atUnixMs: clock.unixMs() });
  });

  it('tells of plans, of what the guard did not let pass, of lost links and of the bus', async () => {
    const { clock, bus, plans, texts } = await setUp();
    const plan = { epoch: 3, modelFingerprint: 'm', reason: 'join', layers: [] };
    await plans.putTarget(plan);
    await plans.putCurrent(plan);
    const verdict = { guardId: 'guard-0', phase: 'input', requestId: 'r', categories: ['S9'] };
    publishEvent(bus, Events.verdicts, { ...verdict, action: 'allow' });
    publishEvent(bus, Events.verdicts, { ...verdict, action: 'block' });
    publishEvent(bus, Events.suspects, { reporterId: 'attention-0', service: 'expert-shard', id: 's0' });
    await clock.advance(0);
    bus.interrupt();
    bus.resume();
    await clock.advance(0);
    expect(texts()).toEqual([
      'the bus is back',
      'the bus is away',
      'attention-0 lost its link to s0',
      'guard-0: block of input (S9)',
      'plan 3 is in force',
      'plan 3 is rolled out (join)',
    ]);
  });

  it('keeps the newest hundred', async () => {
    const { clock, bus, texts } = await setUp();
    for (let index = 0; index < 150; index += 1) {
      publishEvent(bus, Events.suspects, { reporterId: 'r', service: 'expert-shard', id: `s${index}` });
    }
    await clock.advance(0);
    expect(texts()).toHaveLength(100);
    expect(texts()[0]).toContain('s149');
  });
});
