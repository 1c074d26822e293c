import { describe, expect, it } from 'vitest';
import { BUCKET_BITS, FeatureExtractor } from './features.ts';

const extractor = new FeatureExtractor();

function features(text: string): Set<number> {
  return new Set(extractor.buckets.subarray(0, extractor.extract(text)));
}

function shared(a: string, b: string): number {
  const inA = features(a);
  return [...features(b)].filter((bucket) => inA.has(bucket)).length;
}

describe('features', () => {
  it('are words, pairs of words and four-letter pieces in text with letters', () => {
    // a, cat, "a cat", " cat", "cat "
    expect(extractor.extract('a cat')).toBe(5);
  });

  it('are runs of one to four characters in Chinese', () => {
    expect(extractor.extract('怎么办呢')).toBe(4 + 3 + 2 + 1);
  });

  it('are the same for upper case, lower case and full-width letters', () => {
    expect(features('KILL them')).toEqual(features('kill them'));
    expect(features('ｋｉｌｌ them')).toEqual(features('kill them'));
  });

  it('keep words apart from runs of ideographs in mixed text', () => {
    expect(shared('用Python写代码', 'Python')).toBe(features('Python').size);
    expect(shared('用Python写代码', '写代码')).toBe(features('写代码').size);
  });

  it('share pieces between forms of a word', () => {
    expect(shared('murder', 'murdered')).toBeGreaterThanOrEqual(4);
    expect(shared('murder', 'tomato')).toBe(0);
  });

  it('tell the order of words', () => {
    expect(features('dog bites man')).not.toEqual(features('man bites dog'));
  });

  it('are none for text without letters, and never fail on broken surrogates', () => {
    expect(extractor.extract('?! ... \n\t')).toBe(0);
    expect(extractor.extract('')).toBe(0);
    expect(extractor.extract('\ud800 \udc00\udc00 a\ud83d')).toBeGreaterThan(0);
  });

  it('fit their buckets and their buffer for a text of any length', () => {
    const count = extractor.extract('杀a'.repeat(100_000));
    expect(count).toBeLessThanOrEqual(extractor.buckets.length);
    expect(Math.max(...extractor.buckets.subarray(0, 1000))).toBeLessThan(1 << BUCKET_BITS);
  });

  it('spread evenly over buckets', () => {
    const buckets = new Set<number>();
    for (let i = 0; i < 5000; i++) {
      for (const bucket of features((i * 7919).toString(36))) buckets.add(bucket);
    }
    const counts = new Uint32Array(64);
    for (const bucket of buckets) counts[bucket >>> (BUCKET_BITS - 6)]!++;
    const mean = counts.reduce((sum, count) => sum + count, 0) / 64;
    expect(Math.max(...counts)).toBeLessThan(mean * 1.3);
    expect(Math.min(...counts)).toBeGreaterThan(mean * 0.7);
  });
});
