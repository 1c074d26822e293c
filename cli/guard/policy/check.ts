// `fulgur guard policy check`: whether files can be loaded, as a guard would.
import { z } from 'zod';
import { usageOf } from '../../../lib/process/usage.ts';
import { FulgurError, invalid } from '../../../lib/wire/errors.ts';
import { splitPositional } from '../positional.ts';
import { readPolicyFile } from './file.ts';

const USAGE = 'fulgur guard policy check FILE...';

export async function checkCommand(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    console.log(usageOf(USAGE, z.strictObject({}), false).replace(' [options]', '').trim());
    return 0;
  }
  const { named, flags } = splitPositional(argv);
  if (named.length === 0 || flags.length > 0) throw invalid('file', `usage: ${USAGE}`);
  let refused = 0;
  for (const name of named) {
    try {
      const { policy } = (await readPolicyFile(name)).compiled;
      const tenants = Object.keys(policy.tenants).length;
      console.log(`${name}: policy ${policy.version}, ${policy.rules.length} rules, ${tenants} tenants`);
    } catch (error) {
      if (!(error instanceof FulgurError)) throw error;
      refused += 1;
      console.error(error.message);
    }
  }
  return refused === 0 ? 0 : 1;
}
