// A cluster of simulated shards on a manual clock, for tests of the placement leader.
import pino from 'pino';
import { ManualClock } from '../../../lib/actor/manual-clock.ts';
import type { EventBus } from '../../../lib/cluster/bus.ts';
import { InProcessBus } from '../../../lib/cluster/in-process-bus.ts';
import { LeaderElection } from '../../../lib/cluster/leader.ts';
import { Announcer, MemberDirectory } from '../../../lib/cluster/members.ts';
import { expertsOf, type PlacementPlan } from '../../../lib/cluster/plan.ts';
import { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { Events, publishEvent } from '../../../lib/cluster/subjects.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import type { PlacedModel } from './placed-model.ts';
import { PlacementLeader, type PlacementLeaderOptions } from './placement-leader.ts';
import type { PlacementChange } from './placement-observer.ts';
import type { PlacementSettings } from './placement-settings.ts';

export const testModel: PlacedModel = {
  fingerprint: 'model-a',
  nExperts: 8,
  layers: [1, 2, 3].map((layer) => ({ layer, bytesPerExpert: 100 })),
};

const log = pino({ level: 'silent' });

/** Loads what the target plan gives it after `loadMs`, as an expert shard does. */
export class SimulatedShard {
  readonly id: string;
  loadMs = 50;
  alive = true;
  readonly #clock: ManualClock;
  readonly #plans: PlanStore;
  readonly #announcer: Announcer;

  constructor(bus: InProcessBus, clock: ManualClock, id: string, record: fulgur.v1.IMember = {}) {
    this.id = id;
    this.#clock = clock;
    this.#plans = new PlanStore({ bus, clock });
    this.#announcer = new Announcer({
      bus: whileAlive(bus, () => this.alive),
      clock,
      member: {
        service: 'expert-shard',
        id,
        address: `${id}:1`,
        ready: true,
        modelFingerprint: testModel.fingerprint,
        startedUnixMs: clock.unixMs(),
        ...record,
      },
    });
  }

  async start(): Promise<this> {
    await this.#plans.start();
    await this.#announcer.start();
    this.#plans.onTarget((plan) => this.#load(plan));
    return this;
  }

  announce(patch: fulgur.v1.IMember): void {
    this.#announcer.update(patch);
  }

  /** As kill -9: its record stays and ages. */
  kill(): void {
    this.alive = false;
    this.#plans.stop();
  }

  #load(plan: PlacementPlan): void {
    if (this.loadMs === Number.POSITIVE_INFINITY) return;
    this.#clock.after(this.loadMs, () => {
      if (!this.alive || this.#plans.target?.epoch !== plan.epoch) return;
      const resident = [...expertsOf(plan, this.id).values()].reduce((sum, ids) => sum + ids.length, 0);
      this.#announcer.update({ loadedEpoch: plan.epoch, residentExperts: resident });
    });
  }
}

/** The bus as a process sees it that may die: then nothing more goes out. */
function whileAlive(bus: EventBus, alive: () => boolean): EventBus {
  return {
    get connected() {
      return alive() && bus.connected;
    },
    get droppedEvents() {
      return bus.droppedEvents;
    },
    onConnection: (listener) => bus.onConnection(listener),
    publish: (subject, payload) => bus.publish(subject, payload),
    subscribe: (subject, onMessage) => bus.subscribe(subject, onMessage),
    keyValue: (bucket, options) => bus.keyValue(bucket, options),
    close: async () => {},
  };
}

export interface SimulatedRouter {
  readonly leader: PlacementLeader;
  readonly election: LeaderElection;
  readonly plans: PlanStore;
  readonly changes: PlacementChange[];
  readonly probed: string[];
  /** Resolves when its leader has nothing to do; replaced where it may stand still. */
  settled: () => Promise<void>;
  stop(): Promise<void>;
  /** Stops without resigning. */
  freeze(): Promise<void>;
}

export class SimulatedCluster {
  readonly clock = new ManualClock();
  readonly bus = new InProcessBus({ clock: this.clock });
  readonly shards = new Map<string, SimulatedShard>();
  readonly routers: SimulatedRouter[] = [];
  /** Epochs that attention was told to follow, in order. */
  readonly currents: PlacementPlan[] = [];

  async router(
    routerId: string,
    settings: Partial<PlacementSettings> = {},
    options: Partial<PlacementLeaderOptions> = {},
  ): Promise<SimulatedRouter> {
    const { clock } = this;
    const bus = options.bus ?? this.bus;
    const directory = new MemberDirectory({ bus, clock });
    const plans = new PlanStore({ bus, clock });
    const election = new LeaderElection({ bus, clock, routerId });
    await directory.start();
    await plans.start();
    const changes: PlacementChange[] = [];
    const probed: string[] = [];
    const leader = new PlacementLeader({
      bus,
      clock,
      log,
      directory,
      election,
      plans,
      model: testModel,
      probe: async (member) => {
        probed.push(member.id);
        return this.shards.get(member.id)?.alive ?? false;
      },
      observer: { onTarget: (change) => changes.push(change) },
      settings,
      ...options,
    });
    await leader.start((error) => {
      throw error;
    });
    await election.start();
    if (this.routers.length === 0) plans.onCurrent((plan) => this.currents.push(plan));
    const freeze = async () => {
      await leader.stop();
      directory.stop();
      plans.stop();
    };
    const router: SimulatedRouter = {
      leader,
      election,
      plans,
      changes,
      probed,
      settled: () => leader.idle(),
      freeze,
      async stop() {
        await freeze();
        await election.stop();
      },
    };
    this.routers.push(router);
    return router;
  }

  /** A router, and `shards` shards whose first plan is in force. */
  async formed(shards: number, settings: Partial<PlacementSettings> = {}): Promise<SimulatedRouter> {
    const router = await this.router('router-0', settings);
    for (let index = 0; index < shards; index++) await this.shard(`s${index}`);
    await this.pass(1_000);
    if (router.plans.current?.epoch !== 1) throw new Error('the first plan is not in force after a second');
    return router;
  }

  async shard(id: string, record: fulgur.v1.IMember = {}, loadMs = 50): Promise<SimulatedShard> {
    const shard = new SimulatedShard(this.bus, this.clock, id, record);
    shard.loadMs = loadMs;
    this.shards.set(id, shard);
    return shard.start();
  }

  /** Lets time pass in steps short enough that plans are finished within their step. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 50) {
      await this.clock.advance(Math.min(50, left));
      for (const router of this.routers) await router.settled();
    }
    await this.clock.advance(0);
  }

  /** Attention reports that it cannot reach a shard. */
  suspect(id: string): void {
    publishEvent(this.bus, Events.suspects, { reporterId: 'attention-0', service: 'expert-shard', id });
  }

  /** Attention reports rows per expert, the same for every layer. */
  heat(tokens: number[]): void {
    const layers = testModel.layers.map(({ layer }) => ({ layer, tokens }));
    publishEvent(this.bus, Events.heat, { attentionId: 'attention-0', layers });
  }

  async stop(): Promise<void> {
    for (const router of this.routers) await router.stop();
  }
}

/** xorshift32: the same numbers on every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
