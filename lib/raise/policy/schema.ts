// What a policy may say. `deploy/policy.schema.json` is made from it (npm run policy-schema), for editors.
import { z } from 'zod';
import { ACTIONS, HELD_CHARACTERS_MAX } from '../detector.ts';
import { CATEGORY_NAMES } from '../taxonomy.ts';
import { PII_PATTERNS } from '../tier0/pii.ts';
import { SECRET_PATTERNS } from '../tier0/secrets.ts';
import { ADAPTER_NAMES } from '../tier2/adapter.ts';

export const BUILTIN_PATTERNS = [...PII_PATTERNS, ...SECRET_PATTERNS];

export const ROLES = ['system', 'user', 'assistant', 'tool', 'retrieved'] as const;
export type Role = (typeof ROLES)[number];

export const OUTPUT_MODES = ['hold', 'async', 'full'] as const;
export type OutputMode = (typeof OUTPUT_MODES)[number];

const TERMS_MAX = 100_000;
const PATTERNS_MAX = 1000;
const TENANTS_MAX = 10_000;
const REDACTION_CHARACTERS_MAX = 200;

const action = z.enum(ACTIONS);
const outputAction = z.enum(['allow', 'flag', 'redact', 'block'], {
  error: 'an output action is one of allow, flag, redact, block',
});
const threshold = z.number().min(0).max(1);
const failure = z.enum(['auto', 'open', 'closed']).describe('auto: closed where the action is block, else open');
const actions = z.strictObject({
  input: action.describe('for what users send'),
  output: outputAction.describe('for what the model writes'),
  threshold: threshold.optional().describe('score from which the classifier and the safety model count'),
  failure: failure.optional().describe('when the safety model does not answer'),
});
const identifier = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'lower-case letters, digits, - and _; at most 64');
const allowed = z.array(z.string().min(1).max(1000)).max(TERMS_MAX).describe('texts that are never findings');
const detectors = z
  .partialRecord(z.enum(BUILTIN_PATTERNS.map(({ id }) => id)), z.boolean())
  .describe('detectors that ship with the guard, on or off');

const rule = z
  .strictObject({
    id: identifier,
    category: z.enum(CATEGORY_NAMES),
    terms: z
      .array(z.string().trim().min(1).max(HELD_CHARACTERS_MAX))
      .max(TERMS_MAX)
      .default([])
      .describe('matched as whole words, in any case'),
    patterns: z
      .array(z.string().min(1).max(4000))
      .max(PATTERNS_MAX)
      .default([])
      .describe('RE2 regular expressions, matched in any case'),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .default([...ROLES])
      .describe('only text of these origins is read; output has the role assistant'),
    actions: z
      .strictObject({ input: action, output: outputAction })
      .partial()
      .default({})
      .describe("instead of the category's"),
    score: z.number().min(0).max(1).default(1),
  })
  .refine(({ terms, patterns }) => terms.length + patterns.length > 0, 'a rule needs terms or patterns');

const classifier = z
  .strictObject({
    enabled: z.boolean().default(true),
    threshold: threshold.default(0.9).describe('score that counts, for categories without a threshold of their own'),
    strongest: action
      .default('flag')
      .describe('strongest action on its word alone; a safety model is asked whatever this says'),
    suspicious: threshold
      .default(0.5)
      .describe('score from which a text is looked at more closely by the safety model'),
  })
  .describe('tier 1: the classifier that ships with the guard');

const OUTPUT_DEADLINE_MS_MAX = 1500;
const safetyModel = z
  .strictObject({
    adapter: z.enum(ADAPTER_NAMES).describe('prompt and answer format of the model'),
    url: z
      .url({ protocol: /^https?$/ })
      .describe('base URL of an OpenAI-compatible API, such as http://router:8080/v1'),
    model: z.string().min(1).max(200),
    api_key_env: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]{0,99}$/)
      .optional()
      .describe('environment variable of the guard that holds the API key'),
    input: z.enum(['never', 'suspicious', 'always']).default('always').describe('which prompts it reads'),
    output: z.enum(['never', 'suspicious', 'always']).default('suspicious').describe('which answers it reads'),
    input_deadline_ms: z.number().int().min(1).max(4000).default(2000),
    output_deadline_ms: z.number().int().min(1).max(OUTPUT_DEADLINE_MS_MAX).default(1000),
    first_tokens: z.number().int().min(1).max(4096).default(32).describe('of an answer before it is first asked'),
    every_tokens: z.number().int().min(1).max(4096).default(128).describe('of an answer between two questions'),
    max_concurrent: z.number().int().min(1).max(4096).default(32).describe('requests at the same time'),
    policy: z.string().max(20_000).optional().describe('for gpt-oss-safeguard: the policy in words, instead of ours'),
  })
  .describe('tier 2: a safety model');

const output = z
  .strictObject({
    mode: z
      .enum(OUTPUT_MODES)
      .default('hold')
      .describe(
        'hold: show what is decided; async: do not wait for the safety model; full: show nothing before the end',
      ),
    hold_characters: z
      .number()
      .int()
      .min(128)
      .max(100_000)
      .default(1000)
      .describe('that may wait for the safety model'),
    hold_ms: z.number().int().min(1).max(OUTPUT_DEADLINE_MS_MAX).default(1000).describe('that they may wait'),
  })
  .describe('how answers are shown');

const readings = z
  .strictObject({
    spaced: z.boolean().default(true).describe('join letters that are spaced out'),
    rot13: z.boolean().default(true),
    decode_depth: z
      .number()
      .int()
      .min(0)
      .max(4)
      .default(2)
      .describe('how many of base64, hexadecimal and tag characters inside one another are decoded'),
  })
  .describe('ways to read a text besides as it is');

const tenant = z.strictObject({
  categories: z.partialRecord(z.enum(CATEGORY_NAMES), actions.partial()).default({}),
  detectors: detectors.default({}),
  threshold: threshold.optional(),
  failure: failure.optional(),
  output: output.partial().optional(),
  allow: allowed.default([]),
});

export const policySchema = z.strictObject({
  version: z.string().min(1).max(100).describe('named in every verdict'),
  redaction: z
    .string()
    .max(REDACTION_CHARACTERS_MAX)
    .default('[redacted: {category}]')
    .describe('stands in the place of redacted text'),
  categories: z.partialRecord(z.enum(CATEGORY_NAMES), actions).describe('a category that is missing is allowed'),
  threshold: threshold
    .default(0.5)
    .describe('findings of patterns, terms and detectors that are less sure do not count'),
  failure: failure.default('auto').describe('when the safety model does not answer'),
  detectors: detectors.default({}),
  rules: z
    .array(rule)
    .max(PATTERNS_MAX)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'every rule needs an id of its own')
    .default([]),
  allow: allowed.default([]),
  readings: readings.prefault({}),
  classifier: classifier.prefault({}),
  safety_model: safetyModel.optional(),
  output: output.prefault({}),
  tenants: z
    .record(z.string().min(1, 'what holds for callers without a name stands outside of tenants').max(200), tenant)
    .refine((tenants) => Object.keys(tenants).length <= TENANTS_MAX, `at most ${TENANTS_MAX} tenants`)
    .default({})
    .describe('what differs for a tenant; its allow-list is added to the one above'),
});

export type Policy = z.output<typeof policySchema>;
export type PolicyRule = Policy['rules'][number];
export type SafetyModelPolicy = NonNullable<Policy['safety_model']>;
export type OutputPolicy = Policy['output'];
export type Phase = 'input' | 'output';

/** The schema as JSON Schema, for editors: what may stand in a policy file. */
export function policyJsonSchema(): string {
  const schema = z.toJSONSchema(policySchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'Fulgur guard policy', ...schema }, null, 2)}\n`;
}
