// Personal data, each kind with the check that its numbering plan offers. Patterns read normalised text.
import type { Category } from '../taxonomy.ts';

/** A detector that ships with the guard; a policy turns it on or off by its id. */
export interface BuiltinPattern {
  readonly id: string;
  readonly category: Category;
  readonly pattern: string;
  readonly score: number;
  readonly enabled: boolean;
  readonly validate?: (text: string) => boolean;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Luhn's mod 10 check (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Leading digits and lengths of the large card networks (ISO/IEC 7812 issuer ranges). */
const CARD_NETWORKS = [
  /^4(\d{12}|\d{15}|\d{18})$/, // Visa
  /^(5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(6011|65\d\d|64[4-9]\d)\d{12}$/, // Discover
  /^62\d{14,17}$/, // UnionPay
  /^35(2[89]|[3-8]\d)\d{12}$/, // JCB
  /^3(0[0-5]|[68]\d)\d{11}$/, // Diners Club
];

export function isCreditCard(text: string): boolean {
  const digits = digitsOf(text);
  return CARD_NETWORKS.some((network) => network.test(digits)) && passesLuhn(digits) && !/^(\d)\1+$/.test(digits);
}

/** Length of an IBAN by country (SWIFT's IBAN registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 13616: the country's length, and the rearranged number modulo 97 is 1. */
export function isIban(text: string): boolean {
  const iban = text.replace(/[ -]/g, '').toUpperCase();
  if (IBAN_LENGTHS[iban.slice(0, 2)] !== iban.length) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function isCalendarDate(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6, 8)].map(Number);
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  return year! >= 1900 && year! < 2100 && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day!;
}

/** GB 11643-1999: province, birth date and the check character of ISO 7064 MOD 11-2. */
export function isChineseResidentId(text: string): boolean {
  if (!/^[1-8]\d{16}[\dXx]$/.test(text) || !isCalendarDate(text.slice(6, 14))) return false;
  let sum = 0;
  for (let place = 0; place < 17; place += 1) sum += (text.charCodeAt(place) - 48) * (2 ** (17 - place) % 11);
  return '10X98765432'[sum % 11] === text[17]!.toUpperCase();
}

/** Plausible, not assigned: the lengths of E.164, North America's or mainland China's mobile plan; no run of one digit. */
export function isPhoneNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (/^(\d)\1+$/.test(digits)) return false;
  if (text.startsWith('+')) return digits.length >= 8 && digits.length <= 15 && digits[0] !== '0';
  return /^1[3-9]\d{9}$/.test(digits) || /^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits);
}

const MEANINGLESS_EMAIL = /@(example|test|localhost|invalid)\b|@.*\.(example|test|invalid|png|jpe?g|gif|svg|webp)$/i;

export function isEmail(text: string): boolean {
  const at = text.indexOf('@');
  return at <= 64 && text.length <= 254 && !MEANINGLESS_EMAIL.test(text) && !/\.\.|^\.|\.@/.test(text);
}

function isIpAddress(text: string): boolean {
  return text.split('.').every((part) => Number(part) <= 255 && String(Number(part)) === part);
}

export const PII_PATTERNS: readonly BuiltinPattern[] = [
  {
    id: 'email',
    category: 'pii',
    pattern: String.raw`[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,24}\b`,
    score: 1,
    enabled: true,
    validate: isEmail,
  },
  {
    id: 'phone',
    category: 'pii',
    pattern: String.raw`\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,6}\b|\b(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[ .-]\d{4}\b|\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b1[3-9]\d(?:[ -]?\d{4}){2}\b`,
    score: 0.8,
    enabled: true,
    validate: isPhoneNumber,
  },
  {
    id: 'credit_card',
    category: 'pii',
    pattern: String.raw`\b\d(?:[ -]?\d){12,18}\b`,
    score: 1,
    enabled: true,
    validate: isCreditCard,
  },
  {
    id: 'iban',
    category: 'pii',
    pattern: String.raw`\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}\b`,
    score: 1,
    enabled: true,
    validate: isIban,
  },
  {
    id: 'cn_resident_id',
    category: 'pii',
    pattern: String.raw`\b[1-8]\d{16}[\dx]\b`,
    score: 1,
    enabled: true,
    validate: isChineseResidentId,
  },
  {
    id: 'ip',
    category: 'pii',
    pattern: String.raw`\b\d{1,3}(?:\.\d{1,3}){3}\b`,
    score: 0.5,
    enabled: false,
    validate: isIpAddress,
  },
];
