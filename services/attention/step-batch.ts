// Turns a plan into what the model runner computes.
import type { SequenceSlice, StepBatch } from '../../lib/model/step.ts';
import type { StepEntry, StepPlan } from './scheduler.ts';
import type { Sequence } from './sequence.ts';

export interface PreparedStep {
  readonly batch: StepBatch;
  /** The sequences whose next token is sampled, in the order of the step's output rows. */
  readonly sampled: readonly Sequence[];
}

/** Rows under which a micro-batch is not worth reading the weights once more. */
const microBatchRowsMin = 8;

/**
 * Splits a plan into at most `parts` micro-batches of about the same number of rows. While one waits for its experts
 * another computes attention: the wire is hidden (MegaScale-Infer's ping-pong pipeline). A sequence is never split.
 */
export function microBatches(plan: StepPlan, parts: number): (readonly StepEntry[])[] {
  const count = Math.min(parts, Math.floor(plan.rows / microBatchRowsMin), plan.entries.length);
  if (count <= 1) return [plan.entries];
  const batches: StepEntry[][] = [[]];
  let rows = 0;
  for (const entry of plan.entries) {
    if (rows >= (batches.length * plan.rows) / count && batches.length < count) batches.push([]);
    batches.at(-1)!.push(entry);
    rows += entry.count;
  }
  return batches;
}

export function prepareStep(entries: readonly StepEntry[]): PreparedStep {
  const tokens = new Int32Array(entries.reduce((rows, { count }) => rows + count, 0));
  const sequences: SequenceSlice[] = [];
  const outputRows: number[] = [];
  const sampled: Sequence[] = [];
  let rowStart = 0;
  for (const { sequence, count } of entries) {
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
