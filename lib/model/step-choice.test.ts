import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  Cells,
  type Engine,
  fusedExperts,
  openEngine,
  openHost,
  splitExperts,
  TestSequence,
} from '../../test/support/engine.ts';
import { nativeKernels } from '../tensor/native.ts';
import { ChoiceTable, type Draw, DrawTable } from '../tensor/sampling.ts';
import type { ExpertHost } from './expert-host.ts';
import { writeRandomModel } from './random-model.ts';
import type { StepBatch } from './step.ts';

const greedy: Draw = {
  inverseTemperature: 0,
  floor: 0,
  topK: 0,
  topP: 1,
  random: 0,
  alternatives: undefined,
  adjustments: [],
};
const sampled: Draw = { ...greedy, inverseTemperature: 0.7, floor: -30, topP: 0.9, random: 0.6, alternatives: 4 };
const kernels = nativeKernels();

describe.skipIf(kernels === undefined)(
  'a step that chooses (skipped where no C++ compiler has built the sampler)',
  () => {
    let folder: string;
    let engine: Engine;
    let host: ExpertHost;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fulgur-choice-'));
      const path = join(folder, 'model.gguf');
      await writeRandomModel(path, {
        architecture: 'olmoe',
        layers: 2,
        embedding: 64,
        heads: 4,
        kvHeads: 4,
        experts: 4,
        expertsUsed: 2,
        expertFf: 64,
        sharedFf: 0,
        window: 0,
        context: 128,
        vocab: 400,
        type: 'q8_0',
        seed: 8,
      });
      engine = await openEngine(path);
      host = await openHost(engine.model);
    });
    afterAll(async () => {
      await engine.close();
      await host.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** Prompts of 3 and 2 tokens, of which the given rows are output. */
    function batchOf(outputRows: number[]): StepBatch {
      const cells = new Cells(engine.runner.pool);
      const sequences = [new TestSequence(cells, 0).extend(0, 3), new TestSequence(cells, 0).extend(3, 2)];
      return { tokens: Int32Array.of(7, 301, 44, 90, 12), sequences, outputRows: Int32Array.from(outputRows) };
    }

    test.each([
      ['here', fusedExperts],
      ['elsewhere', (one: ExpertHost) => splitExperts([one])],
    ])('chooses from the logits that it would have given, with experts %s', async (_, expertsOf) => {
      const experts = expertsOf(host);
      const biased = { ...greedy, adjustments: [{ tokenId: 33, change: 1e4 }] };
      const { vocabularySize } = engine.runner.description;
      const logits = (await engine.runner.step(batchOf([4, 2, 0]), experts)).slice();
      // The second and third time the graph is one that was kept.
      for (const each of [
        [biased, sampled, greedy],
        [greedy, biased, sampled],
        [sampled, greedy, biased],
      ]) {
        const draws = new DrawTable(each);
        const expected = new ChoiceTable(draws);
        kernels!.sample(expected.values, logits, each.length, vocabularySize, draws.values);
        const choices = await engine.runner.choose(batchOf([4, 2, 0]), experts, draws);
        for (const row of each.keys()) expect(choices.of(row)).toEqual(expected.of(row));
        expect(choices.of(each.indexOf(biased)).tokenId).toBe(33);
        expect(choices.of(each.indexOf(sampled)).top).toHaveLength(4);
      }
    });

    test('chooses nothing where no row is output, and refuses draws that do not fit the rows', async () => {
      const { runner } = engine;
      await runner.choose(batchOf([]), fusedExperts(host), new DrawTable([]));
      await expect(runner.choose(batchOf([1]), fusedExperts(host), new DrawTable([greedy, greedy]))).rejects.toThrow(
        '2 draws for 1 output rows',
      );
    });
  },
);
