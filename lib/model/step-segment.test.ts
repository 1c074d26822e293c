import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  Cells,
  fusedExperts,
  openEngine,
  openHost,
  type Part,
  splitExperts,
  stepAll,
  TestSequence,
} from '../../test/support/engine.ts';
import { relativeError } from '../../test/support/numbers.ts';
import { GgufModel } from '../tensor/gguf.ts';
import type { ExpertHost } from './expert-host.ts';
import { writeRandomModel } from './random-model.ts';
import type { ExpertProvider, ModelRunner } from './runner.ts';

const window = 24;
const layers = 4;
let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-segments-'));
  path = join(folder, 'model.gguf');
  await writeRandomModel(path, {
    architecture: 'yi-lightning',
    layers,
    embedding: 128,
    heads: 4,
    kvHeads: 2,
    experts: 6,
    expertsUsed: 2,
    expertFf: 64,
    sharedFf: 64,
    window,
    context: 512,
    vocab: 400,
    type: 'q4_0',
    seed: 3,
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const token = (step: number, sequence: number): number => 10 + ((step * 31 + sequence * 77) % 280);

/** A step of `sequences` prompts of 4 tokens, then `steps` of one token each; logits of every step. */
async function generate(
  runner: ModelRunner,
  experts: ExpertProvider,
  { sequences = 3, steps = 8, between = async (_step: number, _cells: Cells) => {} } = {},
): Promise<Float32Array[]> {
  const cells = new Cells(runner.pool, 5);
  const all = Array.from({ length: sequences }, () => new TestSequence(cells, window));
  const logits = await stepAll(
    runner,
    experts,
    all.map((sequence, s): Part => ({ sequence, tokens: [1, 2, 3, 4].map((i) => token(i, s)) })),
  );
  for (let step = 0; step < steps; step++) {
    await between(step, cells);
    const parts = all.map((sequence, s): Part => ({ sequence, tokens: [token(step, s)] }));
    logits.push(...(await stepAll(runner, experts, parts)));
  }
  return logits;
}

/** Opens engine and host in fast precision, so that our own kernels compute where they are built. */
async function opened<T>(work: (runner: ModelRunner, host: ExpertHost) => Promise<T>): Promise<T> {
  const engine = await openEngine(path, { precision: 'fast' });
  const host = await openHost(await GgufModel.open(path), undefined, 'fast');
  try {
    return await work(engine.runner, host);
  } finally {
    await engine.close();
    await host.close();
  }
}

/** What every step gives when its graph is built for it alone, because two steps of other shapes came before it. */
function withoutReuse(provide: (host: ExpertHost) => ExpertProvider, steps = 8): Promise<Float32Array[]> {
  return opened(async (runner, host) => {
    const experts = provide(host);
    const between = async (_step: number, cells: Cells): Promise<void> => {
      for (const rows of [5, 6]) {
        const tokens = Array.from({ length: rows }, (_, i) => 20 + i);
        await stepAll(runner, experts, [{ sequence: new TestSequence(cells, window), tokens }]);
      }
    };
    const logits = await generate(runner, experts, { steps, between });
    expect(runner.graphsBuilt).toBeGreaterThanOrEqual(3 * steps);
    return logits;
  });
}

describe('graphs that are kept between steps', () => {
  test('give the bits that a graph built for each step gives, and one graph serves steps of one token', async () => {
    const fresh = await withoutReuse(fusedExperts);
    await opened(async (runner, host) => {
      const logits = await generate(runner, fusedExperts(host));
      expect(logits).toEqual(fresh);
      // The prompts, then the tokens.
      if (runner.kernels !== 'ggml') expect(runner.graphsBuilt).toBe(2);
      expect(await generate(runner, fusedExperts(host))).toEqual(fresh);
    });
  });

  test('serve the parts of a step between experts elsewhere as well', async () => {
    const fresh = await withoutReuse((host) => splitExperts([host]));
    await opened(async (runner, host) => {
      expect(await generate(runner, splitExperts([host]))).toEqual(fresh);
      if (runner.kernels !== 'ggml') expect(runner.graphsBuilt).toBe(2 * (layers + 1));
    });
  });

  test('are built anew when a layer is no longer here, or here again', async () => {
    const fresh = await opened((runner, host) => generate(runner, fusedExperts(host)));
    await opened(async (runner, host) => {
      const elsewhere = await openHost(await GgufModel.open(path), undefined, 'fast');
      const experts = { ...splitExperts([elsewhere]), localWeights: fusedExperts(host).localWeights! };
      const between = async (step: number): Promise<void> => {
        if (step === 3) await host.unload(2, [0, 1]);
        if (step === 6) await host.load(2, [0, 1]);
      };
      try {
        const logits = await generate(runner, experts, { between });
        for (const [i, row] of logits.entries()) expect(relativeError(row, fresh[i]!)).toBeLessThan(1e-4);
      } finally {
        await elsewhere.close();
      }
    });
  });

  test('are left behind by sequences that outgrow them', async () => {
    const fresh = await withoutReuse(fusedExperts, 70);
    await opened(async (runner, host) => {
      expect(await generate(runner, fusedExperts(host), { steps: 70 })).toEqual(fresh);
      if (runner.kernels !== 'ggml') expect(runner.graphsBuilt).toBeLessThan(8);
    });
  });
});
