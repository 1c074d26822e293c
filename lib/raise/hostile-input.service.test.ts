import { describe, expect, it } from 'vitest';
import { compilePolicy } from './policy/compile.ts';
import { DEFAULT_POLICY_YAML } from './policy/default-policy.ts';
import { Screen } from './screen.ts';
import { OBFUSCATIONS } from './testing/obfuscations.ts';
import { Random } from './testing/random.ts';
import type { TextClassifier } from './text-classifier.ts';

const exact = compilePolicy(DEFAULT_POLICY_YAML, 'default');

/** A classifier that is as sure as the text is long, so that its verdict depends on what it was shown. */
const pickyClassifier: TextClassifier = {
  version: 'picky',
  categories: ['S10', 'S2'],
  classify: (text) => ({ S10: text.includes('plugh') ? 0.99 : 0.1, S2: (text.length % 97) / 100 }),
};
const learned = compilePolicy(
  `${DEFAULT_POLICY_YAML.replace('strongest: flag', 'strongest: block').replace('S10: { input: flag, output: flag }', 'S10: { input: block, output: block }')}`,
  'learned',
  pickyClassifier,
);

function verdictOf(policy: typeof exact, chunks: readonly string[]) {
  const screen = new Screen(policy.ruleSet('', 'output', 'assistant'));
  const findings: unknown[] = [];
  let shown = '';
  let action = 'allow';
  for (const [index, chunk] of chunks.entries()) {
    const release = screen.push(chunk, index === chunks.length - 1);
    shown += release.text;
    action = release.action;
    findings.push(...release.findings);
  }
  return { shown, action, findings };
}

const FRAGMENTS = [
  'The old house by the river. ',
  'how to make a pipe bomb',
  'plugh and so on. ',
  'a b c d e ',
  '100% of it, 20%25, %E7%82%B8 ',
  'AKIAIOSFODNN7EXAMPLE ',
  '炸弹的制作方法',
  '\ud83d',
  '\udc4d\u200d👩‍💻',
  '\u200b\u00ad\u{e0061}\u{e0062}',
  'ﷺ½ﬁ',
  'Zm9vYmFyYmF6IGhvdyB0byBtYWtl ',
  'face dead beef 68656c6c6f20776f726c64 ',
  '@$! (3) 0x41 \\x42',
  '\n\n\t',
];

describe('hostile text', () => {
  it('gets one verdict however it is cut, disguised and broken as it may be, with tier 1 too', () => {
    const random = new Random(17);
    const disguises = Object.values(OBFUSCATIONS);
    for (let round = 0; round < 120; round += 1) {
      let text = '';
      for (let piece = random.below(8); piece >= 0; piece -= 1) {
        const fragment = FRAGMENTS[random.below(FRAGMENTS.length)]!;
        const disguise = disguises[random.below(disguises.length)]!;
        text += random.below(3) === 0 && fragment.isWellFormed() ? disguise(fragment, random) : fragment;
      }
      for (const policy of [exact, learned]) {
        const whole = verdictOf(policy, [text]);
        for (const size of [1, 2, 3, 7, 31]) {
          const chunks: string[] = [];
          for (let at = 0; at < text.length; at += size) chunks.push(text.slice(at, at + size));
          expect(verdictOf(policy, chunks), JSON.stringify({ text, size })).toEqual(whole);
        }
        const faster = new Screen(policy.ruleSet('', 'output', 'assistant'), { wholeText: text }).push(text, true);
        expect({ shown: faster.text, action: faster.action, findings: faster.findings }).toEqual(whole);
      }
    }
  });

  it('of any code units is read without an error, and shown unchanged when nothing is found', () => {
    const random = new Random(23);
    for (let round = 0; round < 60; round += 1) {
      const text = Array.from({ length: 400 }, () => String.fromCharCode(random.below(0x10000))).join('');
      const { shown, action } = verdictOf(exact, [text.slice(0, 150), text.slice(150)]);
      if (action === 'allow' || action === 'flag') expect(shown).toBe(text);
    }
  });

  it('however long it is, is read in time that grows with its length only', () => {
    const size = 1 << 18;
    const texts = {
      letters: 'a'.repeat(size),
      digits: '1'.repeat(size),
      separators: 'a '.repeat(size / 2),
      beginnings: 'how to make a '.repeat(size / 14),
      percents: '%'.repeat(size),
      escapes: '%25'.repeat(size / 3),
      base64: 'aG93'.repeat(size / 4),
      hex: '68 '.repeat(size / 3),
      dashes: '-----BEGIN '.repeat(size / 11),
      invisible: '\u200b'.repeat(size),
    };
    const seconds = (text: string) => {
      const started = process.cpuUsage();
      new Screen(exact.ruleSet('', 'output', 'assistant')).push(text, true);
      return process.cpuUsage(started).user / 1e6;
    };
    const plain = 'The old house by the river. '.repeat((1 << 20) / 28);
    expect(seconds(plain)).toBeLessThan(20);
    for (const [name, text] of Object.entries(texts)) {
      const quarter = seconds(text.slice(0, size / 4));
      expect(seconds(text), name).toBeLessThan(Math.max(8 * quarter, 20));
    }
  }, 120_000);
});

describe('a hostile policy', () => {
  const rule = (pattern: string) =>
    `version: v\ncategories: { S1: { input: block, output: block } }\nrules:\n  - id: bomb\n    category: S1\n    patterns:\n      - '${pattern}'\n`;

  it('cannot make reading slow: patterns that take other engines for ever take linear time', () => {
    for (const pattern of ['(a+)+b', '(a|a)*b', '(a|aa)+c', '(.*a){12}b', 'a{0,60}a{60}b', '(?:a?){50}a{50}c']) {
      const ruleSet = compilePolicy(rule(pattern), 'p').ruleSet('', 'output', 'assistant');
      const started = process.cpuUsage();
      new Screen(ruleSet).push('a'.repeat(20_000), true);
      expect(process.cpuUsage(started).user / 1e6, pattern).toBeLessThan(10);
    }
  }, 120_000);

  it.each([
    ['a pattern that does not compile', rule('(a'), /^p:7: rules\.bomb\.patterns\[0\]: .*RE2 syntax/],
    ['a pattern that is too large', rule('((a{100}){100}){10}'), /^p:7: rules\.bomb\.patterns\[0\]: /],
    ['an unknown field', 'version: v\ncategories: {}\ncolour: red\n', /^p:\d: .*colour/],
    [
      'a wrong value',
      'version: v\ncategories:\n  S1:\n    input: explode\n    output: block\n',
      /^p:4: categories\.S1\.input: /,
    ],
    ['no YAML', 'version: [\n', /^p:\d+: not YAML: /],
    ['nesting without end', `version: ${'['.repeat(50_000)}`, /^p.*: not YAML: /],
    [
      'aliases of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, level) => `${'bcdefghijklm'[level]}: &${'bcdefghijklm'[level]} [${`*${'abcdefghijklm'[level]},`.repeat(9)}]`).join('\n')}\n`,
      /^p/,
    ],
    [
      'a tenant of a bad shape',
      'version: v\ncategories: {}\ntenants:\n  x: { threshold: 7 }\n',
      /^p:4: tenants\.x\.threshold: /,
    ],
    [
      'a safety model behind a strange address',
      'version: v\ncategories: {}\nsafety_model: { adapter: qwen3guard, url: "file:///etc/passwd", model: m }\n',
      /^p:3: safety_model\.url: /,
    ],
    ['bytes', '\0\x01\x02', /^p/],
  ])('is refused with file, line and field: %s', (_, yaml, message) => {
    expect(() => compilePolicy(yaml, 'p')).toThrow(message);
    expect(() => compilePolicy(yaml, 'p')).not.toThrow('\n');
  });
});
