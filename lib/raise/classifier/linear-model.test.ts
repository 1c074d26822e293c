import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../testing/random.ts';
import { FeatureExtractor } from './features.ts';
import { CHINESE_SHARE_MIN, LinearModel } from './linear-model.ts';
import type { QuantisedModel } from './weights-file.ts';

const BUCKETS = 1 << 20;
const CATEGORIES = 17;
const PIECES = [
  'kill ',
  'the',
  ' ',
  'x'.repeat(40),
  '_',
  '杀',
  '人民',
  'ＢＯＭＢ',
  'é',
  '\ud83d',
  '\udc00',
  '. ',
  '\n',
  'A1',
];

/** A row for every third bucket, so that most words have some. */
function model(random: Random): QuantisedModel {
  const buckets = Uint32Array.from({ length: Math.ceil(BUCKETS / 3) }, (_, row) => row * 3);
  const categories = Array.from({ length: CATEGORIES }, (_, k) => ({
    name: `S${k}`,
    bias: 0.1 * k - 1,
    scale: 0.001,
    calibration: { latin: { slope: 1, offset: 0 }, chinese: { slope: 1, offset: 0.5 } },
    thresholds: { bestF1: 0.5, onePercent: 0.9 },
  }));
  const header = { name: 'random', featureVersion: 1, bucketBits: 20, rows: buckets.length, categories } as const;
  const weights = Int8Array.from({ length: buckets.length * CATEGORIES }, () => random.below(255) - 127);
  return { header: { ...header, featureVersion: 1, bucketBits: 20 }, buckets, weights };
}

describe('the linear model', () => {
  const random = new Random(5);
  const extractor = new FeatureExtractor();
  let quantised: QuantisedModel;
  let linear: LinearModel;
  beforeAll(() => {
    quantised = model(random);
    linear = new LinearModel(quantised);
  });

  /** What the features say one by one, without any memory of words. */
  function plainly(text: string): number[] {
    const count = extractor.extract(text);
    if (count === 0) return new Array<number>(CATEGORIES).fill(0);
    const chinese = extractor.ideographShare >= CHINESE_SHARE_MIN;
    return quantised.header.categories.map(({ bias, scale }, k) => {
      let sum = 0;
      for (const bucket of extractor.buckets.subarray(0, count)) {
        if (bucket % 3 === 0) sum += quantised.weights[(bucket / 3) * CATEGORIES + k]!;
      }
      return 1 / (1 + Math.exp(-(bias + (sum * scale) / Math.sqrt(count)) - (chinese ? 0.5 : 0)));
    });
  }

  const expectPlain = (text: string) => {
    const wanted = plainly(text);
    for (const [k, score] of linear.score(text).entries()) expect(score).toBeCloseTo(wanted[k]!, 12);
  };

  it('scores any text as its features say one by one, also where it knows the words already', () => {
    for (let round = 0; round < 300; round++) {
      let text = '';
      for (let piece = random.below(60); piece > 0; piece--) text += PIECES[random.below(PIECES.length)];
      expectPlain(text);
    }
  });

  it('tells words apart whose hashes are the same', () => {
    for (const [one, other] of [
      ['koszwrx', 'zngopxx'],
      ['rwhotjw', 'efljdqk'],
    ] as const) {
      expectPlain(one);
      expectPlain(other);
    }
  });

  it('scores alike when more words have been read than it remembers', () => {
    const words = Array.from({ length: 60_000 }, (_, i) => (i * 7919).toString(36));
    const sentence = words.slice(0, 120).join(' ');
    expectPlain(sentence);
    for (let from = 0; from < words.length; from += 200) linear.score(words.slice(from, from + 200).join(' '));
    expectPlain(sentence);
    // Words that take each other's places within one window.
    expectPlain(words.slice(0, 9000).join(' '));
  });
});
