// Counts which experts the tokens of this replica choose: the load that placement balances.
import type { EventBus } from '../../lib/cluster/bus.ts';
import { Events, publishEvent } from '../../lib/cluster/subjects.ts';
import type { ModelDescription } from '../../lib/model/description.ts';
import type { Placement } from './placement-view.ts';

export class ExpertHeat {
  readonly #layers = new Map<number, Float64Array>();
  #active = false;

  constructor(description: ModelDescription) {
    for (const { index, feedForward } of description.layers) {
      if (feedForward.kind === 'moe') this.#layers.set(index, new Float64Array(feedForward.experts));
    }
  }

  /** Rows of one layer: `expertIds` [rows, nExpertUsed]. */
  observe(layer: number, expertIds: Int32Array): void {
    const tokens = this.#layers.get(layer);
    if (tokens === undefined) return;
    for (const id of expertIds) tokens[id]! += 1;
    this.#active = true;
  }

  /**
   * Largest over mean load of the plan's shards since the last `publish`, averaged over layers; replicas share a load
   * evenly. Undefined when no token came by or there is no plan.
   */
  imbalance(placement: Placement | undefined): number | undefined {
    if (!this.#active || placement === undefined) return undefined;
    const shards = new Set<string>();
    for (const [layer, tokens] of this.#layers) {
      for (const id of tokens.keys()) for (const shard of placement.holdersOf(layer, id)) shards.add(shard);
    }
    let sum = 0;
    for (const [layer, tokens] of this.#layers) {
      const loads = new Map<string, number>();
      let total = 0;
      for (const [id, count] of tokens.entries()) {
        const holders = placement.holdersOf(layer, id);
        for (const shard of holders) loads.set(shard, (loads.get(shard) ?? 0) + count / holders.length);
        total += count;
      }
      sum += total === 0 ? 1 : Math.max(...loads.values()) / (total / shards.size);
    }
    return this.#layers.size === 0 ? undefined : sum / this.#layers.size;
  }

  /** Sends what was counted since the last call; nothing when no token came by. */
  publish(bus: EventBus, attentionId: string): void {
    if (!this.#active) return;
    const layers = [...this.#layers].map(([layer, tokens]) => ({ layer, tokens: [...tokens] }));
    publishEvent(bus, Events.heat, { attentionId, layers });
    for (const tokens of this.#layers.values()) tokens.fill(0);
    this.#active = false;
  }
}
