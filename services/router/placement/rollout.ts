// How far the shards are with loading a target plan.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { MemberDirectory } from '../../../lib/cluster/members.ts';
import { holdersOf, type PlacementPlan } from '../../../lib/cluster/plan.ts';

interface Progress {
  readonly mark: string;
  readonly sinceMs: number;
}

/** Follows one plan until every holder has loaded its part. */
export class Rollout {
  readonly plan: PlacementPlan;
  readonly startedMs: number;
  readonly #holders: readonly string[];
  readonly #clock: Clock;
  readonly #progress = new Map<string, Progress>();

  constructor(plan: PlacementPlan, clock: Clock) {
    this.plan = plan;
    this.#clock = clock;
    this.#holders = [...holdersOf(plan)].sort();
    this.startedMs = clock.now();
  }

  /** Holders that have not loaded the plan yet, or are not there. */
  lagging(directory: MemberDirectory): string[] {
    return this.#holders.filter((id) => (directory.get('expert-shard', id)?.loadedEpoch ?? -1) < this.plan.epoch);
  }

  /** Holders that are there and have loaded nothing for `timeoutMs`. */
  stuck(directory: MemberDirectory, timeoutMs: number): string[] {
    const now = this.#clock.now();
    return this.lagging(directory).filter((id) => {
      const member = directory.get('expert-shard', id);
      if (member === undefined) return false;
      const mark = `${member.startedUnixMs} ${member.residentExperts}`;
      const known = this.#progress.get(id);
      if (known?.mark !== mark) this.#progress.set(id, { mark, sinceMs: now });
      return known?.mark === mark && now - known.sinceMs >= timeoutMs;
    });
  }
}
