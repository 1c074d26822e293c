// Ways in which people write around filters, for tests and benchmarks: each turns a text into one that a person or a model still
// reads as the same.
import { CONFUSABLES } from '../normalise/confusables.ts';
import type { Random } from './random.ts';

export type Obfuscation = (text: string, random: Random) => string;

const LEET: Readonly<Record<string, string>> = {
  a: '4',
  b: '8',
  e: '3',
  g: '9',
  i: '1',
  l: '1',
  o: '0',
  s: '5',
  t: '7',
};
const LEET_SIGNS: Readonly<Record<string, string>> = { a: '@', e: '3', i: '!', l: '|', o: '0', s: '$', t: '+' };

const lookalikes = new Map<string, string[]>();
for (const [from, to] of CONFUSABLES) {
  const letter = String.fromCharCode(to);
  lookalikes.set(letter, [...(lookalikes.get(letter) ?? []), String.fromCodePoint(from)]);
}

function mapped(text: string, map: (character: string) => string): string {
  return Array.from(text, map).join('');
}

function shifted(text: string, upper: number, lower: number): string {
  return mapped(text, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 65 && code <= 90) return String.fromCodePoint(upper + code - 65);
    if (code >= 97 && code <= 122) return String.fromCodePoint(lower + code - 97);
    return character;
  });
}

const hex = (text: string, between: string, before: string): string =>
  Array.from(Buffer.from(text, 'utf8'), (byte) => `${before}${byte.toString(16).padStart(2, '0')}`).join(between);

export const OBFUSCATIONS: Readonly<Record<string, Obfuscation>> = {
  'fullwidth (NFKC)': (text) => shifted(text, 0xff21, 0xff41),
  'mathematical bold (NFKC)': (text) => shifted(text, 0x1d400, 0x1d41a),
  accents: (text) => mapped(text, (character) => (/[a-z]/i.test(character) ? `${character}\u0301` : character)),
  'zero width': (text) => Array.from(text).join('\u200b'),
  'soft hyphens': (text) => Array.from(text).join('\u00ad'),
  'tag characters between': (text) => Array.from(text).join('\u{e0061}'),
  'written in tag characters': (text) =>
    `Hello${mapped(text, (character) => String.fromCodePoint(0xe0000 + character.codePointAt(0)!))}`,
  confusables: (text, random) =>
    mapped(text, (character) => {
      const choices = lookalikes.get(character) ?? [character];
      return choices[random.below(choices.length)]!;
    }),
  leetspeak: (text) => mapped(text, (character) => LEET[character.toLowerCase()] ?? character),
  'leetspeak with signs': (text) => mapped(text, (character) => LEET_SIGNS[character.toLowerCase()] ?? character),
  'spaced out': (text) => Array.from(text).join(' '),
  'spaced out within words': (text) =>
    text
      .split(' ')
      .map((word) => Array.from(word).join(' '))
      .join('   '),
  dotted: (text) => Array.from(text.replace(/\s+/g, '')).join('.'),
  dashed: (text) => Array.from(text).join('-'),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  base64url: (text) => Buffer.from(text, 'utf8').toString('base64url'),
  'base64 twice': (text) => Buffer.from(Buffer.from(text, 'utf8').toString('base64')).toString('base64'),
  hex: (text) => hex(text, '', ''),
  'hex with spaces': (text) => hex(text, ' ', ''),
  'hex escapes': (text) => hex(text, '', '\\x'),
  rot13: (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const code = letter.charCodeAt(0);
      return String.fromCharCode((code | 32) <= 109 ? code + 13 : code - 13);
    }),
  'percent-encoding': (text) => encodeURIComponent(text),
  'percent-encoding of everything': (text) => hex(text, '', '%'),
  'percent-encoding twice': (text) => encodeURIComponent(hex(text, '', '%')),
};

/** Those that change only Latin letters. */
export const LATIN_ONLY = new Set([
  'fullwidth (NFKC)',
  'mathematical bold (NFKC)',
  'accents',
  'confusables',
  'leetspeak',
  'leetspeak with signs',
  'rot13',
  'written in tag characters',
]);
