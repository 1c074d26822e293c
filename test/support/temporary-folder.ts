// Vitest runs this once around all tests: what they and the processes that they start write to the temporary folder goes
// into one folder of the run, which is removed after it, whatever a killed process or a failed test left there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export default function setup(): () => void {
  const outer = process.env['TMPDIR'];
  const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    if (outer === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outer;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
