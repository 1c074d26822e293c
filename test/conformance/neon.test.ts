// The NEON kernels on a machine that is no Arm: native/check.cpp compiled for it and run by an emulator.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { variantFlags } from '../../scripts/build-native.ts';

const run = promisify(execFile);
const compiler = 'aarch64-linux-gnu-g++';
const emulator = 'qemu-aarch64';
const native = path.resolve(import.meta.dirname, '../../native');

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-neon-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const canRun = has(compiler) && has(emulator);

describe.skipIf(!canRun)(`NEON kernels (skipped without ${compiler} and ${emulator})`, () => {
  test('give what the plain ones give, in every format of weights, in experts and in attention', async () => {
    const units = (await readdir(native)).filter((file) => file.endsWith('.cpp'));
    const objects = units.map((file) => path.join(folder, file.replace('.cpp', '.o')));
    for (const [i, file] of units.entries()) {
      const own = variantFlags['arm64']![file.replace('.cpp', '')] ?? [];
      await run(compiler, ['-std=c++17', '-O2', ...own, '-c', path.join(native, file), '-o', objects[i]!]);
    }
    const program = path.join(folder, 'check');
    await run(compiler, ['-static', ...objects, '-o', program]);
    const { stdout } = await run(emulator, ['-cpu', 'max', program]);
    expect(stdout).toMatch(/^neoni8mm: at most \S+ from plain, experts \S+$/m);
    expect(stdout).toMatch(/^neon: at most \S+ from plain, experts \S+$/m);
    // A processor with the dot product and without products of matrices takes the former.
    const older = await run(emulator, ['-cpu', 'neoverse-n1', program]);
    expect(older.stdout).toMatch(/^neon: at most/m);
    expect(older.stdout).not.toMatch(/^neoni8mm/m);
  });
});
