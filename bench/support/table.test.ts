import { expect, test } from 'vitest';
import { randomPrompts, worksFor } from './load.ts';
import { median, rounded, table } from './table.ts';

test('columns are as wide as their widest cell, numbers to the right', () => {
  expect(
    table(
      ['what', 'n'],
      [
        ['prompt', 5],
        ['x', 1234],
      ],
    ),
  ).toBe('what       n\nprompt     5\nx       1234');
});

test('three digits are shown, whatever the size', () => {
  expect([12_345.6, 123.4, 12.34, 1.2, 0.001234, Number.NaN].map(rounded)).toEqual([
    '12346',
    '123',
    '12.3',
    '1.2',
    '0.00123',
    '-',
  ]);
});

test('the median of an even number of values is the middle of the middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});

test('prompts are the same for the same seed, share no beginning, and hold no token that ends an answer', () => {
  const source = { vocabularySize: 400, eogIds: new Set([301, 302]), bosId: 1 };
  const prompts = randomPrompts(source, 3, 64, 5);
  expect(randomPrompts(source, 3, 64, 5)).toEqual(prompts);
  expect(new Set(prompts.map((prompt) => prompt.slice(0, 8).join())).size).toBe(3);
  for (const [first, ...rest] of prompts) {
    expect(first).toBe(1);
    expect(rest).toHaveLength(63);
    expect(rest.every((id) => id >= 300 && id < 400 && id !== 301 && id !== 302)).toBe(true);
  }
});

test('works are chosen by their number of sequences, and a number that none has is refused with those there are', () => {
  const works = [1, 8, 8].map((sequences) => ({ what: 'decode' as const, sequences, promptTokens: 4, maxTokens: 4 }));
  expect([worksFor(works, 8), worksFor(works, undefined)]).toEqual([works.slice(1), works]);
  expect(() => worksFor(works, 2)).toThrow('nothing is measured with 2 sequences, but with 1, 8');
});
