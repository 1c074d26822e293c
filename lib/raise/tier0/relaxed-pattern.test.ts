import { describe, expect, it } from 'vitest';
import { withoutLimits } from './relaxed-pattern.ts';

describe('a relaxed pattern', () => {
  it.each([
    ['a{2,30}b{3}c{4,}', 'a{2,}b{3}c{4,}'],
    [String.raw`\{2,3}x{0,1}`, String.raw`\{2,3}x{0,}`],
    ['[{2,3}]{2,3}', '[{2,3}]{2,}'],
    ['[]{2,3}]{1,2}', '[]{2,3}]{1,}'],
    ['[^]{2,3}]{1,2}', '[^]{2,3}]{1,}'],
    [String.raw`[\]{2,3}]{1,2}?`, String.raw`[\]{2,3}]{1,}?`],
    [String.raw`\p{Greek}{1,4}\x{1F600}{1,2}`, String.raw`\p{Greek}{1,}\x{1F600}{1,}`],
    [String.raw`\Qa{1,2}\E`, String.raw`\Qa{1,2}\E`],
  ])('loses the upper limits of its repetitions and nothing else: %s', (source, relaxed) => {
    expect(withoutLimits(source)).toBe(relaxed);
  });
});
