// What a placement plan lacks: which change of it is needed now, or would pay.
//
// Owns what it was told of load and of past plans. Decides; the placement leader acts.
//
// Invariants
// 1. Only experts without a home, or a gain that pays for its moves, are a reason for a new plan; and a plan of another
//    model in the store, over which what was followed before is written again.
// 2. While a plan is rolled out, only a need stops it.
import type { Logger } from 'pino';
import type { Clock } from '../../../lib/actor/clock.ts';
import type { Member, MemberDirectory } from '../../../lib/cluster/members.ts';
import { holdersOf, type PlacementPlan } from '../../../lib/cluster/plan.ts';
import type { PlanStore } from '../../../lib/cluster/plan-store.ts';
import type { StandingComplaint } from './complaint.ts';
import type { HeatMap } from './heat-map.ts';
import type { PlacedModel } from './placed-model.ts';
import type { PlacementObserver, PlacementReason } from './placement-observer.ts';
import type { PlacementSettings } from './placement-settings.ts';
import { imbalanceOf, type PlannerOutput } from './planner.ts';
import { RebalancePolicy } from './rebalance-policy.ts';
import { ShardRoster } from './shard-roster.ts';

export interface PlanReviewOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly directory: MemberDirectory;
  readonly plans: PlanStore;
  readonly model: PlacedModel;
  readonly settings: PlacementSettings;
  readonly heat: HeatMap;
  readonly complaint: StandingComplaint;
  readonly observer?: PlacementObserver | undefined;
}

export interface Change {
  readonly reason: PlacementReason;
  readonly shards: readonly Member[];
}

export class PlanReview {
  readonly roster: ShardRoster;
  readonly #options: PlanReviewOptions;
  readonly #rebalance: RebalancePolicy;
  /** The shards that the last plan was made for: a shard that it gave nothing to is no reason for another. */
  #plannedFor = '';

  constructor(options: PlanReviewOptions) {
    this.#options = options;
    const { clock, directory, model, settings, log } = options;
    this.roster = new ShardRoster({
      directory,
      clock,
      fingerprint: model.fingerprint,
      unreadyMs: settings.unreadyMs,
      barMs: settings.barMs,
      onRefused: (member) =>
        log.error(
          { shard: member.id, model: member.modelFingerprint },
          `an expert shard serves another model than ${model.fingerprint}: it gets no experts`,
        ),
    });
    this.#rebalance = new RebalancePolicy(settings.rebalance, clock);
  }

  /** Membership or leadership changed: how uneven the load was before does not count. */
  reset(): void {
    this.#rebalance.reset();
  }

  /** The newest plan for this model: what shards load, or have loaded. */
  base(): PlacementPlan | undefined {
    const { model, plans, complaint } = this.#options;
    const ours = [plans.target, plans.current].filter((plan) => plan !== undefined && this.fits(plan));
    const newest = ours.sort((a, b) => b!.epoch - a!.epoch)[0];
    if (newest === undefined && plans.target !== undefined) {
      complaint.say(`placement plan ${plans.target.epoch} is not for model ${model.fingerprint}: a new one is made`);
    }
    return newest;
  }

  /** Whether a plan says of every expert of this model where it is. */
  fits(plan: PlacementPlan): boolean {
    const { model } = this.#options;
    const experts = new Map(plan.layers.map((layer) => [layer.layer, layer.experts.length]));
    return (
      plan.modelFingerprint === model.fingerprint &&
      experts.size === model.layers.length &&
      model.layers.every(({ layer }) => experts.get(layer) === model.nExperts)
    );
  }

  change(base: PlacementPlan | undefined): Change | undefined {
    return this.#needed(base) ?? (base === undefined ? undefined : this.#wanted(base));
  }

  /** Whether a plan made for `change` is worth its moves. Takes note of what it was made for. */
  adopts(change: Change, base: PlacementPlan | undefined, planned: PlannerOutput): boolean {
    const { heat, model } = this.#options;
    this.#plannedFor = signature(change.shards);
    if (base === undefined) return true;
    if (change.reason === 'imbalance') {
      const { imbalanceRatio } = imbalanceOf(base.layers, heat.loads(), change.shards);
      if (!this.#rebalance.pays(imbalanceRatio, planned, model.layers.length * model.nExperts)) return false;
    }
    return change.reason === 'foreign_plan' || JSON.stringify(base.layers) !== JSON.stringify(planned.layers);
  }

  /** A change without which experts have no home. */
  #needed(base: PlacementPlan | undefined): Change | undefined {
    const { settings, complaint } = this.#options;
    const shards = this.roster.usable();
    if (base === undefined) return this.#formation(shards.filter((member) => this.roster.admissible(member)));
    const expected = (id: string) => this.roster.mayStillCome(id, settings.formationWaitMs);
    const lost = [...holdersOf(base)].filter((id) => !shards.some((member) => member.id === id) && !expected(id));
    if (lost.length === 0) {
      const holders = this.#withoutStrangers(shards, base);
      return this.#isOverwritten() && holders.length > 0 ? { reason: 'foreign_plan', shards: holders } : undefined;
    }
    if (shards.length === 0) {
      complaint.say('no expert shard is there: the placement plan is kept until one returns');
      return undefined;
    }
    const reasons = lost.map((id) => this.roster.whyNot(id));
    const reason = reasons.find((why) => why === 'leave') ?? reasons.find((why) => why === 'load_timeout') ?? 'drain';
    return { reason, shards: this.#withoutStrangers(shards, base) };
  }

  /** Whether a plan for another model stands in the store, and none of ours is on its way to replace it. */
  #isOverwritten(): boolean {
    const { target, current } = this.#options.plans;
    if (target !== undefined && !this.fits(target)) return true;
    return current !== undefined && !this.fits(current) && current.epoch >= (target?.epoch ?? 0);
  }

  #formation(arrived: readonly Member[]): Change | undefined {
    if (arrived.length === 0) return undefined;
    const { minShards, settleMs, formationWaitMs } = this.#options.settings;
    const complete = arrived.length >= minShards && (minShards > 1 || this.roster.quietMs(arrived) >= settleMs);
    if (!complete && this.roster.waitedMs(arrived) < formationWaitMs) return undefined;
    return { reason: 'formation', shards: arrived };
  }

  /** A change that makes a plan better which works already. */
  #wanted(base: PlacementPlan): Change | undefined {
    const { plans, settings } = this.#options;
    const shards = this.#withoutStrangers(this.roster.usable(), base);
    if (shards.length === 0) return undefined;
    const rollingOut = plans.current?.epoch !== base.epoch;
    // While nothing is served yet, a shard too many to load for one is better shared out at once.
    if (rollingOut && plans.current !== undefined && this.fits(plans.current)) return undefined;
    const holders = holdersOf(base);
    const joined = shards.filter((member) => !holders.has(member.id));
    const settled = this.roster.quietMs(joined) >= settings.settleMs;
    if (joined.length > 0 && this.#plannedFor !== signature(shards) && settled) return { reason: 'join', shards };
    return rollingOut ? undefined : this.#unevenness(base, shards);
  }

  #unevenness(base: PlacementPlan, shards: readonly Member[]): Change | undefined {
    const { heat, observer } = this.#options;
    const rows = heat.rowsLeast;
    if (rows === 0) return undefined;
    const { imbalance, imbalanceRatio } = imbalanceOf(base.layers, heat.loads(), shards);
    observer?.onImbalance?.(imbalance);
    return this.#rebalance.isDue(imbalanceRatio, rows, shards.length) ? { reason: 'imbalance', shards } : undefined;
  }

  /** Shards without those that hold nothing and are not ready to. */
  #withoutStrangers(shards: readonly Member[], base: PlacementPlan): Member[] {
    const holders = holdersOf(base);
    return shards.filter((member) => holders.has(member.id) || this.roster.admissible(member));
  }
}

function signature(shards: readonly Member[]): string {
  return shards.map(({ id, weightCapacityBytes }) => `${id}:${weightCapacityBytes}`).join(' ');
}
