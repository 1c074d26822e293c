import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noise, relativeError } from '../../test/support/numbers.ts';
import { decodeRows, encodeRows } from '../tensor/activations.ts';
import { GgufModel } from '../tensor/gguf.ts';
import { nativeKernels } from '../tensor/native.ts';
import type { StorageType } from '../tensor/quantize.ts';
import { ExpertHost, type ExpertHostCall } from './expert-host.ts';
import { EncodedMemory } from './expert-sums.ts';
import { type RandomModelSpec, writeRandomModel } from './random-model.ts';
import { ModelRunner } from './runner.ts';

const spec: Omit<RandomModelSpec, 'type'> = {
  architecture: 'olmoe',
  layers: 2,
  embedding: 512,
  heads: 4,
  kvHeads: 4,
  experts: 12,
  expertsUsed: 3,
  expertFf: 256,
  sharedFf: 256,
  window: 64,
  context: 256,
  vocab: 500,
  seed: 7,
};

const types: StorageType[] = [
  'q4_0',
  'q8_0',
  'q2_K',
  'q3_K',
  'q4_K',
  'q5_K',
  'q6_K',
  'iq4_nl',
  'iq1_m',
  'iq2_xs',
  'iq3_xxs',
  'tq2_0',
  'mxfp4',
  'bf16',
  'f16',
];
/** Experts with biases and a clamped activation, in the format in which they are published. */
const gptOss = 'gpt-oss in mxfp4';
const models = new Map<string, RandomModelSpec>([
  ...types.map((type): [string, RandomModelSpec] => [type, { ...spec, type }]),
  [gptOss, { ...spec, architecture: 'gpt-oss', type: 'mxfp4', kvHeads: 2 }],
]);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-packed-'));
  for (const [name, one] of models) await writeRandomModel(join(folder, `${name}.gguf`), one);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rows with different numbers of pairs, in no order; the last row has none. */
function call(rows: number): ExpertHostCall {
  const pairs: [number, number][] = [];
  for (let row = 0; row < rows - 1; row++) {
    for (let i = 0; i <= row % spec.expertsUsed; i++) pairs.push([row, (row * 5 + i * 7) % spec.experts]);
  }
  pairs.sort((a, b) => ((a[0] * 7919) % 31) - ((b[0] * 7919) % 31));
  return {
    layer: 1,
    rows,
    hidden: noise(rows * spec.embedding, 5),
    rowIndex: Uint32Array.from(pairs, ([row]) => row),
    expertIds: Uint32Array.from(pairs, ([, expert]) => expert),
    weights: noise(pairs.length, 9),
  };
}

/** Weights of half precision are not widened for exact models, where ggml rounds activations to their type too. */
function roundingOf(type: string): number {
  return type === 'bf16' ? 4e-3 : type === 'f16' ? 1e-3 : 0;
}

describe.skipIf(nativeKernels() === undefined)('packed experts (skipped where no compiler built kernels)', () => {
  test.each([...models.keys()])('give the sums that ggml gives, in %s, for any number of rows', async (type) => {
    const model = await GgufModel.open(join(folder, `${type}.gguf`));
    const hosts = await Promise.all(
      (['native', 'ggml', 'ggml'] as const).map((kernels, i) =>
        ExpertHost.open(model, { threads: 2, kernels, precision: i === 2 ? 'exact' : 'fast' }),
      ),
    );
    try {
      for (const host of hosts)
        await host.load(
          1,
          Array.from({ length: spec.experts }, (_, expert) => expert),
        );
      for (const rows of [2, 9, 70]) {
        const [ours, ggml, exact] = (await Promise.all(hosts.map((host) => host.run(call(rows))))) as [
          Float32Array,
          Float32Array,
          Float32Array,
        ];
        expect([...ours.subarray(-spec.embedding)]).toEqual(new Array(spec.embedding).fill(0));
        expect(relativeError(ours, exact)).toBeLessThan(0.02);
        expect(relativeError(ours, exact)).toBeLessThan(Math.max(1.25 * relativeError(ggml, exact), roundingOf(type)));
      }
    } finally {
      for (const host of hosts) await host.close();
    }
  });

  test.each(['bf16', 'q8_0', 'f32'] as const)(
    'rows that travel as %s give what the same rows give as floats',
    async (dtype) => {
      const model = await GgufModel.open(join(folder, 'q4_K.gguf'));
      const host = await ExpertHost.open(model, { threads: 2, precision: 'fast' });
      try {
        await host.load(
          1,
          Array.from({ length: spec.experts }, (_, expert) => expert),
        );
        const memory = new EncodedMemory();
        // More rows, then fewer: what is left in memory of one call does not show in another.
        for (const rows of [2, 70, 9]) {
          const asFloats = call(rows);
          const encoded = encodeRows(asFloats.hidden, dtype);
          const atOddAddress = new Uint8Array(encoded.length + 1).subarray(1);
          atOddAddress.set(encoded);
          const sums = await host.runEncoded({ ...asFloats, dtype, hidden: atOddAddress }, memory);
          const values = rows * spec.embedding;
          const decoded = await host.run({ ...asFloats, hidden: decodeRows(encoded, dtype, values) });
          expect(decodeRows(sums, dtype, values)).toEqual(decodeRows(encodeRows(decoded, dtype), dtype, values));
        }
        const short = { ...call(9), dtype, hidden: encodeRows(call(8).hidden, dtype) };
        await expect(host.runEncoded(short, memory)).rejects.toThrow('values are not 9 rows of 512');
      } finally {
        await host.close();
      }
    },
  );

  test('an expert that is unloaded and loaded again gives the same bits, and is counted in packed bytes', async () => {
    const model = await GgufModel.open(join(folder, 'q4_K.gguf'));
    const host = await ExpertHost.open(model, { threads: 2, precision: 'fast' });
    try {
      const all = Array.from({ length: spec.experts }, (_, expert) => expert);
      await host.load(1, all);
      const before = await host.run(call(9));
      expect(host.weightBytes).toBe(spec.experts * host.expertBytes(1));
      await host.unload(1, [3, 4]);
      expect(host.weightBytes).toBe((spec.experts - 2) * host.expertBytes(1));
      await host.load(1, [4, 3]);
      expect(await host.run(call(9))).toEqual(before);
    } finally {
      await host.close();
    }
  });

  test.each([...models.keys()])('a whole model in %s gives the logits that ggml gives', async (type) => {
    const model = await GgufModel.open(join(folder, `${type}.gguf`));
    const logits: Float32Array[] = [];
    for (const [kernels, precision] of [
      ['native', 'fast'],
      ['ggml', 'fast'],
      ['ggml', 'exact'],
    ] as const) {
      const options = { threads: 2, kernels, precision, pool: { fullCells: 128, windowCells: 128 } };
      const host = await ExpertHost.open(model, options);
      const runner = await ModelRunner.load(model, options);
      try {
        const experts = Array.from({ length: spec.experts }, (_, expert) => expert);
        for (let layer = 0; layer < spec.layers; layer++) await host.load(layer, experts);
        const rows = 11;
        const fullCells = Uint32Array.from({ length: rows }, (_, i) => i);
        const sequences = [
          {
            rowStart: 0,
            rowCount: rows,
            firstPosition: 0,
            fullCells,
            windowCells: fullCells,
            windowStart: 0,
          },
        ];
        const tokens = Int32Array.from({ length: rows }, (_, i) => 300 + 7 * i);
        const provider = {
          run: () => Promise.reject(new Error('not local')),
          localWeights: host.localWeights.bind(host),
        };
        logits.push(await runner.step({ tokens, sequences, outputRows: Int32Array.of(3, rows - 1) }, provider));
      } finally {
        await runner.close();
        await host.close();
      }
    }
    const [ours, ggml, exact] = logits as [Float32Array, Float32Array, Float32Array];
    expect(relativeError(ours, exact)).toBeLessThan(0.05);
    expect(relativeError(ours, exact)).toBeLessThan(Math.max(1.5 * relativeError(ggml, exact), roundingOf(type)));
  });
});
