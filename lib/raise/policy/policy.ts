// The policy: which categories are looked for, and what is done about a finding. One YAML file, checked whole when it is
// loaded; a policy that is accepted cannot fail later.
import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { Code, FulgurError, invalid } from '../../wire/errors.ts';
import type { Action } from '../detector.ts';
import type { Category } from '../taxonomy.ts';
import { DEFAULT_POLICY_YAML } from './default-policy.ts';
import { type Phase, type Policy, policySchema } from './schema.ts';

const POLICY_CHARACTERS_MAX = 4 * 1024 * 1024;
const ALIASES_MAX = 100;
const REASON_CHARACTERS_MAX = 500;

/**
 * Parses and checks a policy.
 * @throws INVALID_ARGUMENT that names `source`, the line, the field and what is wrong, in one line.
 */
export function parsePolicy(yaml: string, source: string): Policy {
  if (yaml.length > POLICY_CHARACTERS_MAX) {
    throw invalid('policyFile', `${source}: ${yaml.length} characters; a policy may have ${POLICY_CHARACTERS_MAX}`);
  }
  const lines = new LineCounter();
  const document = readYaml(yaml, source, lines);
  const problem = document.errors[0];
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    throw refusal(source, line, `not YAML: ${problem.message}`);
  }
  const content = contentOf(document, source);
  if (!isMapping(content))
    throw refusal(source, 1, `${whatIs(content)}, no policy: that has fields, such as \`version: my-rules-1\``);
  const parsed = policySchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const { path } = issue;
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const offset = offsetOf(document, path);
  const line = offset === undefined ? undefined : lines.linePos(offset).line;
  throw refusal(source, line, `${path.map((name) => (name === '' ? '""' : name)).join('.') || 'policy'}: ${message}`);
}

/** One line of bounded length, whatever of the policy stands in `problem`. */
export function refusal(source: string, line: number | undefined, problem: string): FulgurError {
  const shown = Array.from(problem, (character) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(character) ? ' ' : character)).join('');
  const whole = shown.length <= REASON_CHARACTERS_MAX ? shown : `${shown.slice(0, REASON_CHARACTERS_MAX)} ...`;
  return invalid('policyFile', `${line === undefined ? source : `${source}:${line}`}: ${whole}`);
}

/** The line of what stands at `path` in a policy's text, from 1. */
export function lineOf(yaml: string, path: readonly PropertyKey[]): number | undefined {
  const lines = new LineCounter();
  const offset = offsetOf(readYaml(yaml, '', lines), path);
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

type YamlDocument = ReturnType<typeof parseDocument>;

function readYaml(yaml: string, source: string, lineCounter: LineCounter): YamlDocument {
  try {
    return parseDocument(yaml, { prettyErrors: false, lineCounter, logLevel: 'silent' });
  } catch (error) {
    throw unreadable(source, error);
  }
}

function contentOf(document: YamlDocument, source: string): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    throw unreadable(source, error);
  }
}

function isMapping(content: unknown): boolean {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}

function whatIs(content: unknown): string {
  if (content === null || content === undefined) return 'nothing';
  return Array.isArray(content) ? 'a list' : `one ${typeof content}`;
}

/** Nesting without end, aliases of aliases. */
function unreadable(source: string, error: unknown): FulgurError {
  const why = error instanceof RangeError ? 'nested too deeply' : String((error as Error).message);
  return refusal(source, undefined, `not YAML: ${why}`);
}

/** Where the nearest node on the way to `path` stands in the text. */
function offsetOf(document: YamlDocument, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: readonly [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}

/** The policy in `path`, or the one that ships with the guard when there is no path. */
export async function loadPolicy(path: string | undefined): Promise<Policy> {
  return parsePolicy(await policyText(path), path === undefined || path === '' ? 'default policy' : path);
}

export async function policyText(path: string | undefined): Promise<string> {
  if (path === undefined || path === '') return DEFAULT_POLICY_YAML;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new FulgurError(Code.FAILED_PRECONDITION, `policy file ${path}: ${reason}; name a file that can be read`, {
      field: 'policyFile',
      cause: error,
    });
  }
}

/** What the policy does about `category` for a tenant; a category that it does not name is allowed. */
export function actionFor(policy: Policy, tenantId: string, category: Category, phase: Phase): Action {
  const overridden = tenantOf(policy, tenantId)?.categories[category]?.[phase];
  return overridden ?? policy.categories[category]?.[phase] ?? 'allow';
}

export function tenantOf(policy: Policy, tenantId: string): Policy['tenants'][string] | undefined {
  return Object.hasOwn(policy.tenants, tenantId) ? policy.tenants[tenantId] : undefined;
}

/** Whether text passes unread when tier 2 does not answer about `category`: the tenant's word, the category's, the policy's. */
export function failsOpen(policy: Policy, tenantId: string, category: Category, phase: Phase): boolean {
  const said = [
    tenantOf(policy, tenantId)?.categories[category]?.failure,
    tenantOf(policy, tenantId)?.failure,
    policy.categories[category]?.failure,
    policy.failure,
  ].find((failure) => failure !== undefined && failure !== 'auto');
  return said === undefined ? actionFor(policy, tenantId, category, phase) !== 'block' : said === 'open';
}
