// A policy file named on the command line.
import { compilePolicy } from '../../../lib/raise/policy/compile.ts';
import { policyText } from '../../../lib/raise/policy/policy.ts';
import type { CompiledPolicy } from '../../../lib/raise/policy/rule-set.ts';
import type { TextClassifier } from '../../../lib/raise/text-classifier.ts';
import { invalid } from '../../../lib/wire/errors.ts';
import { splitPositional } from '../positional.ts';

export interface PolicyFile {
  readonly name: string;
  readonly yaml: string;
  readonly compiled: CompiledPolicy;
}

/** @throws FulgurError naming file, line and field */
export async function readPolicyFile(name: string, classifier?: TextClassifier): Promise<PolicyFile> {
  const yaml = await policyText(name);
  return { name, yaml, compiled: compilePolicy(yaml, name, classifier) };
}

/** The one file that a command is about, and its flags. */
export function oneFile(argv: readonly string[], usage: string): { file: string; flags: string[] } {
  const { named, flags } = splitPositional(argv);
  const [file, ...others] = named;
  if (file === undefined || others.length > 0) throw invalid('file', `usage: ${usage}`);
  return { file, flags };
}
