// The seam between the engine and those who drive it: what goes into one step of the model, and who computes experts.
import type { ExpertTensors } from './expert-graph.ts';

/** The rows of one sequence in a step, and where its keys and values lie in the pool. */
export interface SequenceSlice {
  /** First row of the step's tokens that belongs to this sequence. */
  readonly rowStart: number;
  readonly rowCount: number;
  /** Position in the sequence of the row at `rowStart`. */
  readonly firstPosition: number;
  /**
   * Cell of position p at index p, for 0 .. firstPosition + rowCount - 1: the last `rowCount` are written, the others
   * read. Empty when the model has no full-attention layer.
   */
  readonly fullCells: Uint32Array;
  /**
   * Cell of position windowStart + i at index i, up to the last row. It must reach back to
   * firstPosition - window + 1 (or 0). Empty when the model has no sliding-window layer.
   */
  readonly windowCells: Uint32Array;
  readonly windowStart: number;
}

export interface StepBatch {
  /** Token ids, [rows]. */
  readonly tokens: Int32Array;
  /** Every row belongs to exactly one slice; slices are in the order of their rows. */
  readonly sequences: readonly SequenceSlice[];
  /** Rows whose logits are wanted, in the order in which they come back. */
  readonly outputRows: Int32Array;
}

export interface ExpertCall {
  readonly layer: number;
  /** All rows of the step; in the last layer its output rows, in their order. */
  readonly rows: number;
  /** Normalised hidden states, [rows, hiddenSize], row-major. */
  readonly hidden: Float32Array;
  /** Chosen experts in falling weight order, [rows, nExpertUsed]. */
  readonly expertIds: Int32Array;
  /** Their weights, [rows, nExpertUsed]. */
  readonly weights: Float32Array;
}

/** All routed experts of one layer in this process. */
export interface ExpertWeights extends ExpertTensors {
  /** Keeps the weights in place until the function that it returns is called. */
  pin(): () => void;
}

/** Who computes the routed experts of a step. */
export interface ExpertProvider {
  /**
   * The weighted sum of each row's experts, [rows, hiddenSize], valid until the step's next call. The arrays of the call
   * stay valid until it settles.
   */
  run(call: ExpertCall): Promise<Float32Array>;
  /** Weights of a layer all of whose experts are in this process: the layer is then computed in one graph. */
  localWeights?(layer: number): ExpertWeights | undefined;
}

/** Sees the experts that each row of a layer chose: [rows, nExpertUsed], rows as in ExpertCall. The array may be kept. */
export type ExpertObserver = (layer: number, expertIds: Int32Array) => void;
