// A policy made ready as far as a thread of its own can: read and checked, its long lists as tables of numbers.
import { FulgurError } from '../../wire/errors.ts';
import { normaliseText } from '../normalise/normalise.ts';
import { type TermTables, termTables } from '../tier0/term-tables.ts';
import { AllowList, type AllowTables, allowTables } from './allow-list.ts';
import { atOnce } from './in-slices.ts';
import { lineOf, parsePolicy, refusal } from './policy.ts';
import { compilePatterns, type RulePrograms } from './rule-programs.ts';
import type { Policy } from './schema.ts';

export interface PreparedPolicy {
  /** Without terms and allowed texts: those are in the tables. */
  readonly policy: Policy;
  /** Of its rules by number, without what is allowed to all. */
  readonly terms: TermTables;
  readonly allowed: AllowTables;
}

/** @throws INVALID_ARGUMENT when its terms are too long together */
export function preparedPolicy(policy: Policy): PreparedPolicy {
  const allowed = allowTables(policy);
  const list = new AllowList(allowed);
  const wanted = ({ terms }: Policy['rules'][number]) =>
    list.concernsAll ? terms.filter((term) => !list.allowsAll(normaliseText(term))) : terms;
  const terms = termTables(policy.rules.map(wanted));
  const rules = policy.rules.map((rule) => ({ ...rule, terms: [] }));
  const tenants: Policy['tenants'] = Object.fromEntries(
    Object.entries(policy.tenants).map(([name, tenant]) => [name, { ...tenant, allow: [] }]),
  );
  return { policy: { ...policy, allow: [], rules, tenants }, terms, allowed };
}

export interface RunnablePolicy {
  readonly prepared: PreparedPolicy;
  readonly programs: RulePrograms;
  /** All that the text says, its terms too: too long for a thread to tell. */
  readonly said: Policy;
}

/**
 * From a policy's text; every way to be wrong names the line and the field.
 * @throws INVALID_ARGUMENT with `source`, line, field and reason in one line
 */
export function preparePolicy(yaml: string, source: string): RunnablePolicy {
  const policy = parsePolicy(yaml, source);
  try {
    return { programs: atOnce(compilePatterns(policy)), prepared: preparedPolicy(policy), said: policy };
  } catch (error) {
    if (!(error instanceof FulgurError)) throw error;
    const place = /^rules\.([\w-]+)\.patterns\[(\d+)\]/.exec(error.field ?? '');
    const rule = policy.rules.findIndex(({ id }) => id === place?.[1]);
    const path = place === null ? ['rules'] : ['rules', rule, 'patterns', Number(place[2])];
    throw refusal(source, lineOf(yaml, path), error.message);
  }
}

/** What a thread hands over instead of copying it. */
export function buffersOf({ terms, allowed }: PreparedPolicy): ArrayBuffer[] {
  return [...Object.values(terms), ...Object.values(allowed)].map(({ buffer }) => buffer as ArrayBuffer);
}
