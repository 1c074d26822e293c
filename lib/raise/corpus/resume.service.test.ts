// A run is killed without warning and started again: nothing is lost, nothing is there twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
let folder: string;

function start(out: string): ChildProcess {
  const screen = ['cli/main.ts', 'guard', 'screen', path.join(folder, 'in'), '--out', out, '--checkpoint-seconds', '0'];
  return spawn(process.execPath, ['--import', 'tsx', ...screen, '--workers', '2'], { cwd: root, stdio: 'ignore' });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-resume-'));
  await mkdir(path.join(folder, 'in'));
  for (const part of [0, 1]) {
    const lines = Array.from({ length: 6000 }, (_, i) => {
      const n = (part * 6000 + i) % 9000;
      const text = `Entry ${n}: on day ${n * 31} the ferry carried ${n % 97} people and ${n % 13} bicycles across the bay. Card 4012 8888 8888 1881.`;
      return `${JSON.stringify({ text, pad: 'x'.repeat(200) })}\n`;
    });
    await writeFile(path.join(folder, `in/${part}.jsonl.gz`), gzipSync(lines.join('')));
  }
});

describe('a run that is killed', () => {
  it('goes on where it was and gives the same bytes as one that was not', async () => {
    const whole = path.join(folder, 'whole');
    expect((await once(start(whole), 'exit'))[0]).toBe(0);

    const killed = path.join(folder, 'killed');
    await mkdir(killed);
    let kills = 0;
    for (;;) {
      const run = start(killed);
      const ended = once(run, 'exit');
      let checkpoints = 0;
      const watcher = watch(killed, (_, name) => {
        // Not at the first one: each run has to get further than the one before.
        if (name === 'state.json' && ++checkpoints === 8) run.kill('SIGKILL');
      });
      const [code, signal] = await ended;
      watcher.close();
      if (code === 0) break;
      expect(signal).toBe('SIGKILL');
      kills++;
    }
    expect(kills).toBeGreaterThanOrEqual(1);
    for (const name of ['kept.jsonl', 'decisions.jsonl', 'keys.bin', 'report.html']) {
      const [a, b] = await Promise.all([whole, killed].map((out) => readFile(path.join(out, name))));
      expect(b!.equals(a!), name).toBe(true);
    }
  }, 120_000);
});
