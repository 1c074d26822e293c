// `fulgur guard policy rollback`: an earlier policy is put again, as a new revision.
import { z } from 'zod';
import { Code, FulgurError } from '../../../lib/wire/errors.ts';
import { GuardMethods } from '../../../lib/wire/methods.ts';
import { commandOptions } from '../../options.ts';
import { guardOptions, policyOf, putEverywhere, withGuards } from './guards.ts';

const options = z.strictObject({
  ...guardOptions,
  revision: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('which one; default: the last that says otherwise than the newest'),
});

export async function rollbackCommand(argv: readonly string[]): Promise<number> {
  const values = commandOptions({ program: 'fulgur guard policy rollback', schema: options, argv });
  if (values === undefined) return 0;
  const within = { deadlineMs: values.timeoutMs };
  const yaml = await withGuards(values, async ([guard]) => {
    const textOf = async (revision: number) =>
      (await guard.channel.unary(GuardMethods.listPolicies, { revision }, within)).policies[0]?.yaml ?? '';
    if (values.revision !== undefined) return textOf(values.revision);
    const { policies } = await guard.channel.unary(GuardMethods.listPolicies, {}, within);
    const current = await policyOf(guard, values.timeoutMs);
    for (const { revision } of policies.reverse()) {
      const text = await textOf(revision ?? 0);
      if (text !== current.yaml) return text;
    }
    const message = 'no policy was put before the cluster besides the one in force: push a file instead';
    throw new FulgurError(Code.FAILED_PRECONDITION, message);
  });
  return putEverywhere(yaml, values);
}
