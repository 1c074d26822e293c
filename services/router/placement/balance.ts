// Packs one layer: from nothing, as DeepSeek's EPLB does (replicate the hottest, then pack the heaviest first), or by
// repairing what is there; then improves it step by step. Source: github.com/deepseek-ai/EPLB, flat variant (one node).
import { LayerPacking } from './layer-packing.ts';

/** Packs from nothing: spare slots to the experts whose copies carry most, then the heaviest copy to the lightest shard. */
export function packFresh(weights: readonly number[], most: readonly number[], slots: number): LayerPacking {
  const packing = new LayerPacking(weights, most);
  const copies = replicate(weights, slots, packing.shards);
  const order = copies.flatMap((count, expert) => new Array<number>(count).fill(expert));
  order.sort((a, b) => weights[b]! / copies[b]! - weights[a]! / copies[a]! || a - b);
  // Copies share their expert's weight from the start: place against final loads, not against those of half-placed experts.
  const loads = new Float64Array(packing.shards);
  for (const expert of order) {
    const shard = lightest(packing, expert, loads);
    if (shard < 0) continue;
    packing.add(expert, shard);
    loads[shard]! += weights[expert]! / copies[expert]!;
  }
  topUp(packing, slots);
  return packing;
}

/** Keeps what `held` says ([expert] -> shards) as far as quotas allow, and places the rest. */
export function packRepaired(
  weights: readonly number[],
  most: readonly number[],
  slots: number,
  held: readonly (readonly number[])[],
): LayerPacking {
  // Without quotas first, so that what must go is chosen with the whole layer in sight.
  const packing = new LayerPacking(weights, most);
  for (const [expert, shards] of held.entries()) for (const shard of shards) packing.add(expert, shard);
  dropSurplusCopies(packing, slots);
  const homeless = evict(packing);
  for (let expert = 0; expert < packing.experts; expert++) if (packing.copies(expert) === 0) homeless.add(expert);
  const order = [...homeless].sort((a, b) => weights[b]! - weights[a]! || a - b);
  for (const expert of order) {
    if (packing.copies(expert) > 0) continue;
    const shard = packing.leastLoadedFor(expert);
    if (shard >= 0) packing.add(expert, shard);
  }
  topUp(packing, slots);
  return packing;
}

/** How many copies of each expert: one, and the spare slots one by one where a copy carries most. */
function replicate(weights: readonly number[], slots: number, shards: number): number[] {
  const copies = weights.map(() => 1);
  for (let spare = slots - weights.length; spare > 0; spare--) {
    let hottest = -1;
    for (let expert = 0; expert < weights.length; expert++) {
      if (copies[expert]! >= shards) continue;
      if (hottest < 0 || weights[expert]! / copies[expert]! > weights[hottest]! / copies[hottest]!) hottest = expert;
    }
    if (hottest < 0) break;
    copies[hottest]!++;
  }
  return copies;
}

function lightest(packing: LayerPacking, expert: number, loads: Float64Array): number {
  let best = -1;
  for (let shard = 0; shard < packing.shards; shard++) {
    if (!packing.hasRoom(shard) || packing.has(expert, shard)) continue;
    if (best < 0) best = shard;
    const difference = loads[shard]! - loads[best]!;
    const tied = Math.abs(difference) <= 1e-9 * (loads[shard]! + loads[best]!);
    if (tied ? packing.used(shard) < packing.used(best) : difference < 0) best = shard;
  }
  return best;
}

/** Uses free slots for another copy of the hottest experts; makes room by one exchange where the free shard has it already. */
function topUp(packing: LayerPacking, slots: number): void {
  for (let missing = slots - packing.total; missing > 0; missing--) {
    const expert = packing.hottestExpert();
    if (expert < 0) return;
    const shard = packing.leastLoadedFor(expert);
    if (shard >= 0) packing.add(expert, shard);
    else if (!exchangeForRoom(packing, expert)) return;
  }
}

/** Gives `expert` a new holder by moving another expert from there to a shard with room. */
function exchangeForRoom(packing: LayerPacking, expert: number): boolean {
  for (let roomy = 0; roomy < packing.shards; roomy++) {
    if (!packing.hasRoom(roomy)) continue;
    for (let full = 0; full < packing.shards; full++) {
      if (packing.has(expert, full)) continue;
      const moved = packing.on(full).find((other) => !packing.has(other, roomy));
      if (moved === undefined) continue;
      packing.remove(moved, full);
      packing.add(moved, roomy);
      packing.add(expert, full);
      return true;
    }
  }
  return false;
}

/** Removes copies beyond `slots`: the coldest first, from the shard with most load. */
function dropSurplusCopies(packing: LayerPacking, slots: number): void {
  // Experts without a holder need a slot too.
  let absent = 0;
  for (let expert = 0; expert < packing.experts; expert++) if (packing.copies(expert) === 0) absent++;
  for (let surplus = packing.total + absent - slots; surplus > 0; surplus--) {
    let coldest = -1;
    for (let expert = 0; expert < packing.experts; expert++) {
      if (packing.copies(expert) < 2) continue;
      if (coldest < 0 || packing.perCopy(expert) < packing.perCopy(coldest)) coldest = expert;
    }
    if (coldest < 0) return;
    packing.remove(coldest, hottestOf(packing, packing.holders(coldest)));
  }
}

/** Takes experts from shards above their quota; returns those that lost a copy. */
function evict(packing: LayerPacking): Set<number> {
  const evicted = new Set<number>();
  for (let shard = 0; shard < packing.shards; shard++) {
    while (packing.used(shard) > packing.most[shard]!) {
      const mean = packing.loads.reduce((sum, load) => sum + load, 0) / packing.shards;
      const each = Math.max(0, packing.loads[shard]! - mean) / (packing.used(shard) - packing.most[shard]!);
      let best = -1;
      for (const expert of packing.on(shard)) {
        if (best < 0 || Math.abs(packing.perCopy(expert) - each) < Math.abs(packing.perCopy(best) - each))
          best = expert;
      }
      packing.remove(best, shard);
      evicted.add(best);
    }
  }
  return evicted;
}

function hottestOf(packing: LayerPacking, shards: readonly number[]): number {
  return shards.reduce((best, shard) => (packing.loads[shard]! > packing.loads[best]! ? shard : best));
}
