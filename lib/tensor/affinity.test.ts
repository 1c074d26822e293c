import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allowedCores } from '../process/cores.ts';

const run = promisify(execFile);
const affinity = path.resolve(import.meta.dirname, 'affinity.ts');

/** The cores of all threads of a new process that was kept on `cores`, or why it was not. */
async function keptOn(cores: number[]): Promise<string> {
  const code = `
    import { readdirSync, readFileSync } from 'node:fs';
    import { readFile } from 'node:fs/promises';
    // Starts Node's pool, as loading modules does where they are not compiled in memory.
    await Promise.all(Array.from({ length: 4 }, () => readFile('/proc/self/status')));
    const { runOnCores } = await import(${JSON.stringify(affinity)});
    try {
      runOnCores(${JSON.stringify(cores)});
      const coresOf = (thread) => {
        const status = readFileSync('/proc/self/task/' + thread + '/status', 'utf8');
        return /Cpus_allowed_list:\\s*(\\S+)/.exec(status)[1];
      };
      console.log([...new Set(readdirSync('/proc/self/task').map(coresOf))].join(' and '));
    } catch (error) { console.log(error.message); }`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code]);
  return stdout.trim();
}

describe.skipIf(process.platform !== 'linux')('running on chosen cores (skipped where it is not Linux)', () => {
  it('keeps every thread of the process on them, those included that ran before', async () => {
    const core = allowedCores()!.at(-1)!;
    expect(await keptOn([core])).toBe(String(core));
  });

  it('is refused when the process may use none of them, naming those that it may use', async () => {
    expect(await keptOn([1023])).toBe(
      `this process cannot run on cores 1023: it may use ${allowedCores()!.join(', ')}`,
    );
  });
});
