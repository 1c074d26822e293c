import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { HELD_CHARACTERS_MAX } from './detector.ts';
import { normaliseText } from './normalise/normalise.ts';
import { parsePolicy } from './policy/policy.ts';
import { CompiledPolicy, type RuleSet } from './policy/rule-set.ts';
import { Screen, type ScreenFinding } from './screen.ts';
import { Random } from './testing/random.ts';

const POLICY = CompiledPolicy.of(
  parsePolicy(
    String.raw`
version: test
redaction: "<{category}>"
categories:
  S1: { input: block, output: block }
  S2: { input: flag, output: flag }
  S10: { input: redact, output: redact }
  pii: { input: redact, output: redact }
  secrets: { input: redact, output: redact }
rules:
  - { id: forbidden, category: S1, terms: [xyzzy bomb, 炸弹制作] }
  - { id: noted, category: S2, terms: [cab, abba] , patterns: ['a+b'] }
  - { id: letters, category: S10, terms: [bcb, bc], patterns: ['ab*c+', '\bca\b', 'b(?:ca|cab){2}', 'c{3}$'] }
`,
    'test',
  ),
);
const RULES = POLICY.ruleSet('', 'output', 'assistant');

function screen(
  ruleSet: RuleSet,
  chunks: readonly string[],
): { shown: string; action: string; findings: ScreenFinding[] } {
  const screening = new Screen(ruleSet);
  let shown = '';
  let action = 'allow';
  const findings: ScreenFinding[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const release = screening.push(chunk, index === chunks.length - 1);
    shown += release.text;
    action = release.action;
    findings.push(...release.findings);
  }
  return { shown, action, findings };
}

function cut(text: string, random: Random): string[] {
  const chunks: string[] = [];
  for (let at = 0; at < text.length; ) {
    const size = random.below(3) === 0 ? 1 : 1 + random.below(40);
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks.length === 0 ? [''] : chunks;
}

const PIECES = [
  'alice@acme.io',
  'Write to bob.smith+x@mail.acme.co.uk.',
  ' 4111-1111-1111-1112 ',
  'card 5555 5555 5555 4444, ',
  'GB82 WEST 1234 5698 7654 32',
  '+44 20 7946 0958',
  'AKIAIOSFODNN7EXAMPLE',
  'ghp_0123456789abcdefghijklmnopqrstuvwxyz',
  '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----\n',
  'xyzzy  bomb',
  'xyz​zy bо',
  '炸弹',
  '制作',
  '👩‍💻🏴',
  'é ﬁ ½ ',
  '\ud83d',
  'password = "aB3dE5fG7hJ9kL1mN3"',
  'abcabcabbc ca cab ',
  'The old lighthouse keeper lit the lamp. ',
  '\n\n',
];

describe('a screened stream', () => {
  it('gets the same verdict, findings and shown text however it is cut', () => {
    const random = new Random(7);
    for (let round = 0; round < 400; round += 1) {
      let text = '';
      for (let piece = random.below(12); piece >= 0; piece -= 1) text += PIECES[random.below(PIECES.length)];
      const whole = screen(RULES, [text]);
      for (let cutting = 0; cutting < 4; cutting += 1) {
        const chunks = cut(text, random);
        expect(screen(RULES, chunks), JSON.stringify(chunks)).toEqual(whole);
      }
      expect(screen(RULES, [...text])).toEqual(whole);
    }
  });

  it('finds in pieces what RE2 finds in the whole text', () => {
    const random = new Random(11);
    for (let round = 0; round < 1500; round += 1) {
      const text = Array.from({ length: random.below(60) }, () => 'aabbcc .'[random.below(8)]).join('');
      const found = screen(RULES, cut(text, random)).findings.filter(
        ({ detector, reading }) => detector.startsWith('pattern:') && reading === 'plain',
      );
      const expected: string[] = [];
      for (const source of ['a+b', 'ab*c+', '\\bca\\b', 'b(?:ca|cab){2}', 'c{3}$']) {
        const matcher = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.LONGEST_MATCH).matcher(text);
        while (matcher.find()) expected.push(`${matcher.start()}-${matcher.end()}`);
      }
      expect(found.map(({ start, end }) => `${start}-${end}`).sort(), JSON.stringify(text)).toEqual(expected.sort());
    }
  });

  it('finds in pieces every term that stands in the whole text as a word', () => {
    const random = new Random(13);
    for (let round = 0; round < 1500; round += 1) {
      const text = Array.from({ length: random.below(50) }, () => 'aabbcc .'[random.below(8)]).join('');
      const found = screen(RULES, cut(text, random)).findings.filter(
        ({ detector, reading }) => detector.startsWith('terms:') && reading === 'plain',
      );
      const expected = ['cab', 'abba', 'bcb', 'bc'].flatMap((term) =>
        [...text.matchAll(new RegExp(`\\b${term}\\b`, 'g'))].map(({ index }) => `${index}-${index + term.length}`),
      );
      expect(found.map(({ start, end }) => `${start}-${end}`).sort(), JSON.stringify(text)).toEqual(expected.sort());
    }
  });

  it('shows nothing of a blocked phrase, whatever the size of the deltas', () => {
    const text = 'Once upon a time. Take the xyzzy \n bomb and run.';
    for (const size of [1, 2, 3, 7, 100]) {
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g'))!;
      const { shown, action, findings } = screen(RULES, chunks);
      expect({ shown, action }).toEqual({ shown: 'Once upon a time. Take the ', action: 'block' });
      expect(findings).toMatchObject([{ detector: 'terms:forbidden', start: 27, end: 39 }]);
    }
  });

  it('releases nothing after a block', () => {
    const screening = new Screen(RULES);
    screening.push('xyzzy bomb!');
    expect(screening.push('harmless', true)).toMatchObject({ text: '', action: 'block', findings: [] });
  });

  it('releases at once what cannot become a match', () => {
    const screening = new Screen(RULES);
    expect(screening.push('Hello, world. ').text).toBe('Hello, world. ');
    expect(screening.push('I see xyz').text).toBe('I see ');
    expect(screening.push(' ').text).toBe('xyz ');
  });

  it('does not hold text for rules that only flag', () => {
    const screening = new Screen(RULES);
    expect(screening.push('!!aaaa').text).toBe('!!'.concat(''));
    const flagOnly = CompiledPolicy.of(
      parsePolicy(
        '{version: t, categories: {S2: {input: flag, output: flag}}, rules: [{id: r, category: S2, patterns: [a+b]}]}',
        't',
      ),
    ).ruleSet('', 'output', 'assistant');
    const flagging = new Screen(flagOnly);
    expect(flagging.push('!!aaaa').text).toBe('!!aaaa');
    expect(flagging.push('b ', true)).toMatchObject({ text: 'b ', action: 'flag', findings: [{ start: 2, end: 7 }] });
  });

  it('never holds more than the limit, even when a match seems to go on for ever', () => {
    const screening = new Screen(RULES);
    let held = 0;
    let shown = '';
    const endless = `x a${'b'.repeat(5000)}`;
    for (const character of endless) {
      shown += screening.push(character).text;
      held = Math.max(held, screening.heldCharacters);
    }
    expect(held).toBe(HELD_CHARACTERS_MAX);
    expect(shown + screening.push('', true).text).toBe(endless);
  });

  it('holds a thousand characters at most, of whatever kind, though a match may still come', () => {
    const screening = new Screen(RULES);
    let held = 0;
    let shown = '';
    const text = `xyzzy${'\u200b'.repeat(3000)} bomb`;
    for (const character of text) {
      shown += screening.push(character).text;
      held = Math.max(held, screening.heldCharacters);
    }
    expect(held).toBe(1000);
    expect(shown.startsWith('xyzzy\u200b')).toBe(true);
  });

  it('writes one replacement for redactions that overlap, and one for each of those that do not', () => {
    expect(screen(RULES, ['x abcaca, abc.']).shown).toBe('x <S10>, <S10>.');
    expect(screen(RULES, [...'x abcaca, abc.']).shown).toBe('x <S10>, <S10>.');
  });

  it('tells the first thousand and some findings of a text, and counts them all for what is done about it', () => {
    const flags = CompiledPolicy.of(
      parsePolicy(
        '{version: t, categories: {S1: {input: block, output: block}, S2: {input: flag, output: flag}}, rules: [{id: r, category: S2, terms: [cab]}, {id: b, category: S1, terms: [plugh]}]}',
        't',
      ),
    ).ruleSet('', 'output', 'assistant');
    const { findings, action } = screen(flags, [`${'cab '.repeat(1500)}plugh`]);
    expect(findings).toHaveLength(1024);
    expect(action).toBe('block');
  });

  it('replaces a private key of many lines without showing any of it', () => {
    const body = Array.from({ length: 27 }, (_, line) => `${'xY3/+zWv'.repeat(8)}${line % 10}`.slice(1)).join('\n');
    const text = `Here:\n-----BEGIN RSA PRIVATE KEY-----\n${body}\nQUFB=\n-----END RSA PRIVATE KEY-----\nKeep it.`;
    const { shown, findings } = screen(RULES, [...text]);
    expect(shown).toBe('Here:\n<secrets>\nKeep it.');
    expect(findings).toMatchObject([{ detector: 'secrets:private_key', start: 6, end: text.length - 9 }]);
  });

  it('never splits a surrogate pair', () => {
    const screening = new Screen(RULES);
    const [high, low] = ['\ud83d', '\ude00'];
    expect(screening.push(`ok ${high}`).text).toBe('ok ');
    expect(screening.push(`${low}!`).text).toBe('😀!');
    expect(screening.push(high, true).text).toBe(high);
  });

  it('reports offsets of the original text, through look-alikes and invisible characters', () => {
    const text = '👋 хуzzy\u200b bоmb';
    expect(normaliseText(text)).toContain('xyzzy bomb');
    const { action, findings } = screen(RULES, [text]);
    expect(action).toBe('block');
    expect(findings).toMatchObject([{ start: 3, end: text.length }]);
  });

  it('reads accents, fullwidth forms and joined marks as plain letters', () => {
    for (const text of ['ｘｙｚｚｙ ｂｏｍｂ', 'x́yźzy bo\u0301mb', '𝐱𝐲𝐳𝐳𝐲 𝕓𝕠𝕞𝕓', 'XYZZY\u00a0BOMB']) {
      expect(screen(RULES, [text]).action, text).toBe('block');
    }
  });
});
