import { describe, expect, it } from 'vitest';
import { RestoreCosts } from './restore-costs.ts';

const mebibyte = 1024 * 1024;
const cheaper = (costs: RestoreCosts, tokens: number, bytes: number) =>
  costs.fetchMs(bytes) < costs.computeMs(tokens) ? 'fetch' : 'compute';

describe('the costs of restoring', () => {
  it('follow what steps and fetches took', () => {
    const costs = new RestoreCosts();
    for (let i = 0; i < 50; i++) costs.observeStep(256, 256);
    for (let i = 0; i < 50; i++) costs.observeFetch(mebibyte, 12);
    expect(costs.computeMs(100)).toBeCloseTo(100, 0);
    expect(costs.fetchMs(mebibyte)).toBeCloseTo(12, 0);
    expect(cheaper(costs, 100, mebibyte)).toBe('fetch');
    for (let i = 0; i < 50; i++) costs.observeStep(256, 2);
    expect(cheaper(costs, 100, mebibyte)).toBe('compute');
    for (let i = 0; i < 50; i++) costs.observeFetch(mebibyte, 2);
    expect(cheaper(costs, 2_000, mebibyte)).toBe('fetch');
  });

  it('take no decode for a prompt, and nothing from a fetch that brought nothing', () => {
    const costs = new RestoreCosts();
    const before = [costs.computeMs(1), costs.fetchMs(mebibyte)];
    costs.observeStep(8, 1_000);
    costs.observeFetch(0, 250);
    expect([costs.computeMs(1), costs.fetchMs(mebibyte)]).toEqual(before);
  });

  it('count asking itself: a few tokens are computed sooner', () => {
    expect(cheaper(new RestoreCosts(), 3, 100)).toBe('compute');
  });
});
