// Personal data and keys with valid check digits are found; look-alikes with wrong ones are not.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile.ts';
import { Screen } from '../screen.ts';
import { Random } from '../testing/random.ts';
import { isChineseResidentId, passesLuhn } from './pii.ts';

const policy = compilePolicy(
  'version: t\ncategories: { pii: { input: flag, output: redact }, secrets: { input: flag, output: redact } }\n',
  't',
);
const random = new Random(41);
const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
const letters = (count: number, alphabet: string) =>
  Array.from({ length: count }, () => alphabet[random.below(alphabet.length)]).join('');
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function detectors(text: string): string[] {
  const { findings } = new Screen(policy.ruleSet('', 'input', 'user'), { wholeText: text }).push(text, true);
  return findings.map(({ detector }) => detector);
}

function card(valid: boolean): string {
  const body = `4${digits(14)}`;
  const check = [...'0123456789'].find((digit) => passesLuhn(body + digit) === valid)!;
  const number = body + check;
  return random.below(2) === 0 ? number : number.replace(/(\d{4})(?=\d)/g, random.below(2) === 0 ? '$1 ' : '$1-');
}

function residentId(valid: boolean): string {
  const date = `19${50 + random.below(50)}0${1 + random.below(9)}${10 + random.below(18)}`;
  const body = `${11 + random.below(4)}0${1 + random.below(9)}0${1 + random.below(9)}${date}${digits(3)}`;
  return body + [...'0123456789X'].find((check) => isChineseResidentId(body + check) === valid)!;
}

function iban(valid: boolean): string {
  const account = digits(18);
  const remainder = Number(BigInt(`${account}131400`) % 97n);
  const check = 98 - remainder;
  const shown = String(valid ? check : ((check + 1 + random.below(90)) % 97) + 2).padStart(2, '0');
  return random.below(2) === 0 ? `DE${shown}${account}` : `DE${shown}${account}`.replace(/(.{4})(?=.)/g, '$1 ');
}

const KINDS: Record<string, { detector: string; make: (valid: boolean) => string }> = {
  'card numbers': { detector: 'pii:credit_card', make: card },
  'Chinese resident ids': { detector: 'pii:cn_resident_id', make: residentId },
  IBANs: { detector: 'pii:iban', make: iban },
};

const SECRETS: Record<string, () => string> = {
  aws_access_key: () => `AKIA${letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  github_token: () => `ghp_${letters(36, ALPHANUMERIC)}`,
  google_api_key: () => `AIza${letters(35, ALPHANUMERIC)}`,
  stripe_key: () => `sk_live_${letters(24, ALPHANUMERIC)}`,
  npm_token: () => `npm_${letters(36, ALPHANUMERIC)}`,
  openai_key: () => `sk-proj-${letters(48, ALPHANUMERIC)}`,
};

const around = (text: string) =>
  [`Please note ${text} for later.`, `${text}`, `(${text})`, `号码：${text}。`, `id=${text};`][random.below(5)]!;

describe('numbers with check digits', () => {
  it.each(Object.keys(KINDS))('%s: at least 98% are found, and at most 1% of look-alikes', (name) => {
    const { detector, make } = KINDS[name]!;
    const hits = (valid: boolean) =>
      Array.from({ length: 1000 }, () => detectors(around(make(valid)))).filter((found) => found.includes(detector))
        .length;
    expect(hits(true) / 1000).toBeGreaterThanOrEqual(0.98);
    expect(hits(false) / 1000).toBeLessThanOrEqual(0.01);
  });
});

describe('keys in their issuers’ formats', () => {
  it.each(Object.keys(SECRETS))('%s: at least 98% are found, and none that is a letter short', (name) => {
    const make = SECRETS[name]!;
    const keys = Array.from({ length: 300 }, make);
    const found = keys.filter((key) => detectors(around(key)).includes(`secrets:${name}`)).length;
    expect(found / 300).toBeGreaterThanOrEqual(0.98);
    const exactLength = !['stripe_key', 'openai_key'].includes(name);
    const short = keys.filter((key) => exactLength && detectors(`a ${key.slice(0, -1)} b`).includes(`secrets:${name}`));
    expect(short).toEqual([]);
  });
});
