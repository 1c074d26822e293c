import { describe, expect, test } from 'vitest';
import { segmentCharacters, textSegments } from './text-segments.ts';

const limit = segmentCharacters;

/** The segments; they must make up the text, each within the limit. */
function cut(text: string, specials: readonly string[] = []): string[] {
  const segments = textSegments(text, specials);
  expect(segments.join('')).toBe(text);
  for (const segment of segments) expect(segment.length).toBeLessThanOrEqual(limit);
  return segments;
}

describe('a long text', () => {
  test('that fits is left whole, the empty one too', () => {
    expect(cut('')).toEqual(['']);
    expect(cut('a b\nc'.repeat(limit / 5))).toHaveLength(1);
    expect(cut('x'.repeat(limit))).toHaveLength(1);
  });

  test('is cut behind the last end of a line that a word follows', () => {
    const line = 'The fox ran.\n';
    const segments = cut(line.repeat(2000));
    expect(segments.slice(0, -1).every((segment) => segment.endsWith('.\n'))).toBe(true);
    expect(segments[0]!.length).toBeGreaterThan(limit - line.length);
  });

  test('is not cut where tokens may reach across the end of a line', () => {
    const head = 'word\n'.repeat(100);
    const last = 'word\n'.repeat(99);
    expect(cut(`${head}${'.\n/'.repeat(limit)}`)[0]).toBe(last);
    expect(cut(`${head}${'\n\nword'.repeat(limit)}`)[0]).toBe(last);
    expect(cut('a\n    b '.repeat(limit))[0]).toMatch(/b$/);
  });

  test('of one line is cut between words, before the space', () => {
    const segments = cut('fox and hare '.repeat(2000));
    expect(segments.slice(1).every((segment) => segment.startsWith(' '))).toBe(true);
  });

  test('of one word is cut anywhere but inside a character', () => {
    expect(cut('x'.repeat(3 * limit))).toHaveLength(3);
    for (const segment of cut(`x${'🦊'.repeat(limit)}`)) expect(segment.isWellFormed?.() ?? true).toBe(true);
  });

  test('is never cut inside a text that stands for a token of its own', () => {
    const special = '<|im_start|>';
    for (let shift = 0; shift < special.length; shift++) {
      const text = 'x'.repeat(limit - shift) + special + 'y'.repeat(limit);
      for (const segment of cut(text, ['<|im_end|>', special]).slice(0, -1)) {
        expect(segment.endsWith('x') || segment.endsWith(special) || segment.endsWith('y')).toBe(true);
      }
    }
  });
});
