// What a placement plan gives to one shard.
import type { fulgur } from '../../proto/gen/fulgur.js';

/** Layer -> expert ids, both in ascending order. */
export type Assignment = ReadonlyMap<number, ReadonlySet<number>>;

export function assignmentOf(plan: fulgur.v1.IPlacementPlan | undefined, shardId: string): Assignment {
  const assignment = new Map<number, Set<number>>();
  for (const layer of plan?.layers ?? []) {
    const experts = new Set<number>();
    for (const [expert, holders] of (layer.experts ?? []).entries()) {
      if (holders.shardIds?.includes(shardId)) experts.add(expert);
    }
    if (experts.size > 0) assignment.set(layer.layer ?? 0, experts);
  }
  return assignment;
}

/** What `wanted` has and `held` has not. */
export function missingFrom(held: Assignment, wanted: Assignment): Map<number, number[]> {
  const missing = new Map<number, number[]>();
  for (const [layer, experts] of wanted) {
    const absent = [...experts].filter((expert) => !held.get(layer)?.has(expert));
    if (absent.length > 0) missing.set(layer, absent);
  }
  return missing;
}

/** Whether `plan` still names `shardId` as a holder of anything. */
export function names(plan: fulgur.v1.IPlacementPlan | undefined, shardId: string): boolean {
  return assignmentOf(plan, shardId).size > 0;
}

/** Why `plan` cannot be carried out for this model, or undefined when it can. */
export function planRefusal(
  plan: fulgur.v1.IPlacementPlan,
  model: { readonly fingerprint: string; readonly expertCounts: readonly number[] },
): string | undefined {
  if (plan.modelFingerprint !== model.fingerprint) {
    return `placement plan ${plan.epoch} is for model ${plan.modelFingerprint || '(none)'}; this shard serves ${model.fingerprint}`;
  }
  for (const layer of plan.layers ?? []) {
    const experts = model.expertCounts[layer.layer ?? 0] ?? 0;
    const planned = layer.experts?.length ?? 0;
    if (planned > experts) {
      return `placement plan ${plan.epoch} names ${planned} experts in layer ${layer.layer}; the model has ${experts}`;
    }
  }
  return undefined;
}
