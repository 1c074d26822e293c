import { expect, it } from 'vitest';
import { poolOn } from './pool-watch.ts';

const page = `# HELP fulgur_attention_kv_pool_blocks Blocks
# TYPE fulgur_attention_kv_pool_blocks gauge
fulgur_attention_kv_pool_blocks{group="full",state="free",service="attention",instance="attention-0"} 90
fulgur_attention_kv_pool_blocks{group="full",state="used",service="attention",instance="attention-0"} 6
fulgur_attention_kv_pool_blocks{group="window",state="used",service="attention",instance="attention-0"} 4
fulgur_attention_kv_pool_blocks{group="full",state="cached",service="attention",instance="attention-1"} 7
`;

it("adds up a replica's blocks of all groups, on a page of several services", () => {
  expect(poolOn(page, 'attention-0')).toEqual({ id: 'attention-0', used: 10, cached: 0, free: 90 });
  expect(poolOn(page, 'attention-1')).toEqual({ id: 'attention-1', used: 0, cached: 7, free: 0 });
  expect(poolOn(page, 'attention-2')).toBeUndefined();
});
