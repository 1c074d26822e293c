import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allowedCores } from '../process/cores.ts';

const run = promisify(execFile);
const affinity = path.resolve(import.meta.dirname, 'affinity.ts');

/** What a new process prints after it was kept on `cores`. */
async function keptOn(cores: number[]): Promise<string> {
  const code = `
    import { readFileSync } from 'node:fs';
    const { runOnCores } = await import(${JSON.stringify(affinity)});
    try {
      runOnCores(${JSON.stringify(cores)});
      console.log(/Cpus_allowed_list:\\s*(\\S+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    } catch (error) { console.log(error.message); }`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code]);
  return stdout.trim();
}

describe.skipIf(process.platform !== 'linux')('running on chosen cores (skipped where it is not Linux)', () => {
  it('keeps the process on them', async () => {
    const core = allowedCores()!.at(-1)!;
    expect(await keptOn([core])).toBe(String(core));
  });

  it('is refused when the process may use none of them, naming those that it may use', async () => {
    expect(await keptOn([1023])).toBe(
      `this process cannot run on cores 1023: it may use ${allowedCores()!.join(', ')}`,
    );
  });
});
