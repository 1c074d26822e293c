// What a shard checks plans and batches against.
import type { ModelDescription } from '../../lib/model/description.ts';

export interface ShardModel {
  readonly fingerprint: string;
  /** Values of a row of activations. */
  readonly hiddenSize: number;
  /** Routed experts of each layer; 0 for a layer that has none. */
  readonly expertCounts: readonly number[];
  /** Most experts that one row uses. */
  readonly expertsUsed: number;
}

export function shardModel(fingerprint: string, description: ModelDescription): ShardModel {
  return {
    fingerprint,
    hiddenSize: description.hiddenSize,
    expertCounts: description.layers.map(({ feedForward }) => (feedForward.kind === 'moe' ? feedForward.experts : 0)),
    expertsUsed: description.nExpertUsed,
  };
}
