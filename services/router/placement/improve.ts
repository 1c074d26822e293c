// Improves a packing step by step until it is balanced enough: each step takes load from the hottest shard by moving an
// expert, exchanging two, or turning a cold expert's copy into one more of a hot expert.
import type { LayerPacking } from './layer-packing.ts';

interface Step {
  /** Decrease of the sum of squared loads, per expert loaded. */
  readonly gain: number;
  apply(): void;
}

/** Ends when max / mean is at most `balancedRatio` or no step helps; at most `stepsMost` steps. */
export function improve(packing: LayerPacking, balancedRatio: number, stepsMost = 4 * packing.experts): void {
  for (let steps = 0; steps < stepsMost && packing.ratio > balancedRatio; steps++) {
    const step = bestStep(packing, packing.hottestShard());
    if (step === undefined) return;
    step.apply();
  }
}

function bestStep(packing: LayerPacking, hot: number): Step | undefined {
  let best: Step | undefined;
  const least = 1e-9 * packing.loads[hot]! ** 2;
  const offer = (gain: number, apply: () => void) => {
    if (gain > least && gain > (best?.gain ?? 0) * (1 + 1e-12)) best = { gain, apply };
  };
  for (const expert of packing.on(hot)) {
    const load = packing.perCopy(expert);
    for (let shard = 0; shard < packing.shards; shard++) {
      if (shard === hot || packing.has(expert, shard)) continue;
      if (packing.hasRoom(shard)) {
        offer(gainOf(packing, hot, shard, load), () => move(packing, expert, hot, shard));
      }
      offerExchanges(packing, hot, expert, shard, offer);
      offerCopy(packing, expert, shard, offer);
    }
  }
  return best;
}

type Offer = (gain: number, apply: () => void) => void;

function offerExchanges(packing: LayerPacking, hot: number, expert: number, shard: number, offer: Offer): void {
  for (const other of packing.on(shard)) {
    if (packing.has(other, hot)) continue;
    const shifted = packing.perCopy(expert) - packing.perCopy(other);
    if (shifted <= 0) continue;
    offer(gainOf(packing, hot, shard, shifted) / 2, () => {
      packing.remove(other, shard);
      move(packing, expert, hot, shard);
      packing.add(other, hot);
    });
  }
}

/** One more copy of `expert` on `shard`, in the slot of a copy there that its expert can do without. */
function offerCopy(packing: LayerPacking, expert: number, shard: number, offer: Offer): void {
  for (const other of packing.on(shard)) {
    if (packing.copies(other) < 2) continue;
    const before = squares(packing);
    packing.remove(other, shard);
    packing.add(expert, shard);
    const gain = before - squares(packing);
    packing.remove(expert, shard);
    packing.add(other, shard);
    offer(gain, () => {
      packing.remove(other, shard);
      packing.add(expert, shard);
    });
  }
}

function move(packing: LayerPacking, expert: number, from: number, to: number): void {
  packing.remove(expert, from);
  packing.add(expert, to);
}

/** Decrease of the sum of squares when `load` goes from one shard to another. */
function gainOf(packing: LayerPacking, from: number, to: number, load: number): number {
  const a = packing.loads[from]!;
  const b = packing.loads[to]!;
  return a * a + b * b - (a - load) ** 2 - (b + load) ** 2;
}

function squares(packing: LayerPacking): number {
  return packing.loads.reduce((sum, load) => sum + load * load, 0);
}
