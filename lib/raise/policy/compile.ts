// From a policy's text to one that is ready to run, in one go: for commands. A process that serves has a PolicyCompiler.
import type { TextClassifier } from '../text-classifier.ts';
import { preparePolicy } from './prepared-policy.ts';
import { CompiledPolicy } from './rule-set.ts';

/** @throws INVALID_ARGUMENT with `source`, line, field and reason in one line */
export function compilePolicy(yaml: string, source: string, classifier?: TextClassifier): CompiledPolicy {
  const { prepared, programs } = preparePolicy(yaml, source);
  return new CompiledPolicy(prepared, programs, classifier);
}
