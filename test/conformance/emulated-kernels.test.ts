// Kernels for instructions that this machine lacks: native/check.cpp with NEON under an emulator of an Arm processor, and with
// AVX-512 as plain code.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAtOnce, isCommand, variantFlags } from '../../scripts/build-native.ts';

const run = promisify(execFile);
const native = path.resolve(import.meta.dirname, '../../native');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-kernels-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The program that native/check.cpp makes of units compiled with flags of their own, and of objects that are there. */
async function checkOf(
  compiler: string,
  units: readonly string[],
  flagsOf: (unit: string) => readonly string[],
  linking: readonly string[],
): Promise<string> {
  const objectOf = (unit: string) => path.join(folder, `${compiler}-${unit}.o`);
  const calls = units.map((unit) => {
    return ['-std=c++17', ...flagsOf(unit), '-c', path.join(native, `${unit}.cpp`), '-o', objectOf(unit)];
  });
  await callAtOnce(compiler, calls);
  const program = path.join(folder, `${compiler}-check`);
  await run(compiler, [...units.map(objectOf), ...linking, '-o', program]);
  return program;
}

const units = readdirSync(native)
  .filter((file) => file.endsWith('.cpp'))
  .map((file) => file.slice(0, -4));

const armCompiler = 'aarch64-linux-gnu-g++';
const armProcessor = 'qemu-aarch64';
const isArmEmulated = isCommand(armCompiler) && isCommand(armProcessor);

describe.skipIf(!isArmEmulated)(`NEON kernels (skipped without ${armCompiler} and ${armProcessor})`, () => {
  test('give what the plain ones give, in every format of weights, in experts and in attention', async () => {
    const flagsOf = (unit: string) => ['-O2', ...(variantFlags['arm64']![unit] ?? [])];
    const program = await checkOf(armCompiler, units, flagsOf, ['-static']);
    const { stdout } = await run(armProcessor, ['-cpu', 'max', program]);
    expect(stdout).toMatch(/^neoni8mm: at most \S+ from plain, experts \S+$/m);
    expect(stdout).toMatch(/^neon: at most \S+ from plain, experts \S+$/m);
    // A processor with the dot product and without products of matrices takes the former.
    const older = await run(armProcessor, ['-cpu', 'neoverse-n1', program]);
    expect(older.stdout).toMatch(/^neon: at most/m);
    expect(older.stdout).not.toMatch(/^neoni8mm/m);
  });
});

const compiler = 'g++';
const instructions = '/usr/include/simde/x86/avx512.h';
const isAvx512Emulated = process.arch === 'x64' && isCommand(compiler) && existsSync(instructions);

describe.skipIf(!isAvx512Emulated)(`AVX-512 kernels (skipped without ${compiler} for x64 and ${instructions})`, () => {
  test('give what the plain ones give, in every format of weights, in experts and in attention', async () => {
    // Not optimised, since plain code for AVX-512 takes a compiler minutes.
    const flags = ['-I', path.join(native, 'emulated')];
    const own = ['check', 'variant-avx512', 'variant-avx512bf16'];
    const built = units.filter((unit) => !own.includes(unit)).map((unit) => path.join(native, 'build', `${unit}.o`));
    const flagsOf = (unit: string) => (unit === 'check' ? ['-O2'] : flags);
    const { stdout } = await run(await checkOf(compiler, own, flagsOf, [...built, '-pthread', '-ldl']));
    expect(stdout).toMatch(/^avx512bf16: at most \S+ from plain, experts \S+$/m);
    expect(stdout).toMatch(/^avx512: at most \S+ from plain, experts \S+$/m);
  });
});
