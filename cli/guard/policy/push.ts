// `fulgur guard policy push`: a file becomes the policy of every guard.
import { z } from 'zod';
import { GuardMethods } from '../../../lib/wire/methods.ts';
import { fileAndOptions, readPolicyFile } from './file.ts';
import { guardOptions, putEverywhere, withGuards } from './guards.ts';

const options = z.strictObject({
  ...guardOptions,
  checkOnly: z.boolean().default(false).describe('have every guard check it, and leave the one in force'),
});
const USAGE = 'fulgur guard policy push FILE';

export async function pushCommand(argv: readonly string[]): Promise<number> {
  const asked = fileAndOptions(USAGE, options, argv);
  if (asked === undefined) return 0;
  const { file, values } = asked;
  // Refused here it names the file; a guard knows it as the cluster's.
  const { yaml } = await readPolicyFile(file);
  if (!values.checkOnly) return putEverywhere(yaml, values);
  return withGuards(values, async (guards) => {
    for (const { id, channel } of guards) {
      const request = { yaml, checkOnly: true };
      const { version } = await channel.unary(GuardMethods.putPolicy, request, { deadlineMs: values.timeoutMs });
      console.log(`${id}: would take policy ${version}`);
    }
    return 0;
  });
}
