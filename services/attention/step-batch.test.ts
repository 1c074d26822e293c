import { describe, expect, it } from 'vitest';
import { microBatches, prepareStep } from './step-batch.ts';
import { testGroups, testSequence } from './testing/material.ts';

const groups = testGroups({ full: 64, window: 64, windowTokens: 40 });
const entry = (id: string, length: number, computed: number, count: number) => {
  const sequence = testSequence(
    groups,
    id,
    Array.from({ length }, (_, i) => i + 1),
  );
  sequence.blocks.extend(computed + count);
  sequence.computed = computed;
  sequence.blocks.trim(computed);
  return { sequence, count };
};

describe('step batch', () => {
  it('lays out rows, cells and outputs as the runner reads them', () => {
    const prefill = entry('prefill', 10, 0, 4);
    const decode = entry('decode', 71, 70, 1);
    const { batch, sampled } = prepareStep([prefill, decode]);
    expect(batch.tokens).toEqual(Int32Array.of(1, 2, 3, 4, 71));
    expect(batch.outputRows).toEqual(Int32Array.of(4));
    expect(sampled).toEqual([decode.sequence]);
    expect(batch.sequences[1]).toMatchObject({ rowStart: 4, rowCount: 1, firstPosition: 70, windowStart: 0 });
    expect(batch.sequences[1]!.fullCells).toHaveLength(71);
    const later = prepareStep([entry('later', 200, 150, 1)]).batch.sequences[0]!;
    expect(later.windowStart).toBe(96); // position 111 is the first that position 150 sees
    expect(later.windowCells).toHaveLength(151 - 96);
  });

  it('splits a step into two halves of whole sequences, and a small one not at all', () => {
    const entries = Array.from({ length: 20 }, (_, i) => entry(`${i}`, 5, 4, 1));
    const rows = entries.length;
    const halves = microBatches({ entries, rows, admitted: [], preempted: [] }, 2);
    expect(halves.map((half) => half.length)).toEqual([10, 10]);
    expect(halves.flat()).toEqual(entries);
    expect(microBatches({ entries: entries.slice(0, 8), rows: 8, admitted: [], preempted: [] }, 2)).toHaveLength(1);
    const chunk = entry('chunk', 64, 0, 64);
    expect(microBatches({ entries: [chunk], rows: 64, admitted: [], preempted: [] }, 2)).toEqual([[chunk]]);
    expect(microBatches({ entries, rows, admitted: [], preempted: [] }, 1)).toEqual([entries]);
  });
});
