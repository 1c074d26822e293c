// What is done about findings in a corpus: tier 0 by a policy of the guard's own form, tier 1 by two thresholds.
import { loadPolicy, parsePolicy } from '../policy/policy.ts';
import type { Policy } from '../policy/schema.ts';
import type { Category } from '../taxonomy.ts';

/** Used when no policy is named: personal data and keys are redacted, what nobody may keep is dropped, the rest is noted. */
export const CORPUS_POLICY_YAML = String.raw`
version: corpus-1
redaction: "[{category}]"
categories:
  S4: { input: block, output: block }
  pii: { input: redact, output: redact }
  secrets: { input: redact, output: redact }
threshold: 0.5
rules:
  - id: abuse-material
    category: S4
    patterns:
      - '\b(?:child|kiddie|kiddy|preteen|pedo|toddler|infant)\s+(?:porn|pornography)\s+(?:links?|sites?|forums?|videos?|pics?|pictures?|images?|collection|for\s+sale|download)\b'
      - '(?:出售|购买|交换|分享|下载).{0,6}(?:儿童|兒童|幼女|幼童|未成年).{0,6}(?:色情|裸照)'
`;

export function loadCorpusPolicy(path: string | undefined): Promise<Policy> {
  return path === undefined ? Promise.resolve(parsePolicy(CORPUS_POLICY_YAML, 'corpus policy')) : loadPolicy(path);
}

/** Categories of tier 1 that say something about a document; the others are about talking to a model. */
export const DOCUMENT_CATEGORIES: readonly Category[] = [
  'S1',
  'S2',
  'S3',
  'S4',
  'S5',
  'S7',
  'S9',
  'S10',
  'S11',
  'S12',
  'S14',
  'prompt_injection',
];
