// The placement plan as attention follows it: only plans for this very model are accepted.
import type { Logger } from 'pino';
import type { PlacementPlan } from '../../lib/cluster/plan.ts';
import type { ModelDescription } from '../../lib/model/description.ts';

/** One accepted plan. */
export class Placement {
  readonly epoch: number;
  readonly #holders: ReadonlyMap<number, readonly (readonly string[])[]>;

  constructor(plan: PlacementPlan) {
    this.epoch = plan.epoch;
    this.#holders = new Map(plan.layers.map((layer) => [layer.layer, layer.experts.map((expert) => expert.shardIds)]));
  }

  /** Shards that hold an expert; empty when the plan names none. */
  holdersOf(layer: number, expert: number): readonly string[] {
    return this.#holders.get(layer)?.[expert] ?? [];
  }

  /** Experts that `isLive` finds no holder for, as "layer/expert", at most `limit` of them. */
  unheld(isLive: (shardId: string) => boolean, limit: number): string[] {
    const missing: string[] = [];
    for (const [layer, experts] of this.#holders) {
      for (const [expert, shardIds] of experts.entries()) {
        if (shardIds.some(isLive)) continue;
        missing.push(`${layer}/${expert}`);
        if (missing.length === limit) return missing;
      }
    }
    return missing;
  }
}

export interface PlacementViewOptions {
  readonly description: ModelDescription;
  readonly fingerprint: string;
  readonly log: Logger;
}

/** The latest plan that was accepted. */
export class PlacementView {
  readonly #options: PlacementViewOptions;
  #current: Placement | undefined;
  #refusal: string | undefined;

  constructor(options: PlacementViewOptions) {
    this.#options = options;
  }

  get current(): Placement | undefined {
    return this.#current;
  }

  /** Why there is no plan to follow; undefined when there is one. */
  get missing(): string | undefined {
    if (this.#current !== undefined) return undefined;
    return this.#refusal ?? 'no placement plan yet: the leading router publishes one once expert shards are there';
  }

  /** False when the plan is refused; the one before it stays. */
  accept(plan: PlacementPlan): boolean {
    const { description, fingerprint, log } = this.#options;
    this.#refusal = refusalOf(plan, description, fingerprint);
    if (this.#refusal !== undefined) {
      log.error({ epoch: plan.epoch, kept: this.#current?.epoch }, `placement plan refused: ${this.#refusal}`);
      return false;
    }
    this.#current = new Placement(plan);
    return true;
  }
}

/** Why `plan` cannot be followed for this model, or undefined when it can. */
export function refusalOf(plan: PlacementPlan, description: ModelDescription, fingerprint: string): string | undefined {
  if (plan.modelFingerprint !== fingerprint) {
    return `plan ${plan.epoch} is for model ${plan.modelFingerprint || '(none)'}; this replica serves ${fingerprint}`;
  }
  const planned = new Map(plan.layers.map((layer) => [layer.layer, layer.experts]));
  for (const layer of description.layers) {
    if (layer.feedForward.kind !== 'moe') continue;
    const experts = planned.get(layer.index)?.length ?? 0;
    if (experts !== layer.feedForward.experts) {
      return `plan ${plan.epoch} places ${experts} experts of layer ${layer.index}; the model has ${layer.feedForward.experts}`;
    }
  }
  return undefined;
}
