// The native sampler held to the one in TypeScript: the same token for the same random number.
import { describe, expect, it } from 'vitest';
import { Backend } from '../../lib/tensor/backend.ts';
import { GgmlType } from '../../lib/tensor/ggml.ts';
import { GraphSpace } from '../../lib/tensor/graph.ts';
import { nativeKernels } from '../../lib/tensor/native.ts';
import { ChoiceTable, DrawTable, drawWidth } from '../../lib/tensor/sampling.ts';
import { drawOf, type Sampling } from './draw.ts';
import { plainSampling, testRandom } from './testing/material.ts';
import { chooseNatively, choosePlainly } from './testing/samplers.ts';

type Random = () => number;

/** Bell-shaped, on a grid as coarse as `step` says: 0 for none. Some are ruled out or no number. */
function logitsOf(size: number, random: Random, step: number, spread: number): Float32Array {
  const logits = Float32Array.from({ length: size }, () => {
    const value = spread * (random() + random() + random() + random() - 2);
    return step === 0 ? value : Math.round(value / step) * step;
  });
  for (let i = 0; i < size / 20; i++) logits[Math.floor(random() * size)] = i % 2 ? Number.NaN : -Infinity;
  logits[Math.floor(random() * size)] = 0.25;
  return logits;
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

function samplingOf(size: number, random: Random): Sampling {
  const id = (): number => Math.floor(random() * size);
  return {
    temperature: pick(random, [0, 0.01, 0.3, 1, 1, 1.7, 2]),
    topK: pick(random, [0, 0, 1, 2, 40, size, size + 1, Math.ceil(random() * size)]),
    topP: pick(random, [1, 1, 1e-9, 0.1, 0.5, 0.95, 0.999999, random() || 1]),
    minP: pick(random, [0, 0, 1e-6, 0.05, 0.5, 1]),
    seed: Math.floor(random() * 2 ** 32),
    presencePenalty: pick(random, [0, 0, 1.3, -2]),
    frequencyPenalty: pick(random, [0, 0, 0.7, -0.1]),
    logitBias: new Map(
      random() < 0.5
        ? []
        : [
            [id(), 5.5],
            [id(), -100],
            [id(), random()],
          ],
    ),
  };
}

describe.skipIf(chooseNatively === undefined)('the native sampler (skipped where no C++ compiler has built it)', () => {
  it.each([1, 2, 15, 16, 17, 100, 1023, 1024, 1025, 5000])('draws what the plain one draws from %d tokens', (size) => {
    const random = testRandom(size);
    for (let i = 0; i < Math.min(600, Math.max(60, 30_000 / size)); i++) {
      const logits = logitsOf(size, random, pick(random, [0, 0, 0.125, 1, 100]), pick(random, [0.001, 3, 10, 60]));
      const sampling = samplingOf(size, random);
      const counts = new Map(
        Array.from({ length: 5 }, () => [Math.floor(random() * size), 1 + Math.floor(random() * 4)]),
      );
      const alternatives = pick(random, [undefined, 0, 1, 20]);
      const before = logits.slice();
      const told = `case ${i}: ${JSON.stringify(sampling)}`;
      const ours = chooseNatively!(logits, sampling, counts, i, alternatives);
      expect(logits, told).toEqual(before);
      const plain = choosePlainly(logits, sampling, counts, i, alternatives);
      expect(ours.tokenId, told).toBe(plain.tokenId);
      expect(
        ours.top?.map(({ tokenId }) => tokenId),
        told,
      ).toEqual(plain.top?.map(({ tokenId }) => tokenId));
      const known = before.every((value) => !Number.isNaN(value));
      if (alternatives === undefined || !known) continue;
      expect(ours.logprob, told).toBeCloseTo(plain.logprob, 9);
      for (const [at, { logprob }] of ours.top!.entries())
        expect(logprob, told).toBeCloseTo(plain.top![at]!.logprob, 9);
    }
  });

  it('does so in a vocabulary of 300,000 tokens with ties everywhere', () => {
    const random = testRandom(7);
    const logits = logitsOf(300_000, random, 0.25, 8);
    for (const options of [{}, { topK: 777 }, { topP: 0.3 }, { topK: 90_000, topP: 0.8, minP: 0.001 }]) {
      for (let i = 0; i < 5; i++) {
        const sampling = { ...plainSampling, ...options, seed: i };
        const ours = chooseNatively!(logits, sampling, new Map(), i, undefined);
        expect(ours.tokenId).toBe(choosePlainly(logits, sampling, new Map(), i, undefined).tokenId);
      }
    }
  });

  it('keeps the smaller ids of equal logits: half of the weight is the first half of them', () => {
    const logits = new Float32Array(4096).fill(1.5);
    const half = { ...plainSampling, topP: 0.5 };
    const drawn = Array.from({ length: 400 }, (_, i) => chooseNatively!(logits, half, new Map(), i).tokenId!);
    expect(Math.max(...drawn)).toBeLessThan(2048);
    expect(Math.max(...drawn)).toBeGreaterThan(1900);
    const three = { ...plainSampling, topK: 3 };
    const few = Array.from({ length: 400 }, (_, i) => chooseNatively!(logits, three, new Map(), i).tokenId!);
    expect(new Set(few)).toEqual(new Set([0, 1, 2]));
  });

  it('chooses the same for a row of a graph, whoever is beside it, each time that it is computed', async () => {
    const kernels = nativeKernels()!;
    const [rows, size] = [19, 700];
    const random = testRandom(3);
    const logits = Array.from({ length: rows }, () => logitsOf(size, random, 0.5, 6));
    const backend = Backend.open({ threads: 2 });
    const space = new GraphSpace(backend, 16);
    const context = space.begin();
    const all = Float32Array.from(logits.flatMap((row) => [...row]));
    let draws = new DrawTable([]);
    const input = space.input(GgmlType.F32, [size, rows], all);
    const drawsInput = space.i32(() => draws.values, drawWidth, rows);
    const output = space.output(space.native.sampling(context, input, size, rows, drawsInput));
    for (let index = 0; index < 4; index++) {
      const samplings = logits.map(() => samplingOf(size, random));
      const each = samplings.map((sampling) => drawOf(sampling, new Map([[5, 2]]), index, 3));
      draws = new DrawTable(each);
      await space.compute();
      const choices = new ChoiceTable(draws);
      space.read(output, choices.values);
      for (const [row, draw] of each.entries()) {
        const alone = new DrawTable([draw]);
        const choice = new ChoiceTable(alone);
        kernels.sample(choice.values, logits[row]!.slice(), 1, size, alone.values);
        expect(choices.of(row)).toEqual(choice.of(0));
      }
    }
    space.close();
    await backend.close();
  });
});
