// What an exchange serves: one layer of one step.
import type { ExpertCall } from '../../lib/model/step.ts';
import type { RowPacker } from './expert-partition.ts';
import type { CallMemory } from './partial-sums.ts';
import type { Placement } from './placement-view.ts';

export interface StepContext {
  readonly signal: AbortSignal;
  /** Of one sampled request of the step; empty when none is. */
  readonly traceparent: string;
  readonly microBatch: number;
  /** Told of each exchange how long the slowest of its shards computed. */
  readonly onComputed: (milliseconds: number) => void;
}

export interface LayerCall {
  readonly call: ExpertCall;
  readonly packer: RowPacker;
  readonly memory: CallMemory;
  readonly step: StepContext;
  readonly placement: Placement | undefined;
  readonly over: AbortSignal;
  /** Set when the call has ended, whoever still computes for it. */
  readonly ended: { value: boolean };
}
