// Validates a request body against a schema and turns the first problem into one error that names the parameter.
import type { z } from 'zod';
import { type FulgurError, invalid } from '../../../lib/wire/errors.ts';

/** A parameter of OpenAI's API that is not served, with the values that mean "not used" and are let through. */
export interface UnsupportedParameter {
  readonly name: string;
  readonly harmless?: (value: unknown) => boolean;
  readonly instead?: string;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * @param unsupported refused by name unless null or harmless.
 * @returns the typed body. Null at the top level means absent, as OpenAI's own clients send it.
 * @throws INVALID_ARGUMENT whose `field` is the parameter's path, such as `messages[0].content`.
 */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  unsupported: readonly UnsupportedParameter[],
): z.output<Schema> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('body', `the request body must be a JSON object, got ${describe(body)}`, 'invalid_body');
  }
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) if (value !== null) given[name] = value;
  for (const parameter of unsupported) {
    if (!(parameter.name in given)) continue;
    if (!parameter.harmless?.(given[parameter.name])) throw unsupportedParameter(parameter);
    delete given[parameter.name];
  }
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw toError(mostSpecific(result.error.issues), given);
}

function unsupportedParameter(parameter: UnsupportedParameter): FulgurError {
  const instead = parameter.instead === undefined ? 'leave it out' : parameter.instead;
  return invalid(
    parameter.name,
    `the parameter '${parameter.name}' is not supported by this server: ${instead}`,
    'unsupported_parameter',
  );
}

/** Of a union's failed branches, the one that came furthest into the value is the one that the caller meant. */
function mostSpecific(issues: readonly Issue[]): Issue {
  const issue = issues[0] as Issue;
  if (issue.code !== 'invalid_union') return issue;
  let best: Issue = issue;
  for (const branch of issue.errors) {
    if (branch.length === 0) continue;
    const inner = mostSpecific(branch);
    const path = [...issue.path, ...inner.path];
    // Of the right type and wrong all the same says more than of the wrong type.
    const meant = path.length > best.path.length || (best === issue && !ofWrongType(inner));
    if (meant) best = { ...inner, path } as Issue;
  }
  return best;
}

function ofWrongType({ code }: Issue): boolean {
  return code === 'invalid_type' || code === 'invalid_union';
}

function toError(issue: Issue, body: unknown): FulgurError {
  if (issue.code === 'unrecognized_keys') {
    const name = formatPath([...issue.path, issue.keys[0] as string]);
    return invalid(name, `unknown parameter: '${name}'`, 'unknown_parameter');
  }
  const name = formatPath(issue.path);
  const value = valueAt(body, issue.path);
  if (value === undefined && issue.code !== 'custom') {
    return invalid(name, `missing required parameter: '${name}'`, 'missing_required_parameter');
  }
  const reason = ofWrongType(issue) ? 'invalid_type' : 'invalid_value';
  return invalid(name, `'${name}' ${expectation(issue)}, got ${describe(value)}`, reason);
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${lengthOf(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'greater than' : 'at least'} ${lengthOf(issue.minimum, issue.origin)}`;
    case 'invalid_union':
      return `must be ${issue.errors.flatMap(([inner]) => (inner?.code === 'invalid_type' ? article(inner.expected) : [])).join(' or ')}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    default:
      return issue.message;
  }
}

function article(expected: string): string {
  if (expected === 'int') return 'an integer';
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function lengthOf(count: number | bigint, origin: string): string {
  if (origin === 'string') return `${count} ${count === 1 ? 'character' : 'characters'} long`;
  if (origin === 'array' || origin === 'set' || origin === 'map')
    return `${count} ${count === 1 ? 'entry' : 'entries'} long`;
  return `${count}`;
}

export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text === '' ? 'body' : text;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[part];
  return at;
}

/** A value short enough for an error's one line. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string' && value.length > 40) return `a string of ${value.length} characters`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return JSON.stringify(value) ?? 'nothing';
}
