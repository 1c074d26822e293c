// The same olmoe file through libllama and through our runner.
//
// Given the same steps and cells in the same order, both compute the same graph: the logits are equal.
// Continuous batching changes the order in which ggml's flash attention adds values up, which it does in half precision:
// that alone moves float32 logits by 5e-4 (libllama's own by as much, against its exact attention), and those of a
// quantised model, whose activations are rounded to 8 bits, by 1e-2. Now and then it decides between two experts that
// are nearly equal, after which a row is another one: so the bound there holds for 9 of 10 rows.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeModel } from '../../cli/make-model.ts';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { ModelRunner } from '../../lib/model/runner.ts';
import type { ExpertCall, ExpertProvider, SequenceSlice, StepBatch } from '../../lib/model/step.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { LlamaRunner } from '../../lib/tensor/llama-runner.ts';

const cells = 512;
const experts = 16;
const layers = 4;
const shape = ['--layers', `${layers}`, '--embedding', '256', '--experts', `${experts}`];
const vocabulary = 2048;
const files = [
  // Heads of 64: the same graph as libllama's. The first bound leaves room for CPUs whose kernels sum in another order.
  { type: 'f32', heads: 4, sameStepsBound: 1e-5, batchedBound: 1e-3, shardedBound: 5e-4 },
  { type: 'q8_0', heads: 4, sameStepsBound: 1e-5, batchedBound: 3e-2, shardedBound: 3e-2 },
  // Heads of 32, for which few rows are computed as plain products, with half-precision weights of the values.
  { type: 'f32', heads: 8, sameStepsBound: 1e-3, batchedBound: 5e-3, shardedBound: 1e-3 },
] as const;

/** Three sequences of different lengths, of pseudo-random tokens. */
const sequences = [70, 9, 33].map((length, sequence) =>
  Array.from({ length }, (_, i) => 300 + ((i * 7919 + sequence * 104_729 + i * i * 31) % 1700)),
);

/** Cell of a position: scattered over the pool, so that nothing works because cells happen to be in order. */
function scattered(sequence: number, position: number): number {
  return ((sequence * 128 + position) * 37 + 11) % cells;
}

interface Span {
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
}

/** The step in which each sequence goes from position `from` up to `to`, all rows giving logits. */
function stepOf(spans: readonly Span[], cell: typeof scattered): StepBatch {
  let row = 0;
  const slices = spans.map(({ sequence, from, to }): SequenceSlice => {
    const slice = {
      rowStart: row,
      rowCount: to - from,
      firstPosition: from,
      fullCells: Uint32Array.from({ length: to }, (_, position) => cell(sequence, position)),
      windowCells: new Uint32Array(),
      windowStart: 0,
    };
    row += slice.rowCount;
    return slice;
  });
  const tokens = spans.flatMap(({ sequence, from, to }) => sequences[sequence]!.slice(from, to));
  return {
    tokens: Int32Array.from(tokens),
    sequences: slices,
    outputRows: Int32Array.from(tokens, (_, i) => i),
  };
}

const inOrder: typeof scattered = (sequence, position) => sequence * 128 + position;

/** Each sequence by itself, in one step. */
const oneByOne: Span[][] = sequences.map(({ length }, sequence) => [{ sequence, from: 0, to: length }]);

/** Prompts in chunks that mix sequences, then single rows of all of them: as continuous batching does it. */
const batched: Span[][] = [
  [{ sequence: 0, from: 0, to: 40 }],
  [
    { sequence: 0, from: 40, to: 66 },
    { sequence: 1, from: 0, to: 5 },
    { sequence: 2, from: 0, to: 20 },
  ],
  [{ sequence: 2, from: 20, to: 29 }],
  ...[0, 1, 2, 3].map((i) => [
    { sequence: 0, from: 66 + i, to: 67 + i },
    { sequence: 1, from: 5 + i, to: 6 + i },
    { sequence: 2, from: 29 + i, to: 30 + i },
  ]),
];

/** Logits of every position of every sequence, [position][vocabulary], from steps as scheduled. */
async function ourLogits(
  runner: ModelRunner,
  provider: ExpertProvider,
  schedule: readonly Span[][],
  cell: typeof scattered,
): Promise<Float32Array[][]> {
  const results: Float32Array[][] = sequences.map(() => []);
  for (const spans of schedule) {
    const rows = rowsOf(await runner.step(stepOf(spans, cell), provider));
    for (const { sequence, from, to } of spans)
      results[sequence]!.splice(from, to - from, ...rows.splice(0, to - from));
  }
  return results;
}

/** Logits of libllama, each sequence by itself in one batch; `exact` means float32 keys, values and sums. */
async function referenceLogits(path: string, exact: boolean): Promise<Float32Array[][]> {
  const attention = exact ? ({ flashAttention: false, kvType: 'f32' } as const) : {};
  const options = { threads: 1, batchTokens: 128, sequenceTokens: 256, repack: false, ...attention };
  const runner = await LlamaRunner.load(path, options);
  const rows: Float32Array[][] = [];
  for (const tokens of sequences) {
    await runner.clear();
    const batch = tokens.map((token, position) => ({ token, position, sequence: 0, output: true }));
    rows.push(rowsOf(await runner.decode(batch)));
  }
  await runner.close();
  return rows;
}

function rowsOf(logits: Float32Array): Float32Array[] {
  const count = logits.length / vocabulary;
  return Array.from({ length: count }, (_, i) => logits.subarray(i * vocabulary, (i + 1) * vocabulary));
}

/** The relative L2 error that 9 of 10 rows keep to. */
function usualError(actual: readonly Float32Array[][], expected: readonly Float32Array[][]): number {
  const errors = rowErrors(actual, expected).sort((a, b) => a - b);
  return errors[Math.floor(errors.length * 0.9)]!;
}

/** The relative L2 error of each row. */
function rowErrors(actual: readonly Float32Array[][], expected: readonly Float32Array[][]): number[] {
  return expected.flatMap((rows, sequence) => rows.map((row, position) => rowError(actual[sequence]![position]!, row)));
}

function rowError(actual: Float32Array, expected: Float32Array): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += (actual[i]! - expected[i]!) ** 2;
    norm += expected[i]! ** 2;
  }
  return Math.sqrt(difference / norm);
}

/** Hosts that hold the experts between them, as shards do, each asked for its part of every row. */
function shardedProvider(hosts: readonly ExpertHost[]): ExpertProvider {
  return {
    async run({ layer, rows, hidden, expertIds, weights }: ExpertCall) {
      const used = expertIds.length / rows;
      const sum = new Float32Array(hidden.length);
      for (const host of hosts) {
        const picks = [...expertIds.keys()].filter((i) => host.has(layer, expertIds[i]!));
        if (picks.length === 0) continue;
        const partial = await host.run({
          layer,
          rows,
          hidden,
          rowIndex: Uint32Array.from(picks, (i) => Math.floor(i / used)),
          expertIds: Uint32Array.from(picks, (i) => expertIds[i]!),
          weights: Float32Array.from(picks, (i) => weights[i]!),
        });
        for (let i = 0; i < sum.length; i++) sum[i]! += partial[i]!;
      }
      return sum;
    },
  };
}

describe.each(files)('an olmoe model in $type with $heads heads', (file) => {
  const { type, heads, sameStepsBound, batchedBound, shardedBound } = file;
  let folder: string;
  let path: string;
  let runner: ModelRunner;
  let local: ExpertProvider;
  let sharded: ExpertProvider;
  const hosts: ExpertHost[] = [];

  const host = async (model: GgufModel, holds: (expert: number) => boolean): Promise<ExpertHost> => {
    const opened = await ExpertHost.open(model, { threads: 1, precision: 'fast' });
    hosts.push(opened);
    const ids = Array.from({ length: experts }, (_, id) => id).filter(holds);
    for (let layer = 0; layer < layers; layer++) await opened.load(layer, ids);
    return opened;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-olmoe-'));
    path = join(folder, `olmoe-${type}.gguf`);
    await makeModel([
      path,
      ...shape,
      '--heads',
      `${heads}`,
      '--vocab',
      `${vocabulary}`,
      '--type',
      type,
      '--seed',
      '11',
    ]);
    const model = await GgufModel.open(path);
    runner = await ModelRunner.load(model, {
      threads: 1,
      precision: 'fast',
      pool: { fullCells: cells, windowCells: 0 },
    });
    const whole = await host(model, () => true);
    local = {
      run: () => Promise.reject(new Error('all experts are local')),
      localWeights: (layer) => whole.localWeights(layer),
    };
    sharded = shardedProvider([await host(model, (id) => id % 3 === 0), await host(model, (id) => id % 3 !== 0)]);
  });

  afterAll(async () => {
    await runner.close();
    for (const opened of hosts) await opened.close();
    await rm(folder, { recursive: true });
  });

  test('the logits of different tokens differ, so that equality means something', async () => {
    const [rows] = await referenceLogits(path, false);
    expect(rowError(rows![1]!, rows![2]!)).toBeGreaterThan(0.5);
  });

  test('the same steps give the logits of libllama', async () => {
    const expected = await referenceLogits(path, false);
    const error = Math.max(...rowErrors(await ourLogits(runner, local, oneByOne, inOrder), expected));

    expect(error).toBeLessThan(sameStepsBound);
  });

  test('continuous batching over scattered cells gives them within what half-precision sums allow', async () => {
    const expected = await referenceLogits(path, true);
    const error = usualError(await ourLogits(runner, local, batched, scattered), expected);

    expect(error).toBeLessThan(batchedBound);
  });

  test('experts spread over two holders give what experts in the process give', async () => {
    const expected = await ourLogits(runner, local, oneByOne, inOrder);
    const error = usualError(await ourLogits(runner, sharded, oneByOne, inOrder), expected);

    expect(error).toBeLessThan(shardedBound);
  });
});
