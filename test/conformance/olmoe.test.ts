// The engine against libllama on a model of random weights: another implementation of the same architecture.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpertHost } from '../../lib/model/expert-host.ts';
import { type RandomModelSpec, writeRandomModel } from '../../lib/model/random-model.ts';
import { LlamaRunner } from '../../lib/tensor/llama-runner.ts';
import { Cells, type Engine, fusedExperts, openEngine, openHost, stepAll, TestSequence } from '../support/engine.ts';

const spec: RandomModelSpec = {
  architecture: 'olmoe',
  layers: 3,
  embedding: 256,
  heads: 4,
  kvHeads: 4,
  experts: 16,
  expertsUsed: 4,
  expertFf: 128,
  sharedFf: 0,
  window: 0,
  context: 512,
  vocab: 1000,
  type: 'f16',
  seed: 5,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-olmoe-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Largest difference of two rows of logits, relative to the largest of the second. */
function difference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  let off = 0;
  for (let i = 0; i < a.length; i++) {
    off = Math.max(off, Math.abs(a[i]! - b[i]!));
    largest = Math.max(largest, Math.abs(b[i]!));
  }
  return off / largest;
}

/** Heads of 64 elements take flash attention row by row, heads of 32 plain products. */
describe.each([
  { heads: 4, type: 'f16', tolerance: 5e-3 },
  { heads: 8, type: 'f16', tolerance: 5e-3 },
  { heads: 4, type: 'q8_0', tolerance: 2e-2 },
] as const)('an olmoe model of random $type weights with $heads heads', ({ heads, type, tolerance }) => {
  let engine: Engine;
  let host: ExpertHost;
  let llama: LlamaRunner;
  const prompt = Array.from({ length: 100 }, (_, i) => (i * 37 + 11) % spec.vocab);

  beforeAll(async () => {
    const path = join(folder, `${type}-${heads}.gguf`);
    await writeRandomModel(path, { ...spec, heads, kvHeads: heads, type });
    // libllama's own rounding, so that what differs is the graph.
    const kernels = 'ggml';
    engine = await openEngine(path, { precision: 'fast', kernels });
    host = await openHost(engine.model, () => true, 'fast', { kernels });
    llama = await LlamaRunner.load(path, { threads: 1, batchTokens: 128, sequenceTokens: 256, repack: false });
  });
  afterAll(async () => {
    await llama.close();
    await engine.close();
    await host.close();
  });

  it('has the logits of libllama at every position of a prompt, and when it goes on token by token', async () => {
    const width = spec.vocab;
    const rows = prompt.map((token, position) => ({ token, position, sequence: 0, output: true }));
    const theirs = await llama.decode(rows);
    const sequence = new TestSequence(new Cells(engine.runner.pool, 3), 0);
    const ours = await stepAll(engine.runner, fusedExperts(host), [{ sequence, tokens: prompt }]);
    for (const [i, row] of ours.entries()) {
      expect(difference(row, theirs.subarray(i * width, (i + 1) * width)), `position ${i}`).toBeLessThan(tolerance);
    }
    for (let position = prompt.length; position < prompt.length + 16; position++) {
      const token = (position * 53) % spec.vocab;
      const expected = await llama.decode([{ token, position, sequence: 0, output: true }]);
      const [row] = await stepAll(engine.runner, fusedExperts(host), [{ sequence, tokens: [token] }]);
      expect(difference(row!, expected), `position ${position}`).toBeLessThan(tolerance);
    }
  });
});
