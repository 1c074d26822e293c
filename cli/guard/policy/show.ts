// `fulgur guard policy show`: the policy in force, as YAML on standard output.
import { z } from 'zod';
import { commandOptions } from '../../options.ts';
import { guardOptions, policyOf, withGuards } from './guards.ts';

const options = z.strictObject({
  ...guardOptions,
  brief: z.boolean().default(false).describe('who follows which policy, without its text'),
});

export async function showCommand(argv: readonly string[]): Promise<number> {
  const values = commandOptions({ program: 'fulgur guard policy show', schema: options, argv });
  if (values === undefined) return 0;
  return withGuards(values, async (guards) => {
    const states = await Promise.all(
      guards.map(async (guard) => ({ id: guard.id, state: await policyOf(guard, values.timeoutMs) })),
    );
    for (const { id, state } of states) {
      const { version, source, revision, loadedUnixMs, refused } = state;
      const from = source === 'cluster' ? `put before the cluster as revision ${revision}` : `its own (${source})`;
      const line = `${id}: policy ${version}, ${from}, since ${new Date(loadedUnixMs).toISOString()}`;
      const note = refused === '' ? line : `${line}; the newest was refused: ${refused}`;
      // The text goes where it can be piped from.
      if (values.brief) console.log(note);
      else console.error(note);
    }
    if (!values.brief) process.stdout.write(states[0]!.state.yaml);
    return 0;
  });
}
