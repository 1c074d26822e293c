import { describe, expect, it } from 'vitest';
import { parsePolicy } from './policy/policy.ts';
import { CompiledPolicy, type RuleSet } from './policy/rule-set.ts';
import { Prescan } from './prescan.ts';
import { Screen } from './screen.ts';
import { Random } from './testing/random.ts';
import { TextUnits } from './text-units.ts';

const RULES: RuleSet = {
  ...CompiledPolicy.of(
    parsePolicy(
      String.raw`
version: test
categories:
  S1: { input: block, output: block }
  S2: { input: flag, output: flag }
  pii: { input: redact, output: redact }
  secrets: { input: redact, output: redact }
rules:
  - { id: forbidden, category: S1, terms: [xyzzy bomb, 炸弹制作] }
  - { id: counted, category: S2, patterns: ['\bq(?:[ab]{2,4}c){1,3}\b', '[\]{2,3}]z{3}$', '^\x{41}{2,2}b'] }
`,
      'test',
    ),
  ).ruleSet('', 'output', 'assistant'),
  rotated: [],
  spaced: [],
  decodeDepth: 0,
};

const PIECES = [
  'The old lighthouse keeper lit the lamp. ',
  'alice@acme.io',
  ' 4111 1111 1111 1111',
  '+44 20 7946 0958 ',
  'GB82 WEST 1234 5698 7654 32',
  'AKIAIOSFODNN7EXAMPL2 ',
  'password = "aB3dE5fG7hJ9kL1mN3"',
  'xyzzy  b0mb',
  'xyz\u200bzy bо',
  'mb',
  '炸弹',
  '制作',
  'qabc',
  'abbac',
  ']zz',
  'z',
  'AAb',
  '%41',
  '100% ',
  '％',
  '…',
  'ﬁ',
  '\ud83d',
  '\ude00',
  '👩‍💻',
  '𝓪𝓵𝓲𝓬𝓮',
  '@acme.io',
  ' ',
  '\n',
  '\0',
];

describe('a first look at a whole text', () => {
  const units = new TextUnits();
  const prescan = new Prescan(RULES);
  const mayFind = (text: string) => prescan.mayFind(units.read(text), text.length);
  const finds = (text: string) => new Screen(RULES, { wholeText: text }).push(text, true).findings.length > 0;

  it('never misses what the detectors find, wherever in the text it stands', () => {
    const random = new Random(23);
    let found = 0;
    for (let round = 0; round < 6000; round++) {
      let text = '';
      for (let piece = random.below(8); piece >= 0; piece--) text += PIECES[random.below(PIECES.length)];
      if (!finds(text)) continue;
      found++;
      expect(mayFind(text), JSON.stringify(text)).toBe(true);
    }
    expect(found).toBeGreaterThan(2000);
  });

  it('finds what stands across two blocks of a long text', () => {
    for (let at = 980; at < 1060; at++) expect(mayFind(`${'x '.repeat(at)}xyzzy bomb.`)).toBe(true);
  });

  it('is done with ordinary text, with numbers, dates and links in it', () => {
    const text =
      'In 2024, about 1,500 people came (up 12% from 2019-05-17); see https://example.org/a/b?id=31337 … “quoted”, naïve café — ' +
      '他说：今天的天气很好。 Call it 555 or so, ask for version 3.11.4 at 10:30, and mail me @home.';
    expect(finds(text)).toBe(false);
    expect(mayFind(text)).toBe(false);
  });

  it('says that there may be something where there is an escape, which it does not read', () => {
    expect(mayFind('a link to /a%20b')).toBe(true);
    expect(mayFind('100%, or 5 % of it')).toBe(false);
  });

  it('judges a text alike whatever it has read before', () => {
    const random = new Random(29);
    const text = 'Nothing to see here, 12 of 34.';
    for (let round = 0; round < 300; round++) {
      mayFind(Array.from({ length: 300 }, () => String.fromCharCode(32 + random.below(95))).join(''));
      expect(mayFind(text)).toBe(false);
      expect(mayFind(`${text} 4111 1111 1111 1111`)).toBe(true);
    }
  });

  it('is refused where letters may be rotated, spaced out or encoded', () => {
    expect(() => new Prescan({ ...RULES, decodeDepth: 1 })).toThrow('plain text only');
  });
});
