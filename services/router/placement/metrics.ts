// What the placement leader measures.
import { Counter, Gauge, type Registry } from 'prom-client';
import type { PlacementObserver } from './placement-observer.ts';

/** Registers the metrics of placement; what it returns feeds them. */
export function placementMetrics(registry: Registry): PlacementObserver {
  const registers = [registry];
  const epoch = new Gauge({
    name: 'fulgur_placement_epoch',
    help: 'Epoch of the placement plan that attention follows',
    registers,
  });
  const changes = new Counter({
    name: 'fulgur_placement_changes_total',
    help: 'Placement plans made by this router, by reason: formation, join, leave, drain, load_timeout, imbalance or foreign_plan',
    labelNames: ['reason'],
    registers,
  });
  const moves = new Counter({
    name: 'fulgur_placement_moves_total',
    help: 'Experts that shards had to load for the plans of this router',
    registers,
  });
  const imbalance = new Gauge({
    name: 'fulgur_placement_imbalance_ratio',
    help: 'Load of the most loaded shard over the mean of all, per layer, under the load of now; 1 is even',
    labelNames: ['layer'],
    registers,
  });
  const measure: NonNullable<PlacementObserver['onImbalance']> = (layers) => {
    for (const { layer, ratio } of layers) imbalance.set({ layer: String(layer) }, ratio);
  };
  return {
    onTarget(change) {
      changes.inc({ reason: change.reason });
      moves.inc(change.moves);
      measure(change.imbalance);
    },
    onCurrent: (current) => epoch.set(current),
    onImbalance: measure,
  };
}
