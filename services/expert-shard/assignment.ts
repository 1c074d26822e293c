// What a placement plan gives to one shard.
import { expertsOf, type PlacementPlan } from '../../lib/cluster/plan.ts';

/** Layer -> expert ids, both in ascending order. */
export type Assignment = ReadonlyMap<number, ReadonlySet<number>>;

export function assignmentOf(plan: PlacementPlan | undefined, shardId: string): Assignment {
  if (plan === undefined) return new Map();
  return new Map([...expertsOf(plan, shardId)].map(([layer, experts]) => [layer, new Set(experts)]));
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

/** Why `plan` cannot be carried out for this model, or undefined when it can. */
export function planRefusal(
  plan: PlacementPlan,
  model: { readonly fingerprint: string; readonly expertCounts: readonly number[] },
): string | undefined {
  if (plan.modelFingerprint !== model.fingerprint) {
    return `placement plan ${plan.epoch} is for model ${plan.modelFingerprint || '(none)'}; this shard serves ${model.fingerprint}`;
  }
  for (const layer of plan.layers) {
    const experts = model.expertCounts[layer.layer] ?? 0;
    const planned = layer.experts.length;
    if (planned > experts) {
      return `placement plan ${plan.epoch} names ${planned} experts in layer ${layer.layer}; the model has ${experts}`;
    }
  }
  return undefined;
}
