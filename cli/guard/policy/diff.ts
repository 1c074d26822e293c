// `fulgur guard policy diff`: what a file says otherwise than the policy in force.
import { z } from 'zod';
import { policyDifferences } from '../../../lib/raise/policy/difference.ts';
import { parsePolicy } from '../../../lib/raise/policy/policy.ts';
import { fileAndOptions, readPolicyFile } from './file.ts';
import { guardOptions, policyOf, withGuards } from './guards.ts';

const options = z.strictObject({
  ...guardOptions,
  against: z.string().optional().describe('another file to compare with, instead of the policy in force'),
});
const USAGE = 'fulgur guard policy diff FILE';

export async function diffCommand(argv: readonly string[]): Promise<number> {
  const asked = fileAndOptions(USAGE, options, argv);
  if (asked === undefined) return 0;
  const { file, values } = asked;
  const { compiled } = await readPolicyFile(file);
  const { against, timeoutMs } = values;
  const before =
    against === undefined
      ? await withGuards(values, async ([guard]) => {
          const { yaml, version } = await policyOf(guard, timeoutMs);
          return parsePolicy(yaml, `policy ${version}`);
        })
      : (await readPolicyFile(against)).compiled.policy;
  const differences = policyDifferences(before, compiled.policy);
  if (differences.length === 0) console.log('no difference in what is said');
  for (const { field, before: was, after: is } of differences) {
    console.log(field);
    if (was !== undefined) console.log(`  - ${was}`);
    if (is !== undefined) console.log(`  + ${is}`);
  }
  return 0;
}
