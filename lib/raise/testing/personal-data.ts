// Made-up personal data and keys, for tests and benchmarks: numbers with right check digits, look-alikes with wrong ones.
import { isChineseResidentId, passesLuhn } from '../tier0/pii.ts';
import type { Random } from './random.ts';

export interface PersonalData {
  readonly detector: string;
  /** `valid`: whether the check digits are right. */
  make(random: Random, valid: boolean): string;
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function letters(random: Random, count: number, alphabet: string): string {
  return Array.from({ length: count }, () => alphabet[random.below(alphabet.length)]).join('');
}

const digits = (random: Random, count: number): string => letters(random, count, '0123456789');

function card(random: Random, valid: boolean): string {
  const body = `4${digits(random, 14)}`;
  const check = [...'0123456789'].find((digit) => passesLuhn(body + digit) === valid)!;
  const number = body + check;
  return random.below(2) === 0 ? number : number.replace(/(\d{4})(?=\d)/g, random.below(2) === 0 ? '$1 ' : '$1-');
}

function residentId(random: Random, valid: boolean): string {
  const date = `19${50 + random.below(50)}0${1 + random.below(9)}${10 + random.below(18)}`;
  const region = `${11 + random.below(4)}0${1 + random.below(9)}0${1 + random.below(9)}`;
  const body = `${region}${date}${digits(random, 3)}`;
  return body + [...'0123456789X'].find((check) => isChineseResidentId(body + check) === valid)!;
}

function iban(random: Random, valid: boolean): string {
  const account = digits(random, 18);
  const remainder = Number(BigInt(`${account}131400`) % 97n);
  const check = 98 - remainder;
  const shown = String(valid ? check : ((check + 1 + random.below(90)) % 97) + 2).padStart(2, '0');
  return random.below(2) === 0 ? `DE${shown}${account}` : `DE${shown}${account}`.replace(/(.{4})(?=.)/g, '$1 ');
}

/** By what they are. */
export const CHECKED_NUMBERS: Readonly<Record<string, PersonalData>> = {
  'card numbers': { detector: 'pii:credit_card', make: card },
  'Chinese resident ids': { detector: 'pii:cn_resident_id', make: residentId },
  IBANs: { detector: 'pii:iban', make: iban },
};

/** By the id of their detector. */
export const KEYS: Readonly<Record<string, (random: Random) => string>> = {
  aws_access_key: (random) => `AKIA${letters(random, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  github_token: (random) => `ghp_${letters(random, 36, ALPHANUMERIC)}`,
  google_api_key: (random) => `AIza${letters(random, 35, ALPHANUMERIC)}`,
  stripe_key: (random) => `sk_live_${letters(random, 24, ALPHANUMERIC)}`,
  npm_token: (random) => `npm_${letters(random, 36, ALPHANUMERIC)}`,
  openai_key: (random) => `sk-proj-${letters(random, 48, ALPHANUMERIC)}`,
};

/** The text as it may stand in another one. */
export function amongWords(text: string, random: Random): string {
  return [`Please note ${text} for later.`, `${text}`, `(${text})`, `号码：${text}。`, `id=${text};`][random.below(5)]!;
}
