// The options of a command: from its flags and, for the commands that run services, from the environment.
import type { z } from 'zod';
import { loadConfig } from '../lib/process/config.ts';
import { usageOf } from '../lib/process/usage.ts';

export interface CommandOptions<Schema extends z.ZodObject> {
  /** As one types it: `fulgur up`. */
  readonly program: string;
  readonly schema: Schema;
  readonly argv: readonly string[];
  /** Undefined when only flags count. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Undefined when help was asked for and has been printed.
 * @throws FulgurError that names the option and the value at fault.
 */
export function commandOptions<Schema extends z.ZodObject>(
  options: CommandOptions<Schema>,
): z.infer<Schema> | undefined {
  const { program, schema, argv, env } = options;
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usageOf(program, schema, env !== undefined));
    return undefined;
  }
  return loadConfig(schema, { argv, env });
}
