// Every device but the CPU that ggml finds here, against the CPU in single precision: whatever part of a model the device
// computes, it is about as near to that as the CPU is with the same weights.
//
// A machine without a GPU can run these tests on Mesa's software Vulkan: with ggml's Vulkan build in FULGUR_GGML_PATH,
// Debian's mesa-vulkan-drivers and GGML_VK_VISIBLE_DEVICES=0 there is a device Vulkan0.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { writeGguf } from '../../lib/model/gguf-writer.ts';
import type { Precision } from '../../lib/model/precision.ts';
import { type RandomModelSpec, writeRandomModel } from '../../lib/model/random-model.ts';
import { ModelRunner } from '../../lib/model/runner.ts';
import { Backend } from '../../lib/tensor/backend.ts';
import { GgmlType } from '../../lib/tensor/ggml.ts';
import { GgufModel, type GgufTensor } from '../../lib/tensor/gguf.ts';
import { GraphSpace } from '../../lib/tensor/graph.ts';
import { nativeKernels } from '../../lib/tensor/native.ts';
import { quantiseRows, storageType } from '../../lib/tensor/quantize.ts';
import { ChoiceTable, type Draw, DrawTable } from '../../lib/tensor/sampling.ts';
import { TensorStore } from '../../lib/tensor/tensor-store.ts';
import { widenAll } from '../../lib/tensor/widen.ts';
import { otherDevices } from '../support/devices.ts';
import { Cells, openEngine, openHost, type Part, splitExperts, stepAll, TestSequence } from '../support/engine.ts';
import { relativeError } from '../support/numbers.ts';

const { devices, libraryPath } = otherDevices();
const cpu = 'CPU';
const kernels = nativeKernels();
/** Relative L2 error that half-precision arithmetic may have. */
const roundingMax = 2e-2;

const spec: RandomModelSpec = {
  architecture: 'olmoe',
  layers: 2,
  embedding: 256,
  heads: 4,
  kvHeads: 4,
  experts: 8,
  expertsUsed: 2,
  expertFf: 256,
  sharedFf: 256,
  window: 16,
  context: 256,
  vocab: 512,
  type: 'f16',
  seed: 3,
};

const models: Partial<RandomModelSpec>[] = [
  { type: 'f16' },
  { type: 'q8_0' },
  // Heads of 32, for which ggml's CUDA build has no flash attention.
  { type: 'q8_0', heads: 8, kvHeads: 8 },
  { type: 'q4_K' },
  { type: 'q4_0', architecture: 'yi-lightning', layers: 4, kvHeads: 2 },
];

/**
 * Relative error that few rows of logits exceed: those for which rounding chose between two experts that nearly tie, and
 * some that see them. Every sequence here has more rows than that.
 */
function distance(rows: readonly Float32Array[], exact: readonly Float32Array[]): number {
  const errors = rows.map((row, i) => relativeError(row, exact[i]!)).sort((a, b) => a - b);
  return errors[Math.floor(errors.length * 0.85)]!;
}

/** Of every third row the given token, of the others one of those that lie within 0.9 of the weight. */
function drawFor(row: number, token: number): Draw {
  const biased = row % 3 === 0;
  return {
    inverseTemperature: biased ? 0 : 0.7,
    floor: -30,
    topK: 0,
    topP: 0.9,
    random: row / 11,
    alternatives: row % 2 === 0 ? 3 : undefined,
    adjustments: biased ? [{ tokenId: token, change: 1e4 }] : [],
  };
}

/** The tensor in single precision, read back from the device. */
async function widenOn(device: string, source: GgufTensor): Promise<Float32Array> {
  const backend = Backend.open({ threads: 1, device, libraryPath });
  const store = new TensorStore(backend, 1);
  const [placed] = store.allocate([{ type: GgmlType.F32, shape: source.shape }]);
  await widenAll(backend, [{ source, target: placed!.tensor }]);
  const values = new Float32Array(source.shape[0]! * source.shape[1]!);
  backend.g.read(placed!.tensor, values, 0, values.byteLength);
  store.close();
  await backend.close();
  return values;
}

describe.skipIf(devices.length > 0)('devices', () => {
  it.skip('ggml finds no other device than the CPU on this machine', () => {});
});

describe.each(devices)('device %s', (device) => {
  it('refuses a graph that it cannot compute, by the name of the operation', async () => {
    const backend = Backend.open({ threads: 1, device, libraryPath });
    const space = new GraphSpace(backend, 8);
    const context = space.begin();
    const q4K = 12;
    const target = space.input(q4K, [256], new Uint8Array(144));
    space.output(space.g.copy(context, space.f32(new Float32Array(256), 256), target));
    await expect(space.compute()).rejects.toThrow(`device ${device} cannot compute this model: it lacks CPY`);
    space.close();
    await backend.close();
  });

  it('gets weights that it cannot convert itself in single precision from the CPU', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fulgur-widen-'));
    const path = join(folder, 'model.gguf');
    const [width, rows] = [256, 3];
    const values = Float32Array.from({ length: width * rows }, (_, i) => Math.sin(i));
    for (const type of ['q4_0', 'q6_K', 'mxfp4'] as const) {
      const { number, block, bytes } = storageType(type);
      const spec = { name: 'a', shape: [width, rows], type: number, bytes: (values.length / block) * bytes };
      await writeGguf(path, new Map(), [spec], () => [quantiseRows(values, width, type)]);
      const source = (await GgufModel.open(path)).tensor('a');
      const widened = await Promise.all([cpu, device].map((name) => widenOn(name, source)));
      expect(widened[1], type).toEqual(widened[0]);
      expect(widened[0]!.some((value) => value !== 0)).toBe(true);
    }
    await rm(folder, { recursive: true });
  });

  it.skipIf(kernels === undefined)(
    'gives the tokens that its logits call for, however many rows there are',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'fulgur-choice-'));
      const path = join(folder, 'model.gguf');
      await writeRandomModel(path, spec);
      const engine = await openEngine(path, { device, libraryPath });
      const host = await openHost(engine.model, () => true, undefined, { device, libraryPath });
      const { runner } = engine;
      for (const rows of [1, 3, 11]) {
        const tokens = Int32Array.from({ length: rows }, (_, i) => 11 * i + 3);
        const sequence = new TestSequence(new Cells(runner.pool), spec.window).extend(0, rows);
        const batch = { tokens, sequences: [sequence], outputRows: tokens.map((_, i) => i) };
        const logits = (await runner.step(batch, splitExperts([host]))).slice();
        const draws = new DrawTable(Array.from(tokens, (token, row) => drawFor(row, token)));
        const expected = new ChoiceTable(draws);
        kernels!.sample(expected.values, logits, rows, spec.vocab, draws.values);
        const choices = await runner.choose(batch, splitExperts([host]), draws);
        for (const row of tokens.keys()) expect(choices.of(row), `row ${row} of ${rows}`).toEqual(expected.of(row));
        expect(choices.of(0).tokenId).toBe(tokens[0]);
      }
      await engine.close();
      await host.close();
      await rm(folder, { recursive: true });
    },
  );

  it('says which matrices it can look up rows in', async () => {
    const backend = Backend.open({ threads: 1, device, libraryPath });
    expect([GgmlType.F32, GgmlType.F16].map((type) => backend.looksUp(type))).toEqual([true, true]);
    await backend.close();
  });
});

describe.each(devices.flatMap((device) => models.map((model) => ({ device, ...spec, ...model }))))(
  'on $device, $architecture of $type weights',
  ({ device, ...modelSpec }) => {
    let folder: string;
    let model: GgufModel;
    let exact: Float32Array[];
    let errorMax: number;

    /** Logits of a prompt and what follows, with the attention and the experts on the devices named. */
    async function logits(attention: string, experts: string, precision: Precision = 'fast'): Promise<Float32Array[]> {
      const options = { threads: 1, libraryPath, precision };
      const pool = { fullCells: 128, windowCells: 128 };
      const runner = await ModelRunner.load(model, { ...options, device: attention, pool });
      const host = await ExpertHost.open(model, { ...options, device: experts });
      expect(runner.device.name).toBe(attention);
      try {
        const all = Array.from({ length: host.description.nExpert }, (_, expert) => expert);
        for (const { index } of host.description.layers) await host.load(index, all);
        const cells = new Cells(runner.pool, 7);
        const token = (i: number): number => (i * 37 + 11) % modelSpec.vocab;
        const rows: Float32Array[] = [];
        const parts: Part[] = [];
        for (const length of [40, 9, 17]) {
          const sequence = new TestSequence(cells, host.description.window);
          const prompt = { sequence, tokens: Array.from({ length }, (_, i) => token(length + i)) };
          // Sequences decode while others begin.
          parts.push(prompt);
          rows.push(...(await stepAll(runner, splitExperts([host]), parts)));
          parts.splice(0, parts.length, ...parts.map((part) => ({ ...part, tokens: [token(part.sequence.length)] })));
        }
        for (let step = 0; step < 3; step++) rows.push(...(await stepAll(runner, splitExperts([host]), parts)));
        const some = Uint32Array.of(5, 6, 90, 127);
        const kept = runner.pool.readCells('full', some);
        runner.pool.writeCells('full', some, kept);
        expect(Buffer.compare(runner.pool.readCells('full', some), kept)).toBe(0);
        return rows;
      } finally {
        await runner.close();
        await host.close();
      }
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fulgur-devices-'));
      const path = join(folder, 'model.gguf');
      await writeRandomModel(path, modelSpec);
      model = await GgufModel.open(path);
      exact = await logits(cpu, cpu, 'exact');
      errorMax = Math.max(roundingMax, 2 * distance(await logits(cpu, cpu), exact));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it.each([
      ['attention and experts', device, device],
      ['experts', cpu, device],
      ['attention', device, cpu],
    ])('%s on the device are as exact as on the CPU', async (_what, attention, experts) => {
      expect(distance(await logits(attention, experts), exact)).toBeLessThanOrEqual(errorMax);
    });
  },
);
