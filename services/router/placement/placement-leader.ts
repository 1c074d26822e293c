// The placement leader: keeps the cluster's placement plan right for the shards that are there and the load that they see.
//
// It compares what is with what should be (`PlanReview`), on every change and four times a second, and acts only while its
// router leads.
// Owns no state that matters: plans are on the bus, membership in the directory; a new leader goes on where the last one was.
//
// Invariants
// 1. Make before break: a plan becomes `current` only when every holder has said that it loaded it.
// 2. Epochs grow: beyond every plan in the store and every epoch that a shard has loaded.
// 3. A router that leads no more writes nothing over what its successor wrote (`PlanStore`).
// 4. While the bus is away, and while no shard is there, plans stay as they are.
import type { Logger } from 'pino';
import { Actor } from '../../../lib/actor/actor.ts';
import type { Clock } from '../../../lib/actor/clock.ts';
import type { EventBus } from '../../../lib/cluster/bus.ts';
import type { LeaderElection } from '../../../lib/cluster/leader.ts';
import type { Member, MemberDirectory } from '../../../lib/cluster/members.ts';
import type { PlacementPlan } from '../../../lib/cluster/plan.ts';
import type { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { Events, subscribeEvents } from '../../../lib/cluster/subjects.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { StandingComplaint } from './complaint.ts';
import { HeatMap } from './heat-map.ts';
import type { PlacedModel } from './placed-model.ts';
import type { PlacementObserver } from './placement-observer.ts';
import { type PlacementSettings, placementDefaults } from './placement-settings.ts';
import { type Change, PlanReview } from './plan-review.ts';
import { type PlannerOutput, planInSteps } from './planner.ts';
import { Rollout } from './rollout.ts';
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

const reviewMs = 250;

export class PlacementLeader extends Actor<PlacementMessage> {
  readonly #options: PlacementLeaderOptions;
  readonly #settings: PlacementSettings;
  readonly #heat: HeatMap;
  readonly #review: PlanReview;
  readonly #complaint: StandingComplaint;
  readonly #suspects: SuspectCheck;
  #ends: (() => void)[] = [];
  #reviewQueued = false;
  /** Whether nobody else's writes can land any more, and the bus has our plans, since this router leads. */
  #hasTakenOver = false;
  #rollout: Rollout | undefined;

  constructor(options: PlacementLeaderOptions) {
    super();
    this.#options = options;
    const settings = { ...placementDefaults, ...options.settings };
    this.#settings = settings;
    const { clock, directory, log, model, observer, plans } = options;
    const heat = new HeatMap(model, clock, settings.heatHalfLifeMs);
    const complaint = new StandingComplaint(log);
    this.#heat = heat;
    this.#complaint = complaint;
    this.#review = new PlanReview({ clock, log, directory, plans, model, settings, heat, complaint, observer });
    this.#suspects = new SuspectCheck({ directory, clock, log, probe: options.probe });
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
      await this.#compare();
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

  async #compare(): Promise<void> {
    this.#review.roster.observe();
    if (!this.#leads) {
      this.#hasTakenOver = false;
      this.#rollout = undefined;
      this.#review.reset();
      return;
    }
    try {
      if (!this.#hasTakenOver) await this.#options.plans.takeOver();
      this.#hasTakenOver = true;
      const base = this.#review.base();
      const change = this.#review.change(base);
      // A plan that cannot be made must not hold up the one that is being rolled out.
      if (change !== undefined) await this.#replan(change, base).catch((error) => this.#waits(error));
      await this.#advance();
    } catch (error) {
      this.#waits(error);
    }
  }

  #waits(error: unknown): void {
    this.#complaint.say(`placement waits: ${error instanceof Error ? error.message : String(error)}`);
  }

  async #replan(change: Change, base: PlacementPlan | undefined): Promise<void> {
    const { plans, model, observer, log } = this.#options;
    const planned = await unhurried(
      planInSteps({
        layers: this.#heat.loads(),
        shards: change.shards.map(({ id, weightCapacityBytes }) => ({ id, capacityBytes: weightCapacityBytes })),
        previous: base?.layers,
        redundantSlots: this.#settings.redundantSlots,
      }),
    );
    if (!this.#review.adopts(change, base, planned)) return;
    if (!this.#leads) return;
    const { layers, ...figures } = planned;
    const epoch = this.#nextEpoch();
    const plan = { epoch, modelFingerprint: model.fingerprint, layers, reason: change.reason };
    if (!(await plans.putTarget(plan, () => this.#leads))) {
      log.warn({ epoch }, 'another router wrote a placement plan first');
      return;
    }
    this.#complaint.clear();
    this.#review.reset();
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
    if (target === undefined || !this.#review.fits(target)) return;
    if (this.#rollout?.plan.epoch !== target.epoch) this.#rollout = new Rollout(target, clock);
    const rollout = this.#rollout;
    if (plans.current?.epoch !== target.epoch && rollout.lagging(directory).length === 0) {
      if (!(await plans.putCurrent(target, () => this.#leads))) return;
      log.info({ epoch: target.epoch, tookMs: Math.round(clock.now() - rollout.startedMs) }, 'placement plan in force');
    }
    const stuck = rollout.stuck(directory, this.#settings.loadTimeoutMs);
    const others = this.#review.roster.usable().filter((member) => !stuck.includes(member.id));
    if (stuck.length === 0 || others.length === 0) return;
    for (const id of stuck) {
      log.error(
        { shard: id, epoch: target.epoch },
        'an expert shard does not get on with loading: its experts go to others',
      );
      this.#review.roster.strike(id, 'load_timeout');
    }
    this.#queueReview();
  }
}

/** Runs a planner and lets the process do other work between its steps. */
async function unhurried(steps: Generator<void, PlannerOutput>): Promise<PlannerOutput> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
