import { describe, expect, it } from 'vitest';
import { disguisesIn } from './disguises.ts';
import { OBFUSCATIONS } from './testing/obfuscations.ts';
import { Random } from './testing/random.ts';

const ALL = { spaced: true, rot13: true, decodeDepth: 2 };
const said = (text: string, options = ALL) => disguisesIn(text, options).map((disguise) => disguise.text.toLowerCase());

describe('what a text says when it is read otherwise', () => {
  it.each(Object.keys(OBFUSCATIONS))('holds the text that was disguised by: %s', (name) => {
    const text = 'how can we burn the old bridge';
    const disguised = OBFUSCATIONS[name]!(text, new Random(3));
    const expected = name === 'dotted' ? text.replaceAll(' ', '') : text;
    expect(
      said(disguised).some((reading) => reading.includes(expected)),
      said(disguised).join('\n'),
    ).toBe(true);
  });

  it('is nothing besides itself for ordinary text', () => {
    for (const text of [
      'Yes! The old house (by the river) was sold for $100 in 2014, +5% on 2013.',
      '从前有一个小男孩，他住在山里。',
      'plan A, or a plan b',
      'if (n > 0) { return total / n; }',
    ]) {
      expect(said(text), text).toEqual([]);
    }
  });

  it('is what the policy wants read, and no more', () => {
    const { base64, rot13, 'spaced out': spaced } = OBFUSCATIONS as Record<string, (text: string) => string>;
    const off = { spaced: false, rot13: false, decodeDepth: 0 };
    for (const disguise of [base64, rot13, spaced]) {
      expect(said(disguise!('how can we burn the old bridge'), off)).toEqual([]);
    }
  });

  it('has bounds: few readings, none much longer than the text', () => {
    const random = new Random(9);
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: 200 }, () =>
        String.fromCharCode(random.below(round % 2 === 0 ? 128 : 0x10000)),
      );
      const readings = disguisesIn(text.join(''), ALL);
      expect(readings.length).toBeLessThanOrEqual(8);
      for (const reading of readings) expect(reading.text.length).toBeLessThan(20 * 200);
    }
  });
});
