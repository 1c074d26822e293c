// The policy: which categories are looked for, and what is done about a finding. One YAML file, checked whole when it is
// loaded; a policy that is accepted cannot fail later.
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { FulgurError, invalid } from '../../wire/errors.ts';
import { ACTIONS, type Action, HELD_CHARACTERS_MAX } from '../detector.ts';
import { CATEGORY_NAMES, type Category } from '../taxonomy.ts';
import { PII_PATTERNS } from '../tier0/pii.ts';
import { SECRET_PATTERNS } from '../tier0/secrets.ts';
import { DEFAULT_POLICY_YAML } from './default-policy.ts';

export const BUILTIN_PATTERNS = [...PII_PATTERNS, ...SECRET_PATTERNS];

export const ROLES = ['system', 'user', 'assistant', 'tool'] as const;
export type Role = (typeof ROLES)[number];

const POLICY_CHARACTERS_MAX = 4 * 1024 * 1024;
const TERMS_MAX = 100_000;
const PATTERNS_MAX = 1000;
const REDACTION_CHARACTERS_MAX = 200;

const action = z.enum(ACTIONS);
const outputAction = z.enum(['allow', 'flag', 'redact', 'block'], {
  error: 'an output action is one of allow, flag, redact, block',
});
const actions = z.strictObject({ input: action, output: outputAction });
const identifier = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'lower-case letters, digits, - and _; at most 64');
const allowed = z.array(z.string().min(1).max(1000)).max(TERMS_MAX);
const threshold = z.number().min(0).max(1);
const detectors = z.partialRecord(z.enum(BUILTIN_PATTERNS.map(({ id }) => id)), z.boolean());

const rule = z
  .strictObject({
    id: identifier,
    category: z.enum(CATEGORY_NAMES),
    terms: z.array(z.string().trim().min(1).max(HELD_CHARACTERS_MAX)).max(TERMS_MAX).default([]),
    patterns: z.array(z.string().min(1).max(4000)).max(PATTERNS_MAX).default([]),
    /** Only text of these roles is read; output has the role assistant. */
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .default([...ROLES]),
    /** Instead of the category's. */
    actions: actions.partial().default({}),
    score: z.number().min(0).max(1).default(1),
  })
  .refine(({ terms, patterns }) => terms.length + patterns.length > 0, 'a rule needs terms or patterns');

const tenant = z.strictObject({
  categories: z.partialRecord(z.enum(CATEGORY_NAMES), actions.partial()).default({}),
  detectors: detectors.default({}),
  threshold: threshold.optional(),
  allow: allowed.default([]),
});

export const policySchema = z.strictObject({
  version: z.string().min(1).max(100),
  redaction: z.string().max(REDACTION_CHARACTERS_MAX).default('[redacted: {category}]'),
  categories: z.partialRecord(z.enum(CATEGORY_NAMES), actions),
  threshold: threshold.default(0.5),
  detectors: detectors.default({}),
  rules: z
    .array(rule)
    .max(PATTERNS_MAX)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'every rule needs an id of its own')
    .default([]),
  allow: allowed.default([]),
  tenants: z.record(z.string(), tenant).default({}),
});

export type Policy = z.output<typeof policySchema>;
export type PolicyRule = Policy['rules'][number];
export type Phase = 'input' | 'output';

/** Parses and checks a policy; an error names `source`, the place and what is wrong, in one line. */
export function parsePolicy(yaml: string, source: string): Policy {
  if (yaml.length > POLICY_CHARACTERS_MAX) {
    throw invalid('policyFile', `${source}: ${yaml.length} characters; a policy may have ${POLICY_CHARACTERS_MAX}`);
  }
  const document = parseDocument(yaml, { prettyErrors: false });
  const problem = document.errors[0];
  if (problem !== undefined) throw invalid('policyFile', `${source}: not YAML: ${problem.message.split('\n')[0]}`);
  const parsed = policySchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw invalid('policyFile', `${source}: ${issue.path.join('.') || 'policy'}: ${issue.message}`);
  }
  return parsed.data;
}

/** The policy in `path`, or the one that ships with the guard when there is no path. */
export async function loadPolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined || path === '') return parsePolicy(DEFAULT_POLICY_YAML, 'default policy');
  let yaml: string;
  try {
    yaml = await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new FulgurError(9, `policy file ${path}: ${reason}; check policyFile (FULGUR_POLICY_FILE)`, {
      field: 'policyFile',
      cause: error,
    });
  }
  return parsePolicy(yaml, path);
}

/** What the policy does about `category` for a tenant; a category that it does not name is allowed. */
export function actionFor(policy: Policy, tenantId: string, category: Category, phase: Phase): Action {
  const overridden = tenantOf(policy, tenantId)?.categories[category]?.[phase];
  return overridden ?? policy.categories[category]?.[phase] ?? 'allow';
}

export function tenantOf(policy: Policy, tenantId: string): Policy['tenants'][string] | undefined {
  return Object.hasOwn(policy.tenants, tenantId) ? policy.tenants[tenantId] : undefined;
}
