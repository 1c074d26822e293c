// The latest of what happened in the cluster, for whoever looks at the console: who came and went, plans, verdicts, suspicions.
//
// Invariants
// 1. At most `eventsMost` events are kept, the newest.
// 2. No text of a prompt or an answer is in any of them.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { EventBus } from '../../../lib/cluster/bus.ts';
import type { Member, MemberDirectory } from '../../../lib/cluster/members.ts';
import type { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { Events, subscribeEvents } from '../../../lib/cluster/subjects.ts';

export interface ClusterEvent {
  readonly atUnixMs: number;
  readonly kind: 'member' | 'plan' | 'guard' | 'suspect' | 'bus';
  readonly text: string;
}

export interface EventLogOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly directory: MemberDirectory;
  readonly plans: PlanStore;
}

const eventsMost = 100;

export class EventLog {
  readonly #options: EventLogOptions;
  readonly #events: ClusterEvent[] = [];
  readonly #stops: (() => void)[];
  #members = new Map<string, Member>();

  constructor(options: EventLogOptions) {
    this.#options = options;
    const { bus, directory, plans } = options;
    this.#members = membersOf(directory);
    const verdicts = subscribeEvents(bus, Events.verdicts, ({ action, phase, categories, guardId }) => {
      if (action !== 'allow') this.#add('guard', `${guardId}: ${action} of ${phase} (${categories.join(', ')})`);
    });
    const suspects = subscribeEvents(bus, Events.suspects, ({ reporterId, id }) =>
      this.#add('suspect', `${reporterId} lost its link to ${id}`),
    );
    const connection = bus.onConnection((connected) =>
      this.#add('bus', connected ? 'the bus is back' : 'the bus is away'),
    );
    this.#stops = [
      () => verdicts.close(),
      () => suspects.close(),
      () => connection.close(),
      directory.onChange(() => this.#compare()),
      plans.onTarget(({ epoch, reason }) => this.#add('plan', `plan ${epoch} is rolled out (${reason})`)),
      plans.onCurrent(({ epoch }) => this.#add('plan', `plan ${epoch} is in force`)),
    ];
  }

  /** The newest first. */
  get latest(): readonly ClusterEvent[] {
    return this.#events.toReversed();
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  #compare(): void {
    const now = membersOf(this.#options.directory);
    for (const [key, member] of now) {
      const before = this.#members.get(key);
      if (before === undefined) this.#add('member', `${member.id} joined`);
      else if (before.startedUnixMs !== member.startedUnixMs) this.#add('member', `${member.id} restarted`);
      else if (member.draining && !before.draining) this.#add('member', `${member.id} drains`);
      else if (member.ready && !before.ready) this.#add('member', `${member.id} is ready`);
      else if (!member.ready && before.ready) this.#add('member', `${member.id} is not ready: ${member.reason}`);
    }
    for (const [key, { id }] of this.#members) if (!now.has(key)) this.#add('member', `${id} left`);
    this.#members = now;
  }

  #add(kind: ClusterEvent['kind'], text: string): void {
    this.#events.push({ atUnixMs: this.#options.clock.unixMs(), kind, text });
    if (this.#events.length > eventsMost) this.#events.shift();
  }
}

function membersOf(directory: MemberDirectory): Map<string, Member> {
  return new Map(directory.all().map((member) => [`${member.service}.${member.id}`, member]));
}
