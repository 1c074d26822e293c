import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { Random } from '../testing/random.ts';
import { PatternProgram } from './pattern-program.ts';
import { PatternScan } from './pattern-scan.ts';

const SOURCES = ['a+b', 'ab*c+d', '\\bca\\b', 'b(?:ca|cab){2}', 'c{3}$', 'd{2,3}[^a]'];

describe('a scan for patterns', () => {
  const programs = SOURCES.map((source) => PatternProgram.compile(source, source));
  const codesOf = (text: string) => Int32Array.from(text, (character) => character.codePointAt(0)!);
  const found = (scan: PatternScan, text: string) => {
    scan.begin();
    return scan.read(codesOf(text), text.length) || scan.end();
  };

  it.each([
    ['all its states', 4096],
    ['room for three states', 3],
  ])('says yes exactly where one of them matches, with %s', (_, states) => {
    const random = new Random(31);
    const scan = new PatternScan(programs, states);
    const counts = [0, 0];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random.below(14) }, () => 'abcd  .é'[random.below(8)]).join('');
      const matches = SOURCES.some((source) => RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).matcher(text).find());
      expect(found(scan, text), JSON.stringify(text)).toBe(matches);
      counts[matches ? 1 : 0]!++;
    }
    expect(Math.min(...counts)).toBeGreaterThan(300);
  });
});
