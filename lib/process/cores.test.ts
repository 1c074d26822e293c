import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { allowedCores, coreList, parseCores } from './cores.ts';

describe('lists of cores', () => {
  it('hold single cores and ranges, each core once, in rising order', () => {
    expect(parseCores('6,0-3,2')).toEqual([0, 1, 2, 3, 6]);
  });

  it('are refused when a range runs backwards, with what to write instead', () => {
    expect(() => parseCores('3-1')).toThrow('write 1-3');
  });

  it.each(['', '1-', 'a', '1,,2', '1-2-3', '99999'])('do not look like %j', (list) => {
    expect(coreList.safeParse(list).success).toBe(false);
  });
});

it.skipIf(process.platform !== 'linux')('Linux says which cores may be used (skipped elsewhere)', () => {
  expect(allowedCores()).toHaveLength(availableParallelism());
});
