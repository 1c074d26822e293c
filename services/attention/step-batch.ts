// Turns a plan into what the model runner computes.
import type { SequenceSlice, StepBatch } from '../../lib/model/step.ts';
import type { StepPlan } from './scheduler.ts';
import type { Sequence } from './sequence.ts';

export interface PreparedStep {
  readonly batch: StepBatch;
  /** The sequences whose next token is sampled, in the order of the step's output rows. */
  readonly sampled: readonly Sequence[];
}

export function prepareStep(plan: StepPlan): PreparedStep {
  const tokens = new Int32Array(plan.rows);
  const sequences: SequenceSlice[] = [];
  const outputRows: number[] = [];
  const sampled: Sequence[] = [];
  let rowStart = 0;
  for (const { sequence, count } of plan.entries) {
    const firstPosition = sequence.computed;
    const end = firstPosition + count;
    for (let i = 0; i < count; i++) tokens[rowStart + i] = sequence.tokens[firstPosition + i]!;
    sequences.push({
      rowStart,
      rowCount: count,
      firstPosition,
      fullCells: sequence.blocks.fullCells(end),
      windowCells: sequence.blocks.windowCells(end),
      windowStart: sequence.blocks.windowStart,
    });
    rowStart += count;
    if (end < sequence.tokens.length) continue;
    outputRows.push(rowStart - 1);
    sampled.push(sequence);
  }
  return { batch: { tokens, sequences, outputRows: Int32Array.from(outputRows) }, sampled };
}
