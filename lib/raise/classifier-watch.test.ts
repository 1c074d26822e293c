// When the classifier is asked, about what, and what becomes of its scores; the classifier itself is told what to say.
import { describe, expect, it } from 'vitest';
import { type ClassifierRules, ClassifierWatch } from './classifier-watch.ts';
import type { ScreenFinding } from './screen.ts';
import type { Scores } from './text-classifier.ts';

const PLAIN = 'The old house by the river was quiet that day. ';

function rulesOf(classify: (text: string) => Scores): ClassifierRules {
  return {
    classifier: { version: 'told', categories: ['S1', 'S2'], classify },
    judged: new Set(['S1', 'S2']),
    limits: new Map([['S1', { threshold: 0.5, action: 'flag' }]]),
    disguises: { spaced: true, rot13: true, decodeDepth: 2 },
  };
}

/** Reads a text in pieces of `size` units, to its end. */
function watched(classify: (text: string) => Scores, text: string, size = text.length) {
  const asked: string[] = [];
  const watch = new ClassifierWatch(
    rulesOf((shown) => {
      asked.push(shown);
      return classify(shown);
    }),
  );
  const findings: ScreenFinding[] = [];
  for (let from = 0; from < text.length; from += size) {
    const to = Math.min(text.length, from + size);
    for (let at = from; at < to; ) {
      at = watch.take(text, at, to);
      findings.push(...watch.ask(at, false));
    }
  }
  findings.push(...watch.ask(text.length, true));
  return { asked, findings, highest: watch.highest };
}

describe('a watch over a text', () => {
  it('reports a category once, where it is first found, and remembers its highest score', () => {
    const scoreOf = (text: string) => (text.endsWith('right now.') ? 0.8 : 0.6);
    const text = `${PLAIN.repeat(2)}Leave the house as soon as you can, right now. ${PLAIN.repeat(3)}`;
    const { findings, highest } = watched((shown) => ({ S1: scoreOf(shown), S2: 0.9 }), text);
    expect(findings).toMatchObject([{ category: 'S1', score: 0.6, start: 0, end: PLAIN.length - 1 }]);
    expect(highest).toEqual({ S1: 0.8, S2: 0.9 });
  });

  it('says where what it was asked about stands: at most the last 800 characters', () => {
    const text = `${PLAIN.repeat(30)}Plugh came by and stayed for a cup of tea.`;
    const { findings } = watched((shown) => ({ S1: shown.includes('Plugh') ? 0.9 : 0.1 }), text);
    expect(findings).toMatchObject([{ start: text.length - 800, end: text.length }]);
  });

  it('finds what is disguised in the middle of a long text', () => {
    const hidden = Buffer.from('come to the plugh tonight').toString('base64');
    const text = `${PLAIN}${hidden} ${PLAIN.repeat(40)}`;
    const { findings } = watched((shown) => ({ S1: shown.includes('plugh') ? 0.9 : 0.1 }), text);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.end).toBeLessThan(800);
  });

  it('asks about whole characters, the same however the text is cut', () => {
    const part = `${'🦊'.repeat(37)}a`;
    const text = part.repeat(20);
    const { asked } = watched(() => ({}), text);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((shown) => !shown.isWellFormed())).toEqual([]);
    // Pieces end between characters: the reader sees to that.
    expect(watched(() => ({}), text, part.length).asked).toEqual(asked);
  });

  it('asks about the rest at the end, and about nothing twice', () => {
    expect(watched(() => ({}), 'Short.').asked).toEqual(['Short.']);
    const sentence = PLAIN.trimEnd();
    expect(watched(() => ({}), sentence).asked).toEqual([sentence]);
    expect(watched(() => ({}), ' \n ').asked).toEqual([]);
    // All of it has been looked at for disguises when it ends.
    const { asked } = watched(() => ({}), 'l3t m3 1n '.repeat(32));
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked).size).toBe(asked.length);
  });
});
