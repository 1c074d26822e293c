import { describe, expect, it } from 'vitest';
import { CATEGORY_NAMES } from '../taxonomy.ts';
import { FeatureExtractor } from './features.ts';
import { LinearModel } from './linear-model.ts';
import { linearCongruential } from './linear-training.ts';
import { windowsOf } from './text-windows.ts';
import { decodeModel, encodeModel, type QuantisedModel } from './weights-file.ts';

const plain = { slope: 1, offset: 0 };

function smallModel(): QuantisedModel {
  const extractor = new FeatureExtractor();
  const count = extractor.extract('bomb');
  const buckets = Uint32Array.from(new Set(extractor.buckets.subarray(0, count))).sort();
  return {
    header: {
      name: 'small',
      featureVersion: 1,
      bucketBits: 20,
      rows: buckets.length,
      categories: ['S9', 'S1'].map((name) => ({
        name,
        bias: -2,
        scale: 0.05,
        calibration: { latin: plain, chinese: plain },
        thresholds: { bestF1: 0.5, onePercent: 0.9 },
      })),
    },
    buckets,
    weights: Int8Array.from([...buckets].flatMap(() => [100, -100])),
  };
}

describe('a file of weights', () => {
  it('gives back the model that was written, and the same bytes again', () => {
    const bytes = encodeModel(smallModel());
    const model = decodeModel(bytes, 'small.bin');
    expect(model).toEqual(smallModel());
    expect(encodeModel(model).equals(bytes)).toBe(true);
  });

  it('scores as its weights say', () => {
    const model = new LinearModel(decodeModel(encodeModel(smallModel()), 'small.bin'));
    const [weapons, violence] = model.score('bomb');
    const features = new FeatureExtractor().extract('bomb');
    expect(weapons).toBeCloseTo(1 / (1 + Math.exp(2 - 100 * 0.05 * Math.sqrt(features))), 6);
    expect(violence).toBeLessThan(0.01);
    expect([...model.score('!?')]).toEqual([0, 0]);
  });

  it('adds up as plain arithmetic would, for all categories and long texts', () => {
    const words = Array.from({ length: 700 }, (_, i) => `w${(i * i).toString(36)}`).join(' ');
    const extractor = new FeatureExtractor();
    const count = extractor.extract(words);
    const found = extractor.buckets.slice(0, count);
    const buckets = Uint32Array.from(new Set(found)).sort();
    const random = linearCongruential(3);
    const weights = Int8Array.from({ length: buckets.length * 19 }, () => Math.floor(random() * 255) - 127);
    const header = {
      ...smallModel().header,
      rows: buckets.length,
      categories: CATEGORY_NAMES.map((name) => ({ ...smallModel().header.categories[0]!, name, scale: 0.01 })),
    };
    const rowOf = new Map([...buckets].map((bucket, row) => [bucket, row]));
    const scores = new LinearModel({ header, buckets, weights }).score(words);
    for (let k = 0; k < 19; k++) {
      const sum = found.reduce((total, bucket) => total + weights[rowOf.get(bucket)! * 19 + k]!, 0);
      expect(scores[k]).toBeCloseTo(1 / (1 + Math.exp(2 - (sum * 0.01) / Math.sqrt(count))), 9);
    }
  });

  it('finds a bad paragraph anywhere in a long text', () => {
    const model = new LinearModel(smallModel());
    const [plain, hidden] = [new Float64Array(2), new Float64Array(2)];
    const calm = [`${'a quiet day '.repeat(300)}`, `${' and nothing else'.repeat(300)}`] as const;
    model.assess(calm.join('tree tree tree'), plain);
    model.assess(calm.join('bomb bomb bomb'), hidden);
    expect(hidden[0]).toBeGreaterThan(plain[0]!);
    expect(hidden[0]).toBe(
      Math.max(
        ...[...windowsOf(calm.join('bomb bomb bomb').length)].map(
          ([from, to]) => model.score(calm.join('bomb bomb bomb'), from, to)[0]!,
        ),
      ),
    );
  });

  it('is refused with its name when a byte is damaged anywhere', () => {
    const bytes = encodeModel(smallModel());
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x10;
      expect(() => decodeModel(damaged, 'weights.bin')).toThrow(/classifier weights weights\.bin: .*train again/);
    }
  });

  it('is refused when it is cut off, empty or something else', () => {
    const bytes = encodeModel(smallModel());
    for (const length of [0, 5, 20, bytes.length - 1]) {
      expect(() => decodeModel(bytes.subarray(0, length), 'w')).toThrow('classifier weights w');
    }
    expect(() => decodeModel(Buffer.from('GGUF'.repeat(100)), 'w')).toThrow('not a file of classifier weights');
  });

  it('is refused when it was made for other features', () => {
    const model = smallModel();
    const other = { ...model, header: { ...model.header, featureVersion: 99 } };
    expect(() => decodeModel(encodeModel(other as never), 'w')).toThrow('featureVersion');
  });
});
