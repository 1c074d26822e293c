// Membership, leadership and plans together on a real NATS server that dies and comes back.
import { afterEach, describe, expect, it } from 'vitest';
import { type NatsServer, startNats } from '../../test/support/nats-server.ts';
import { systemClock } from '../actor/clock.ts';
import { LeaderElection } from './leader.ts';
import { Announcer, MemberDirectory } from './members.ts';
import { NatsBus } from './nats-bus.ts';
import { PlanStore } from './plan-store.ts';

const clock = systemClock;
const staleMs = 600;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startMember(server: NatsServer, id: string) {
  const bus = await NatsBus.connect({ url: server.url, name: id });
  ends.push(() => bus.close());
  const announcer = new Announcer({ bus, clock, intervalMs: 200, member: { service: 'router', id, ready: true } });
  const directory = new MemberDirectory({ bus, clock, staleMs });
  const election = new LeaderElection({ bus, clock, routerId: id, staleMs });
  const plans = new PlanStore({ bus, clock });
  await announcer.start();
  await directory.start();
  await plans.start();
  await election.start();
  ends.push(() => plans.stop());
  ends.push(() => directory.stop());
  ends.push(() => election.stop());
  ends.push(() => announcer.stop());
  return { bus, directory, election, plans, ids: () => directory.all().map((member) => member.id) };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 15_000) throw new Error(`waited 15 s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('cluster state on a NATS server that dies', () => {
  it.each([
    { disk: 'with', lose: false },
    { disk: 'without', lose: true },
  ])('expires nobody, keeps its plan and elects one leader again, when it returns $disk its disk', async ({ lose }) => {
    const server = await startNats({ jetstream: true });
    ends.push(() => server.stop());
    const one = await startMember(server, 'one');
    const two = await startMember(server, 'two');
    await until(() => one.ids().length === 2 && two.ids().length === 2, 'both to know each other');
    expect([one.election.isLeader, two.election.isLeader]).toEqual([true, false]);
    const plan = { epoch: 3, modelFingerprint: 'm', reason: 'formation', layers: [] };
    expect(await one.plans.putCurrent(plan)).toBe(true);
    await until(() => two.plans.current?.epoch === 3, 'the plan to arrive');

    let fewest = 2;
    const watch = clock.every(20, () => {
      fewest = Math.min(fewest, one.ids().length, two.ids().length);
    });
    await server.kill();
    await until(() => !one.bus.connected && !two.bus.connected, 'the loss to be noticed');
    expect([one.election.isLeader, two.election.isLeader]).toEqual([false, false]);
    await new Promise((resolve) => setTimeout(resolve, 3 * staleMs));
    await server.restart({ lose });
    await until(() => one.bus.connected && two.bus.connected, 'the return');
    await until(() => one.election.isLeader !== two.election.isLeader, 'one leader');
    await new Promise((resolve) => setTimeout(resolve, 2 * staleMs));
    watch.cancel();
    expect(fewest).toBe(2);
    const leader = one.election.isLeader ? one : two;
    await leader.plans.takeOver();
    const late = await startMember(server, 'late');
    expect(late.plans.current).toEqual(plan);
    expect(late.ids()).toEqual(['one', 'two', 'late'].sort());
    expect(one.plans.current).toEqual(plan);
  });
});
