// What placement tells whoever measures it.
import type { PlannerOutput } from './planner.ts';

/** Why a plan was made. */
export type PlacementReason = 'formation' | 'join' | 'leave' | 'drain' | 'load_timeout' | 'imbalance' | 'foreign_plan';

export interface PlacementChange extends Omit<PlannerOutput, 'layers'> {
  readonly epoch: number;
  readonly reason: PlacementReason;
}

export interface PlacementObserver {
  /** This router, leading, published a new target plan. */
  onTarget?(change: PlacementChange): void;
  /** Attention follows a new plan from now on; on every router. */
  onCurrent?(epoch: number): void;
  /** max / mean load per layer of the plan that is followed, under the load of now; on the leader, while there is load. */
  onImbalance?(layers: PlannerOutput['imbalance']): void;
}
