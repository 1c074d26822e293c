import { expect, it } from 'vitest';
import { quantile, summarise } from './latencies.ts';

it('takes quantiles that were really seen', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).toEqual([50, 99, 100]);
  expect(quantile([7], 0.5)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

it('counts what was turned away apart from what was answered', () => {
  const seen = { firstTextMs: 10, gapsMs: [1, 3], totalMs: 14 };
  const summary = summarise([seen, undefined, { ...seen, firstTextMs: 30 }], 4);
  expect(summary).toEqual({ requestsPerSecond: 0.5, firstTextMs: [10, 30], gapMs: [1, 3], rejected: 1 });
});
