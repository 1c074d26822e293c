// Credentials in the formats that their issuers publish, and assignments whose value looks random.
import type { BuiltinPattern } from './pii.ts';

/** Shannon entropy of the characters, in bits per character. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const ENTROPY_BITS_MIN = 3.5;

/** Whether the value of `name = value` looks like a key: digits and letters, no words, enough entropy. */
function assignsRandomValue(text: string): boolean {
  const value = /[:=]\s*["']?([^\s"']+)$/.exec(text)?.[1] ?? '';
  return /\d/.test(value) && /[a-z]/i.test(value) && entropyBits(value) >= ENTROPY_BITS_MIN;
}

function secret(id: string, pattern: string, score = 1, validate?: (text: string) => boolean): BuiltinPattern {
  const base = { id, category: 'secrets', pattern, score, enabled: true } as const;
  return validate === undefined ? base : { ...base, validate };
}

export const SECRET_PATTERNS: readonly BuiltinPattern[] = [
  secret(
    'private_key',
    String.raw`-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s*(?:Proc-Type|DEK-Info|Version|Comment):[^\n]*)*(?:\s*[A-Za-z0-9+/]{16,}={0,2})*(?:\s*[A-Za-z0-9+/]{1,76}={0,2})?` +
      String.raw`(?:\s*-----END [A-Z0-9 ]{0,40}-----)?`,
  ),
  secret('aws_access_key', String.raw`(?-i)\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b`),
  secret('github_token', String.raw`(?-i)\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b`),
  secret('slack_token', String.raw`(?-i)\bxox[abeoprs]-[A-Za-z0-9-]{10,}`),
  secret('slack_webhook', String.raw`hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{16,}`),
  secret('google_api_key', String.raw`(?-i)\bAIza[A-Za-z0-9_-]{35}`),
  secret('openai_key', String.raw`(?-i)\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,}`),
  secret('stripe_key', String.raw`(?-i)\b[rs]k_live_[A-Za-z0-9]{16,}`),
  secret('npm_token', String.raw`(?-i)\bnpm_[A-Za-z0-9]{36}\b`),
  secret('jwt', String.raw`(?-i)\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?`),
  secret(
    'assignment',
    String.raw`(?:secret|token|passwd|password|pwd|api[_-]?key|access[_-]?key|private[_-]?key|密码|密钥|口令)["']?\s{0,4}(?:[:=]|:=|=>)\s{0,4}["']?[A-Za-z0-9+/_.~-]{16,}`,
    0.6,
    assignsRandomValue,
  ),
];
