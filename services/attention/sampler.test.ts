import { describe, expect, it } from 'vitest';
import type { Sampling } from './draw.ts';
import { logSumExp, topLogprobs } from './logprobs.ts';
import { uniform } from './random.ts';
import { plainSampling, testRandom } from './testing/material.ts';
import { type Choose, chooseNatively, choosePlainly } from './testing/samplers.ts';

const noCounts = new Map<number, number>();

/** The same steps written plainly: sort everything, cut, normalise. Probabilities by token id. */
function plainDistribution(logits: Float32Array, s: Sampling, counts: Map<number, number>): Float64Array {
  const adjusted = [...logits];
  for (const [id, n] of counts) adjusted[id]! -= s.frequencyPenalty * n + s.presencePenalty;
  for (const [id, bias] of s.logitBias) adjusted[id]! += bias;
  const best = Math.max(...adjusted);
  let kept = adjusted.map((logit, id) => ({ id, weight: Math.exp((logit - best) / s.temperature) }));
  kept = kept.filter((c) => c.weight >= s.minP);
  kept.sort((a, b) => b.weight - a.weight || a.id - b.id);
  if (s.topK > 0) kept = kept.slice(0, s.topK);
  const total = kept.reduce((sum, c) => sum + c.weight, 0);
  let before = 0;
  kept = kept.filter((c) => {
    const keep = before < s.topP * total;
    before += c.weight;
    return keep;
  });
  const mass = kept.reduce((sum, c) => sum + c.weight, 0);
  const probabilities = new Float64Array(logits.length);
  for (const c of kept) probabilities[c.id] = c.weight / mass;
  return probabilities;
}

/** Gaussian-like logits on a coarse grid, so that ties occur. */
function randomLogits(size: number, seed: number): Float32Array {
  const random = testRandom(seed);
  return Float32Array.from({ length: size }, () => {
    const sum = random() + random() + random() + random() - 2;
    return Math.round(sum * 40) / 8;
  });
}

const samplers: [string, Choose | undefined][] = [
  ['in TypeScript', choosePlainly],
  ['native (skipped where no C++ compiler has built it)', chooseNatively],
];

describe.each(samplers.filter(([, choose]) => choose !== undefined))('the sampler, %s,', (_, choose) => {
  const sample = (...args: Parameters<Choose>): number => choose!(...args).tokenId!;

  function frequencies(logits: Float32Array, sampling: Sampling, counts: Map<number, number>, draws: number) {
    const seen = new Float64Array(logits.length);
    for (let i = 0; i < draws; i++) seen[sample(logits, sampling, counts, i)]! += 1 / draws;
    return seen;
  }

  const cases: [string, Partial<Sampling>][] = [
    ['plain', {}],
    ['a low temperature', { temperature: 0.5 }],
    ['a high temperature', { temperature: 2 }],
    ['top-k', { topK: 5 }],
    ['top-p', { topP: 0.6 }],
    ['min-p', { minP: 0.2 }],
    ['all filters together', { temperature: 0.8, topK: 20, topP: 0.8, minP: 0.05 }],
    [
      'penalties and bias',
      {
        presencePenalty: 1.5,
        frequencyPenalty: -0.5,
        logitBias: new Map([
          [3, 4],
          [9, -100],
        ]),
      },
    ],
  ];

  it.each(cases)('draws from the distribution that the plain computation gives: %s', (_, options) => {
    const sampling = { ...plainSampling, ...options };
    const counts = new Map([
      [1, 2],
      [4, 1],
      [17, 5],
    ]);
    const logits = randomLogits(64, 11);
    const expected = plainDistribution(logits, sampling, counts);
    const draws = 40_000;
    const actual = frequencies(logits, sampling, counts, draws);
    for (let id = 0; id < 64; id++) {
      const p = expected[id]!;
      if (p === 0) expect(actual[id]).toBe(0);
      expect(Math.abs(actual[id]! - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / draws) + 1e-9);
    }
  });

  it('keeps exactly the tokens that a full sort would keep, ties included', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = testRandom(seed * 101);
      const logits = randomLogits(200, seed);
      const sampling = {
        ...plainSampling,
        topK: random() < 0.5 ? 0 : 1 + Math.floor(random() * 60),
        topP: random() < 0.3 ? 1 : 0.05 + 0.9 * random(),
        minP: random() < 0.5 ? 0 : random() * 0.3,
      };
      const expected = plainDistribution(logits, sampling, noCounts);
      const drawn = new Set(Array.from({ length: 2000 }, (_, i) => sample(logits, sampling, noCounts, i)));
      for (const id of drawn) expect(expected[id]).toBeGreaterThan(0);
      const likely = [...expected.keys()].filter((id) => expected[id]! > 0.005);
      for (const id of likely) expect(drawn).toContain(id);
    }
  });

  it('is greedy at temperature 0, and of equal logits takes the smaller id', () => {
    const greedy = { ...plainSampling, temperature: 0 };
    expect(sample(new Float32Array([1, 3, 3, 2]), greedy, noCounts, 0)).toBe(1);
    const biased = { ...greedy, logitBias: new Map([[3, 5]]) };
    expect(sample(new Float32Array([1, 3, 3, 2]), biased, noCounts, 0)).toBe(3);
  });

  it('gives a moved request the tokens that it would have had', () => {
    const sampling = { ...plainSampling, seed: 99, temperature: 1.3, topP: 0.9, frequencyPenalty: 0.4 };
    const generate = (given: number[], until: number): number[] => {
      const tokens = [...given];
      const counts = new Map<number, number>();
      for (const id of tokens) counts.set(id, (counts.get(id) ?? 0) + 1);
      while (tokens.length < until) {
        const logits = randomLogits(500, 1 + (tokens.at(-1) ?? 0));
        const id = sample(logits, sampling, counts, tokens.length);
        counts.set(id, (counts.get(id) ?? 0) + 1);
        tokens.push(id);
      }
      return tokens;
    };
    const whole = generate([], 60);
    generate([], 7); // the other replica has a history of its own
    expect(generate(whole.slice(0, 23), 60)).toEqual(whole);
  });

  it.each([0, 1])(
    'refuses logits without a finite value instead of inventing a token, at temperature %d',
    (temperature) => {
      const sampling = { ...plainSampling, temperature };
      for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
        expect(() => choose!(new Float32Array(3).fill(value), sampling, noCounts, 0)).toThrow('finite');
      }
    },
  );

  it('takes no NaN and nothing that is ruled out, and the only token that is left whatever the filters are', () => {
    const logits = new Float32Array(50).fill(Number.NEGATIVE_INFINITY);
    logits[3] = Number.NaN;
    logits[41] = -7;
    for (const temperature of [0, 1e-320, 0.01, 2]) {
      for (const filters of [{}, { topK: 1 }, { topK: 9, topP: 1e-9 }, { minP: 1, topP: 0.999 }]) {
        expect(sample(logits, { ...plainSampling, ...filters, temperature }, noCounts, 5)).toBe(41);
      }
    }
    expect(sample(Float32Array.of(-2), { ...plainSampling, topK: 3, topP: 0.4 }, noCounts, 0)).toBe(0);
  });

  it('finds the largest wherever it is, the first of equal ones', () => {
    for (const length of [1, 2, 13, 16, 17, 40]) {
      for (let at = 0; at < length; at++) {
        const values = new Float32Array(length).fill(-2);
        values[at] = 3;
        expect(sample(values, { ...plainSampling, temperature: 0 }, noCounts, 0)).toBe(at);
        values.fill(3, at);
        expect(sample(values, { ...plainSampling, temperature: 0 }, noCounts, 0)).toBe(at);
      }
    }
  });

  it('reports log-probabilities of the distribution before anything was changed about it', () => {
    const logits = randomLogits(300, 2);
    const before = logits.slice();
    const sampling = { ...plainSampling, temperature: 0, frequencyPenalty: 2, logitBias: new Map([[7, 100]]) };
    const { tokenId, logprob, top } = choose!(logits, sampling, new Map([[7, 3]]), 4, 20);
    expect(tokenId).toBe(7);
    const normalizer = logSumExp(before);
    expect(logprob).toBeCloseTo(before[7]! - normalizer, 9);
    const expected = topLogprobs(before, normalizer, 20);
    expect(top!.map((one) => one.tokenId)).toEqual(expected.map((one) => one.tokenId));
    for (const [i, one] of top!.entries()) expect(one.logprob).toBeCloseTo(expected[i]!.logprob, 9);
    expect(choose!(before.slice(), sampling, noCounts, 4, 0).top).toEqual([]);
  });

  it('takes a few milliseconds for a vocabulary of 150,000 tokens', () => {
    const logits = randomLogits(150_000, 5);
    const sampling = { ...plainSampling, temperature: 1.5, topP: 0.95, topK: 60_000 };
    for (let i = 0; i < 5; i++) sample(logits, sampling, noCounts, i);
    // Flat logits keep every candidate: the worst case. The fastest of ten: other processes may have the core meanwhile.
    const times = Array.from({ length: 10 }, (_, i) => {
      const startedMs = performance.now();
      sample(logits, sampling, noCounts, i);
      return performance.now() - startedMs;
    });
    expect(Math.min(...times)).toBeLessThan(60);
  });
});

describe('random numbers', () => {
  it('depend on seed and index only, and are uniform across both', () => {
    expect(uniform(5, 9)).toBe(uniform(5, 9));
    expect(uniform(5, 9)).not.toBe(uniform(9, 5));
    for (const draw of [(i: number) => uniform(i, 0), (i: number) => uniform(0, i), (i: number) => uniform(i, i)]) {
      const bins = new Array<number>(20).fill(0);
      for (let i = 0; i < 20_000; i++) bins[Math.floor(draw(i) * 20)]! += 1;
      const chiSquared = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
      expect(chiSquared).toBeLessThan(43.8); // 19 degrees of freedom, p = 0.001
    }
  });

  it('are unrelated from one index to the next', () => {
    let sum = 0;
    for (let i = 0; i < 50_000; i++) sum += (uniform(3, i) - 0.5) * (uniform(3, i + 1) - 0.5) * 12;
    expect(Math.abs(sum / 50_000)).toBeLessThan(0.02);
  });
});

describe('log-probabilities', () => {
  it('are those of the softmax, likeliest first', () => {
    const logits = randomLogits(300, 2);
    const normalizer = logSumExp(logits);
    const all = [...logits.keys()].map((id) => ({ id, p: Math.exp(logits[id]! - normalizer) }));
    expect(all.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 6);
    all.sort((a, b) => b.p - a.p || a.id - b.id);
    const top = topLogprobs(logits, normalizer, 20);
    expect(top.map((t) => t.tokenId)).toEqual(all.slice(0, 20).map((t) => t.id));
    expect(top[0]!.logprob).toBeCloseTo(Math.log(all[0]!.p), 6);
    expect(topLogprobs(logits, normalizer, 0)).toEqual([]);
  });
});
