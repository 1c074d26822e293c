// `fulgur guard policy history`: the policies that were put before the cluster last.
import { z } from 'zod';
import { GuardMethods } from '../../../lib/wire/methods.ts';
import { commandOptions } from '../../options.ts';
import { guardOptions, policyNameOf, withGuards } from './guards.ts';

const options = z.strictObject({
  ...guardOptions,
  revision: z.number().int().min(1).optional().describe('print the text of this one'),
});

export async function historyCommand(argv: readonly string[]): Promise<number> {
  const values = commandOptions({ program: 'fulgur guard policy history', schema: options, argv });
  if (values === undefined) return 0;
  const { revision, timeoutMs } = values;
  const within = { deadlineMs: timeoutMs };
  return withGuards(values, async ([guard]) => {
    const { policies } = await guard.channel.unary(GuardMethods.listPolicies, { revision: revision ?? 0 }, within);
    if (revision !== undefined) {
      process.stdout.write(policies[0]?.yaml ?? '');
      return 0;
    }
    const current = await policyNameOf(guard, timeoutMs);
    if (policies.length === 0) console.log('no policy was put before this cluster');
    for (const { revision: number, version, putUnixMs } of policies) {
      const mark = number === current.revision ? '  in force' : '';
      console.log(`${number}  ${new Date(putUnixMs ?? 0).toISOString()}  ${version}${mark}`);
    }
    return 0;
  });
}
