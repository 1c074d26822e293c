// The placement planner: a pure function from load, shards and the previous plan to the next plan.
//
// Invariants of a plan
// 1. Every expert has a holder; no shard holds an expert twice; no shard holds more bytes than it has room for.
// 2. What is balanced enough stays where it is: only experts without a home move, and just enough for balance.
// 3. The same input gives the same plan.
import type { LayerPlacement } from '../../../lib/cluster/plan.ts';
import { Code, FulgurError } from '../../../lib/wire/errors.ts';
import { packFresh, packRepaired } from './balance.ts';
import { improve } from './improve.ts';
import type { LayerPacking } from './layer-packing.ts';
import { type ShardCapacity, slotQuotas } from './slot-quotas.ts';

export type { ShardCapacity } from './slot-quotas.ts';

export interface LayerLoad {
  /** The model's layer index. */
  readonly layer: number;
  /** [experts] rows per unit of time; any unit. All zero means unknown: every expert counts the same. */
  readonly load: ArrayLike<number>;
  readonly bytesPerExpert: number;
}

export interface PlannerInput {
  readonly layers: readonly LayerLoad[];
  /** The shards to use; ids are unique. Their order does not matter. */
  readonly shards: readonly ShardCapacity[];
  /** Where experts are now; layers and shards that are not named above are ignored. */
  readonly previous?: readonly LayerPlacement[] | undefined;
  /** Extra copies of hot experts per layer; as many as fit. */
  readonly redundantSlots: number;
}

export interface PlannerOutput {
  readonly layers: LayerPlacement[];
  /** Predicted max / mean load of the shards, per layer. */
  readonly imbalance: { readonly layer: number; readonly ratio: number }[];
  /** Predicted over all layers: sum of the layers' maxima over the sum of their means, for layers run one by one. */
  readonly imbalanceRatio: number;
  /** (layer, expert) pairs that some shard has to load. */
  readonly moves: number;
  /** Bytes of those. */
  readonly moveBytes: number;
}

/** An expert that saw no rows still takes memory and may see some: this part of the mean load counts for each. */
const floorShare = 0.02;
/** A layer with max / mean load up to this is left as it is: less than a plan has to gain, so that the rest is worth no other. */
const balancedRatio = 1.02;
/** A repaired layer gives way to a fresh one only when that is better by this factor. */
const freshGain = 0.95;

/** Throws FAILED_PRECONDITION without shards and RESOURCE_EXHAUSTED when the experts do not fit. */
export function planPlacement(input: PlannerInput): PlannerOutput {
  const steps = planInSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As planPlacement; yields after each layer (tens of milliseconds for a large one), so that a server can do other work. */
export function* planInSteps(input: PlannerInput): Generator<void, PlannerOutput> {
  if (input.shards.length === 0) {
    throw new FulgurError(Code.FAILED_PRECONDITION, 'no expert shard is ready: start at least one');
  }
  const shards = [...input.shards].sort((a, b) => (a.id < b.id ? -1 : 1));
  const sizes = input.layers.map(({ load, bytesPerExpert }) => ({ experts: load.length, bytesPerExpert }));
  const quotas = slotQuotas(sizes, shards, input.redundantSlots);
  const previous = new Map(input.previous?.map((layer) => [layer.layer, layer]));
  const layers: LayerPlacement[] = [];
  for (const [index, layer] of input.layers.entries()) {
    const packing = packLayer(layer, {
      shards,
      slots: quotas.slots[index]!,
      most: quotas.most[index]!,
      previous: previous.get(layer.layer),
    });
    layers.push({ layer: layer.layer, experts: holders(packing, shards) });
    yield;
  }
  return { layers, ...imbalanceOf(layers, input.layers, shards), ...movesOf(layers, input.layers, input.previous) };
}

/** Predicted max / mean load per layer and over all when `shards` share the work as `placement` says. */
export function imbalanceOf(
  placement: readonly LayerPlacement[],
  loads: readonly LayerLoad[],
  shards: readonly { readonly id: string }[],
): Pick<PlannerOutput, 'imbalance' | 'imbalanceRatio'> {
  const placed = new Map(placement.map((layer) => [layer.layer, layer]));
  let maxima = 0;
  let means = 0;
  const imbalance = loads.map(({ layer, load }) => {
    const perShard = new Map(shards.map(({ id }) => [id, 0]));
    let sum = 0;
    for (const [expert, { shardIds }] of (placed.get(layer)?.experts ?? []).entries()) {
      const alive = shardIds.filter((id) => perShard.has(id));
      const weight = load[expert] ?? 0;
      sum += weight;
      for (const id of alive) perShard.set(id, perShard.get(id)! + weight / alive.length);
    }
    const most = Math.max(0, ...perShard.values());
    const mean = sum / Math.max(1, shards.length);
    maxima += most;
    means += mean;
    return { layer, ratio: mean === 0 ? 1 : most / mean };
  });
  return { imbalance, imbalanceRatio: means === 0 ? 1 : maxima / means };
}

function movesOf(
  layers: readonly LayerPlacement[],
  loads: readonly LayerLoad[],
  previous: readonly LayerPlacement[] | undefined,
): Pick<PlannerOutput, 'moves' | 'moveBytes'> {
  const before = new Map(previous?.map((layer) => [layer.layer, layer]));
  let moves = 0;
  let moveBytes = 0;
  for (const [index, { layer, experts }] of layers.entries()) {
    for (const [expert, { shardIds }] of experts.entries()) {
      const had = before.get(layer)?.experts[expert]?.shardIds ?? [];
      const loaded = shardIds.filter((id) => !had.includes(id)).length;
      moves += loaded;
      moveBytes += loaded * loads[index]!.bytesPerExpert;
    }
  }
  return { moves, moveBytes };
}

interface LayerTask {
  readonly shards: readonly ShardCapacity[];
  readonly slots: number;
  readonly most: readonly number[];
  readonly previous: LayerPlacement | undefined;
}

function packLayer(layer: LayerLoad, task: LayerTask): LayerPacking {
  const weights = weightsOf(layer.load);
  const index = new Map(task.shards.map(({ id }, shard) => [id, shard]));
  const held = weights.map((_, expert) => {
    const shardIds = task.previous?.experts[expert]?.shardIds ?? [];
    return [...new Set(shardIds)].flatMap((id) => index.get(id) ?? []);
  });
  const fresh = () => {
    const packing = packFresh(weights, task.most, task.slots);
    improve(packing, 1);
    return packing;
  };
  if (held.every((shards) => shards.length === 0)) return fresh();
  const repaired = packRepaired(weights, task.most, task.slots, held);
  improve(repaired, balancedRatio);
  if (repaired.ratio <= balancedRatio) return repaired;
  const other = fresh();
  return other.ratio < repaired.ratio * freshGain ? relabelled(other, held) : repaired;
}

function weightsOf(load: ArrayLike<number>): number[] {
  const values = Array.from(load, (value) => (Number.isFinite(value) && value > 0 ? value : 0));
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return values.map((value) => (mean === 0 ? 1 : value + floorShare * mean));
}

/** Gives each shard's set of experts to the shard that holds most of it already, where quotas allow. */
function relabelled(packing: LayerPacking, held: readonly (readonly number[])[]): LayerPacking {
  const sets = Array.from({ length: packing.shards }, (_, shard) => packing.on(shard));
  const pairs = sets.flatMap((set, from) =>
    Array.from({ length: packing.shards }, (_, to) => ({
      from,
      to,
      kept: set.filter((expert) => held[expert]!.includes(to)).length,
    })),
  );
  pairs.sort((a, b) => b.kept - a.kept || a.from - b.from || a.to - b.to);
  const target = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to } of pairs) {
    if (target.has(from) || taken.has(to) || sets[from]!.length > packing.most[to]!) continue;
    target.set(from, to);
    taken.add(to);
  }
  if (target.size < packing.shards) return packing;
  for (const [shard, set] of sets.entries()) for (const expert of set) packing.remove(expert, shard);
  for (const [from, to] of target) for (const expert of sets[from]!) packing.add(expert, to);
  return packing;
}

function holders(packing: LayerPacking, shards: readonly ShardCapacity[]): LayerPlacement['experts'] {
  return packing.weights.map((_, expert) => ({
    shardIds: packing.holders(expert).map((shard) => shards[shard]!.id),
  }));
}
