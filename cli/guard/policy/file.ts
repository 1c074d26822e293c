// A policy file named on the command line.
import type { z } from 'zod';
import { compilePolicy } from '../../../lib/raise/policy/compile.ts';
import { policyText } from '../../../lib/raise/policy/policy.ts';
import type { CompiledPolicy } from '../../../lib/raise/policy/rule-set.ts';
import type { TextClassifier } from '../../../lib/raise/text-classifier.ts';
import { invalid } from '../../../lib/wire/errors.ts';
import { commandOptions } from '../../options.ts';
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

/**
 * The one file that a command is about, and its options. Undefined when help was asked for and has been printed.
 * @throws FulgurError that names the option and the value at fault.
 */
export function fileAndOptions<Schema extends z.ZodObject>(
  program: string,
  schema: Schema,
  argv: readonly string[],
): { readonly file: string; readonly values: z.infer<Schema> } | undefined {
  const { named, flags } = splitPositional(argv);
  const values = commandOptions({ program, schema, argv: flags });
  if (values === undefined) return undefined;
  const [file, ...others] = named;
  if (file === undefined || others.length > 0) throw invalid('file', `usage: ${program}`);
  return { file, values };
}
