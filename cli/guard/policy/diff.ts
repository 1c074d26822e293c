// `fulgur guard policy diff`: what a file says otherwise than the policy in force.
import { z } from 'zod';
import { policyDifferences } from '../../../lib/raise/policy/difference.ts';
import { parsePolicy, policyText } from '../../../lib/raise/policy/policy.ts';
import { preparePolicy } from '../../../lib/raise/policy/prepared-policy.ts';
import type { Policy } from '../../../lib/raise/policy/schema.ts';
import { fileAndOptions } from './file.ts';
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
  const after = await said(file);
  const { against, timeoutMs } = values;
  const before =
    against === undefined
      ? await withGuards(values, async ([guard]) => {
          const { yaml, version } = await policyOf(guard, timeoutMs);
          return parsePolicy(yaml, `policy ${version}`);
        })
      : await said(against);
  const differences = policyDifferences(before, after);
  if (differences.length === 0) console.log('no difference in what is said');
  for (const { field, before: was, after: is } of differences) {
    console.log(field);
    if (was !== undefined) console.log(`  - ${was}`);
    if (is !== undefined) console.log(`  + ${is}`);
  }
  return 0;
}

/** All of a policy that can be loaded, its terms too. */
async function said(file: string): Promise<Policy> {
  return preparePolicy(await policyText(file), file).said;
}
