// From a policy's text to one that is ready to run; every way to be wrong names the line and the field.
import { FulgurError } from '../../wire/errors.ts';
import type { TextClassifier } from '../text-classifier.ts';
import { lineOf, parsePolicy, refusal } from './policy.ts';
import { CompiledPolicy } from './rule-set.ts';

/** @throws INVALID_ARGUMENT with `source`, line, field and reason in one line */
export function compilePolicy(yaml: string, source: string, classifier?: TextClassifier): CompiledPolicy {
  const policy = parsePolicy(yaml, source);
  try {
    return new CompiledPolicy(policy, classifier);
  } catch (error) {
    const place = error instanceof FulgurError ? /^rules\.([\w-]+)\.patterns\[(\d+)\]/.exec(error.field ?? '') : null;
    if (place === null || !(error instanceof FulgurError)) throw error;
    const rule = policy.rules.findIndex(({ id }) => id === place[1]);
    const line = lineOf(yaml, ['rules', rule, 'patterns', Number(place[2])]);
    throw refusal(source, line, error.message);
  }
}
