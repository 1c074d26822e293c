// The placement plan as every service reads it: fulgur.v1.PlacementPlan with nothing left out.
import { fulgur } from '../../proto/gen/fulgur.js';

export interface ExpertHolders {
  readonly shardIds: string[];
}

export interface LayerPlacement {
  /** The model's layer index. */
  readonly layer: number;
  /** Index = expert id. */
  readonly experts: ExpertHolders[];
}

export interface PlacementPlan {
  /** Grows with each plan. */
  readonly epoch: number;
  readonly modelFingerprint: string;
  readonly layers: LayerPlacement[];
  readonly reason: string;
}

export function encodePlan(plan: PlacementPlan): Uint8Array {
  return fulgur.v1.PlacementPlan.encode(plan).finish();
}

/** Throws when `payload` is no PlacementPlan. */
export function decodePlan(payload: Uint8Array): PlacementPlan {
  const message = fulgur.v1.PlacementPlan.decode(payload);
  return {
    epoch: message.epoch,
    modelFingerprint: message.modelFingerprint,
    reason: message.reason,
    layers: message.layers.map((layer) => ({
      layer: layer.layer ?? 0,
      experts: (layer.experts ?? []).map((expert) => ({ shardIds: expert.shardIds ?? [] })),
    })),
  };
}

/** Every shard that holds an expert in `plan`. */
export function holdersOf(plan: PlacementPlan): Set<string> {
  const holders = new Set<string>();
  for (const layer of plan.layers)
    for (const expert of layer.experts) for (const id of expert.shardIds) holders.add(id);
  return holders;
}

/** What `shardId` holds in `plan`: expert ids per layer, layers without any left out. */
export function expertsOf(plan: PlacementPlan, shardId: string): Map<number, number[]> {
  const held = new Map<number, number[]>();
  for (const { layer, experts } of plan.layers) {
    const ids = experts.flatMap((expert, id) => (expert.shardIds.includes(shardId) ? [id] : []));
    if (ids.length > 0) held.set(layer, ids);
  }
  return held;
}
