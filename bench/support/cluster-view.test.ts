import { expect, test } from 'vitest';
import { parseSamples, total } from './cluster-view.ts';

const page = `# HELP fulgur_kv_blocks Blocks
# TYPE fulgur_kv_blocks gauge
fulgur_kv_blocks{tier="ram",service="kv-store",instance="kv-store-0"} 2
fulgur_kv_blocks{tier="disk",service="kv-store",instance="kv-store-0"} 40
fulgur_kv_blocks_other 7
plain 1.5e-3

`;

test('reads every sample of a page, with its labels', () => {
  expect(parseSamples(page)).toHaveLength(4);
  expect(parseSamples(page)[3]).toEqual({ name: 'plain', labels: {}, value: 0.0015 });
  expect(parseSamples('a{b="with \\" quote, and } brace"} 1')[0]!.labels).toEqual({ b: 'with \\" quote, and } brace' });
});

test('sums a metric over the series that carry the labels, and no other metric', () => {
  const samples = parseSamples(page);
  expect(total(samples, 'fulgur_kv_blocks')).toBe(42);
  expect(total(samples, 'fulgur_kv_blocks', { tier: 'disk' })).toBe(40);
  expect(total(samples, 'missing')).toBe(0);
});
