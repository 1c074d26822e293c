// How patient the placement leader is, and how eager.
import { type RebalanceOptions, rebalanceDefaults } from './rebalance-policy.ts';

export interface PlacementSettings {
  /** Shards to wait for before the first plan. More than one: the plan is made as soon as so many are there. */
  readonly minShards: number;
  /** Quiet after the latest arrival, so that shards that start together count together. */
  readonly settleMs: number;
  /** Longest wait for shards that should be there: the rest of `minShards`, or those that a plan from before this start names. */
  readonly formationWaitMs: number;
  /** Extra copies of hot experts per layer. */
  readonly redundantSlots: number;
  /** A holder that loads nothing for so long is planned without. */
  readonly loadTimeoutMs: number;
  /** A holder that is there but not ready for so long is planned without. */
  readonly unreadyMs: number;
  readonly barMs: { readonly first: number; readonly most: number };
  /** After this long a row that an expert computed counts half. */
  readonly heatHalfLifeMs: number;
  readonly rebalance: RebalanceOptions;
}

export const placementDefaults: PlacementSettings = {
  minShards: 1,
  settleMs: 300,
  formationWaitMs: 5_000,
  redundantSlots: 0,
  loadTimeoutMs: 60_000,
  unreadyMs: 10_000,
  barMs: { first: 1_000, most: 60_000 },
  heatHalfLifeMs: 60_000,
  rebalance: rebalanceDefaults,
};
