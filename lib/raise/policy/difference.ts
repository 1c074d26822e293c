// How two policies differ in what they say, not in how they are written: defaults count as said.
import type { Policy } from './schema.ts';

export interface PolicyDifference {
  /** `categories.S10.input`, `rules.weapons.terms` */
  readonly field: string;
  /** As YAML would show it in one line; undefined where the field is not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const SHOWN_CHARACTERS_MAX = 100;

/** In the order of the fields; the version is one of them. */
export function policyDifferences(before: Policy, after: Policy): PolicyDifference[] {
  return differences('', byId(before), byId(after));
}

/** Rules are the same when their ids are, wherever they stand. */
function byId(policy: Policy): object {
  return { ...policy, rules: Object.fromEntries(policy.rules.map(({ id, ...rule }) => [id, rule])) };
}

function differences(field: string, before: unknown, after: unknown): PolicyDifference[] {
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(field === '' ? key : `${field}.${key}`, before[key], after[key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return listDifference(field, before, after);
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ field, before: shown(before), after: shown(after) }];
}

/** What only one of two lists holds: terms and allowed texts are many. */
function listDifference(field: string, before: readonly unknown[], after: readonly unknown[]): PolicyDifference[] {
  const [inBefore, inAfter] = [new Set(before.map(text)), new Set(after.map(text))];
  const gone = [...inBefore].filter((entry) => !inAfter.has(entry));
  const come = [...inAfter].filter((entry) => !inBefore.has(entry));
  if (gone.length + come.length === 0) return [];
  const list = (entries: readonly string[]) =>
    entries.length === 0 ? undefined : cut(`${entries.length} (${entries.join(', ')})`);
  return [{ field, before: list(gone), after: list(come) }];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shown(value: unknown): string | undefined {
  return value === undefined ? undefined : cut(text(value));
}

function cut(line: string): string {
  const characters = Array.from(line.replace(/\s+/g, ' '));
  if (characters.length <= SHOWN_CHARACTERS_MAX) return characters.join('');
  return `${characters.slice(0, SHOWN_CHARACTERS_MAX).join('')} ...`;
}
