import { expect, test } from 'vitest';
import { StopMatcher } from './stop-matcher.ts';

function run(stops: readonly string[], pieces: readonly string[]): { text: string; matched: boolean } {
  const matcher = new StopMatcher(stops);
  let text = '';
  for (const piece of pieces) text += matcher.push(piece);
  if (!matcher.matched) text += matcher.end();
  return { text, matched: matcher.matched };
}

test('text passes at once when there is no stop text', () => {
  const matcher = new StopMatcher([]);
  expect(matcher.push('abc')).toBe('abc');
});

test('a stop text spread over several pieces is found and none of it released', () => {
  expect(run(['STOP'], ['one S', 'T', 'OP two'])).toEqual({ text: 'one ', matched: true });
});

test('what looked like the beginning of a stop text is released once it is not', () => {
  const matcher = new StopMatcher(['\n\n']);
  expect(matcher.push('a\n')).toBe('a');
  expect(matcher.push('b')).toBe('\nb');
});

test('only the end that can still become a stop text is held back', () => {
  const matcher = new StopMatcher(['abcd']);
  expect(matcher.push('xxabc')).toBe('xx');
  expect(matcher.push('ab')).toBe('abc');
  expect(matcher.end()).toBe('ab');
});

test('a stop text that overlaps its own beginning is found', () => {
  expect(run(['aab'], ['a', 'a', 'a', 'b'])).toEqual({ text: 'a', matched: true });
});

test('the released text is the same however the text is cut', () => {
  const stops = ['abc', 'b', 'zz', '🙂!'];
  for (const text of ['xxabcx', 'xxacz zz', 'a🙂?🙂!b', 'nothing z', 'abab']) {
    const whole = run(stops, [...text]);
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(run(stops, [text.slice(0, cut), text.slice(cut)])).toEqual(whole);
    }
  }
});

test('nothing is released after a stop text', () => {
  const matcher = new StopMatcher(['.']);
  matcher.push('a.b');
  expect(matcher.push('more')).toBe('');
});
