// The placement leader: keeps the cluster's placement plan right for the shards that are there and the load that they see.
//
// It compares what is with what should be, on every change and four times a second, and acts only while its router leads.
// Owns no state that matters: plans are on the bus, membership in the directory; a new leader goes on where the last one was.
//
// Invariants
// 1. Make before break: a plan becomes `current` only when every holder has said that it loaded it.
// 2. Epochs grow: beyond every plan in the store and every epoch that a shard has loaded.
// 3. While the bus is away, and while no shard is there, plans stay as they are.
// 4. Only experts without a home, or a gain that pays for its moves, cause a new plan.
import type { Logger } from 'pino';
import { Actor } from '../../../lib/actor/actor.ts';
import type { Clock } from '../../../lib/actor/clock.ts';
import type { EventBus } from '../../../lib/cluster/bus.ts';
import type { LeaderElection } from '../../../lib/cluster/leader.ts';
import type { Member, MemberDirectory } from '../../../lib/cluster/members.ts';
import { holdersOf, type PlacementPlan } from '../../../lib/cluster/plan.ts';
import type { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { Events, subscribeEvents } from '../../../lib/cluster/subjects.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { HeatMap } from './heat-map.ts';
import type { PlacedModel } from './placed-model.ts';
import type { PlacementObserver, PlacementReason } from './placement-observer.ts';
import { type PlacementSettings, placementDefaults } from './placement-settings.ts';
import { imbalanceOf, type PlannerOutput, planInSteps } from './planner.ts';
import { RebalancePolicy } from './rebalance-policy.ts';
import { Rollout } from './rollout.ts';
import { ShardRoster } from './shard-roster.ts';
import { SuspectCheck } from './suspect-check.ts';

export interface PlacementLeaderOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly log: Logger;
  readonly directory: MemberDirectory;
  readonly election: LeaderElection;
  readonly plans: PlanStore;
  readonly model: PlacedModel;
  /** Asks a shard whether it serves (its gRPC health); false or a rejection means that it does not. */
  readonly probe: (member: Member) => Promise<boolean>;
  readonly settings?: Partial<PlacementSettings>;
  readonly observer?: PlacementObserver;
}

export type PlacementMessage =
  | { readonly kind: 'review' }
  | { readonly kind: 'heat'; readonly heat: fulgur.v1.IExpertHeat }
  | { readonly kind: 'suspect'; readonly suspect: fulgur.v1.ISuspectEvent };

interface Change {
  readonly reason: PlacementReason;
  readonly shards: readonly Member[];
}

const reviewMs = 250;

export class PlacementLeader extends Actor<PlacementMessage> {
  readonly #options: PlacementLeaderOptions;
  readonly #settings: PlacementSettings;
  readonly #roster: ShardRoster;
  readonly #heat: HeatMap;
  readonly #rebalance: RebalancePolicy;
  readonly #suspects: SuspectCheck;
  #ends: (() => void)[] = [];
  #reviewQueued = false;
  /** Whether the bus has our plans since this router leads. */
  #restored = false;
  #rollout: Rollout | undefined;
  /** The shards that the last plan was made for: a shard that it gave nothing to is no reason for another. */
  #plannedFor = '';
  #complaint = '';

  constructor(options: PlacementLeaderOptions) {
    super();
    this.#options = options;
    const settings = { ...placementDefaults, ...options.settings };
    this.#settings = settings;
    const { clock, directory, model } = options;
    this.#roster = new ShardRoster({
      directory,
      clock,
      fingerprint: model.fingerprint,
      unreadyMs: settings.unreadyMs,
      barMs: settings.barMs,
      onRefused: (member) =>
        options.log.error(
          { shard: member.id, model: member.modelFingerprint },
          `an expert shard serves another model than ${model.fingerprint}: it gets no experts`,
        ),
    });
    this.#heat = new HeatMap(model, clock, settings.heatHalfLifeMs);
    this.#rebalance = new RebalancePolicy(settings.rebalance, clock);
    this.#suspects = new SuspectCheck({ directory, clock, log: options.log, probe: options.probe });
  }

  protected override started(): void {
    const { bus, clock, directory, election, plans, observer } = this.#options;
    const review = () => this.#queueReview();
    const heat = subscribeEvents(bus, Events.heat, (event) => this.tell({ kind: 'heat', heat: event }));
    const suspects = subscribeEvents(bus, Events.suspects, (suspect) => this.tell({ kind: 'suspect', suspect }));
    const connection = bus.onConnection(review);
    const timer = clock.every(reviewMs, review);
    this.#ends = [
      () => heat.close(),
      () => suspects.close(),
      () => connection.close(),
      () => timer.cancel(),
      directory.onChange(review),
      election.onChange(review),
      plans.onCurrent((plan) => observer?.onCurrent?.(plan.epoch)),
    ];
    review();
  }

  protected override stopped(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  protected async receive(message: PlacementMessage): Promise<void> {
    if (message.kind === 'heat') this.#heat.add(message.heat);
    else if (message.kind === 'suspect') {
      if (this.#leads) this.#suspects.check(message.suspect);
    } else {
      this.#reviewQueued = false;
      await this.#review();
    }
  }

  get #leads(): boolean {
    return this.#options.election.isLeader && this.#options.bus.connected;
  }

  #queueReview(): void {
    if (this.#reviewQueued) return;
    // Before `tell`: an idle actor receives within the call.
    this.#reviewQueued = true;
    if (!this.tell({ kind: 'review' })) this.#reviewQueued = false;
  }

  async #review(): Promise<void> {
    this.#roster.observe();
    if (!this.#leads) {
      this.#restored = false;
      this.#rollout = undefined;
      this.#rebalance.reset();
      return;
    }
    try {
      if (!this.#restored) await this.#options.plans.restore();
      this.#restored = true;
      const base = this.#base();
      const change = this.#neededChange(base) ?? this.#wantedChange(base);
      // A plan that cannot be made must not hold up the one that is being rolled out.
      if (change !== undefined) await this.#replan(change, base).catch((error) => this.#waits(error));
      await this.#advance();
    } catch (error) {
      this.#waits(error);
    }
  }

  #waits(error: unknown): void {
    this.#complain(`placement waits: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** The newest plan for this model: what shards load, or have loaded. */
  #base(): PlacementPlan | undefined {
    const { model, plans } = this.#options;
    const ours = [plans.target, plans.current].filter((plan) => plan !== undefined && this.#fits(plan));
    const newest = ours.sort((a, b) => b!.epoch - a!.epoch)[0];
    if (newest === undefined && plans.target !== undefined) {
      this.#complain(`placement plan ${plans.target.epoch} is not for model ${model.fingerprint}: a new one is made`);
    }
    return newest;
  }

  #fits(plan: PlacementPlan): boolean {
    const { model } = this.#options;
    const experts = new Map(plan.layers.map((layer) => [layer.layer, layer.experts.length]));
    return (
      plan.modelFingerprint === model.fingerprint &&
      experts.size === model.layers.length &&
      model.layers.every(({ layer }) => experts.get(layer) === model.nExperts)
    );
  }

  /** A change without which experts have no home. */
  #neededChange(base: PlacementPlan | undefined): Change | undefined {
    const shards = this.#roster.usable();
    if (base === undefined) return this.#formation(shards.filter((member) => this.#roster.admissible(member)));
    const expected = (id: string) => this.#roster.mayStillCome(id, this.#settings.formationWaitMs);
    const lost = [...holdersOf(base)].filter((id) => !shards.some((member) => member.id === id) && !expected(id));
    if (lost.length === 0) return undefined;
    if (shards.length === 0) {
      this.#complain('no expert shard is there: the placement plan is kept until one returns');
      return undefined;
    }
    const reasons = lost.map((id) => this.#roster.whyNot(id));
    const reason = reasons.find((why) => why === 'leave') ?? reasons.find((why) => why === 'load_timeout') ?? 'drain';
    return { reason, shards: this.#withoutStrangers(shards, base) };
  }

  #formation(arrived: readonly Member[]): Change | undefined {
    if (arrived.length === 0) return undefined;
    const { minShards, settleMs, formationWaitMs } = this.#settings;
    const complete = arrived.length >= minShards && (minShards > 1 || this.#roster.quietMs(arrived) >= settleMs);
    if (!complete && this.#roster.waitedMs(arrived) < formationWaitMs) return undefined;
    return { reason: 'formation', shards: arrived };
  }

  /** A change that makes a plan better which works already. */
  #wantedChange(base: PlacementPlan | undefined): Change | undefined {
    if (base === undefined) return undefined;
    const { plans } = this.#options;
    const shards = this.#withoutStrangers(this.#roster.usable(), base);
    if (shards.length === 0) return undefined;
    const rollingOut = plans.current?.epoch !== base.epoch;
    // While nothing is served yet, a shard too many to load for one is better shared out at once.
    if (rollingOut && plans.current !== undefined && this.#fits(plans.current)) return undefined;
    const holders = holdersOf(base);
    const joined = shards.filter((member) => !holders.has(member.id));
    if (
      joined.length > 0 &&
      this.#plannedFor !== signature(shards) &&
      this.#roster.quietMs(joined) >= this.#settings.settleMs
    ) {
      return { reason: 'join', shards };
    }
    return rollingOut ? undefined : this.#unevenness(base, shards);
  }

  #unevenness(base: PlacementPlan, shards: readonly Member[]): Change | undefined {
    const rows = this.#heat.rowsLeast / this.#options.model.nExperts;
    if (rows === 0) return undefined;
    const { imbalance, imbalanceRatio } = imbalanceOf(base.layers, this.#heat.loads(), shards);
    this.#options.observer?.onImbalance?.(imbalance);
    return this.#rebalance.isDue(imbalanceRatio, rows) ? { reason: 'imbalance', shards } : undefined;
  }

  /** Shards without those that hold nothing and are not ready to. */
  #withoutStrangers(shards: readonly Member[], base: PlacementPlan): Member[] {
    const holders = holdersOf(base);
    return shards.filter((member) => holders.has(member.id) || this.#roster.admissible(member));
  }

  async #replan(change: Change, base: PlacementPlan | undefined): Promise<void> {
    const { plans, model, observer, log } = this.#options;
    const loads = this.#heat.loads();
    const planned = await unhurried(
      planInSteps({
        layers: loads,
        shards: change.shards.map(({ id, weightCapacityBytes }) => ({ id, capacityBytes: weightCapacityBytes })),
        previous: base?.layers,
        redundantSlots: this.#settings.redundantSlots,
      }),
    );
    this.#plannedFor = signature(change.shards);
    if (base !== undefined && change.reason === 'imbalance') {
      const { imbalanceRatio } = imbalanceOf(base.layers, loads, change.shards);
      if (!this.#rebalance.pays(imbalanceRatio, planned, model.layers.length * model.nExperts)) return;
    }
    if (base !== undefined && JSON.stringify(base.layers) === JSON.stringify(planned.layers)) return;
    if (!this.#leads) return;
    const { layers, ...figures } = planned;
    const epoch = this.#nextEpoch();
    const plan = { epoch, modelFingerprint: model.fingerprint, layers, reason: change.reason };
    if (!(await plans.putTarget(plan))) {
      log.warn({ epoch }, 'another router wrote a placement plan first');
      return;
    }
    this.#complaint = '';
    this.#rebalance.reset();
    const { reason } = change;
    const shards = change.shards.map(({ id }) => id);
    log.info({ epoch, reason, shards, moves: planned.moves, imbalance: planned.imbalanceRatio }, 'new placement plan');
    observer?.onTarget?.({ epoch, reason, ...figures });
  }

  #nextEpoch(): number {
    const { plans, directory } = this.#options;
    const loaded = directory.of('expert-shard').map((member) => member.loadedEpoch);
    return Math.max(0, plans.target?.epoch ?? 0, plans.current?.epoch ?? 0, ...loaded) + 1;
  }

  /** Makes the target plan current once every holder has loaded it; strikes those that do not get on. */
  async #advance(): Promise<void> {
    const { plans, directory, clock, log } = this.#options;
    const { target } = plans;
    if (target === undefined || !this.#fits(target)) return;
    if (this.#rollout?.plan.epoch !== target.epoch) this.#rollout = new Rollout(target, clock);
    const rollout = this.#rollout;
    if (plans.current?.epoch !== target.epoch && rollout.lagging(directory).length === 0) {
      if (!(await plans.putCurrent(target))) return;
      log.info({ epoch: target.epoch, tookMs: Math.round(clock.now() - rollout.startedMs) }, 'placement plan in force');
    }
    const stuck = rollout.stuck(directory, this.#settings.loadTimeoutMs);
    const others = this.#roster.usable().filter((member) => !stuck.includes(member.id));
    if (stuck.length === 0 || others.length === 0) return;
    for (const id of stuck) {
      log.error(
        { shard: id, epoch: target.epoch },
        'an expert shard does not get on with loading: its experts go to others',
      );
      this.#roster.strike(id, 'load_timeout');
    }
    this.#queueReview();
  }

  /** Logs a standing trouble once, not four times a second. */
  #complain(complaint: string): void {
    if (complaint !== this.#complaint) this.#options.log.warn(complaint);
    this.#complaint = complaint;
  }
}

function signature(shards: readonly Member[]): string {
  return shards.map(({ id, weightCapacityBytes }) => `${id}:${weightCapacityBytes}`).join(' ');
}

/** Runs a planner and lets the process do other work between its steps. */
async function unhurried(steps: Generator<void, PlannerOutput>): Promise<PlannerOutput> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
