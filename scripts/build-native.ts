// Compiles native/ to native/build when there is a C++ compiler; without one nothing is lost but speed.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const sourceFolder = path.join(root, 'native');
const buildFolder = path.join(sourceFolder, 'build');
const extension = process.platform === 'darwin' ? 'dylib' : 'so';

const flags = ['-std=c++17', '-O3', '-fPIC', '-fno-math-errno', '-fno-trapping-math', '-fvisibility=hidden'];
const warnings = ['-Wall', '-Wextra', '-Wno-maybe-uninitialized', '-Wno-uninitialized', '-Wno-ignored-attributes'];

const avx512 = ['-mavx512f', '-mavx512bw', '-mavx512vl', '-mavx512dq', '-mavx512vnni', '-mfma', '-mf16c'];

/** Sixteen registers hold the sums of six rows only where GCC leaves additions where they are written. */
const inOrder = ['-fno-tree-ter', '-fno-tree-reassoc'];

/** What the compiler may use for a variant; the library chooses among them when it runs. */
export const variantFlags: Record<string, Record<string, string[]>> = {
  x64: {
    'variant-avx512bf16': [...avx512, '-mavx512bf16'],
    'variant-avx512': avx512,
    'variant-avx2': ['-mavx2', '-mfma', '-mf16c', ...inOrder],
  },
  arm64: {
    'variant-neoni8mm': ['-march=armv8.2-a+dotprod+i8mm'],
    'variant-neon': ['-march=armv8.2-a+dotprod'],
  },
};

/** A program that compares variants where no tests run, which is no part of the library. */
const program = 'check.cpp';

const run = promisify(execFile);

/** The library's path, or undefined when there is no compiler or it failed, which it says. */
export async function buildNative(): Promise<string | undefined> {
  const compiler = findCompiler();
  if (compiler === undefined) {
    console.log('no C++ compiler (g++ or c++): ggml computes with its own kernels; install g++ for faster ones');
    return undefined;
  }
  const library = path.join(buildFolder, `libfulgur-kernels.${extension}`);
  const stamp = path.join(buildFolder, 'stamp');
  const wanted = fingerprint(compiler);
  if (existsSync(library) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return library;
  mkdirSync(buildFolder, { recursive: true });
  console.log('compiling the kernels in native/: once, 10 to 30 s');
  try {
    await compile(compiler, library);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n').slice(0, 4).join('\n') : String(error);
    console.log(`native kernels do not compile; ggml computes with its own: ${why}`);
    return undefined;
  }
  writeFileSync(stamp, wanted);
  return library;
}

async function compile(compiler: string, library: string): Promise<void> {
  const units = sources().filter((file) => file.endsWith('.cpp') && file !== program);
  const objects = units.map((file) => path.join(buildFolder, file.replace('.cpp', '.o')));
  const calls = units.map((file, i) => {
    const own = variantFlags[process.arch]?.[file.replace('.cpp', '')] ?? [];
    return ['-c', path.join(sourceFolder, file), ...flags, ...warnings, ...own, '-o', objects[i]!];
  });
  await callAtOnce(compiler, calls);
  await run(compiler, ['-shared', ...objects, '-o', library]);
}

/** Calls the compiler with each of some arguments, as many at once as there are cores. */
export async function callAtOnce(compiler: string, calls: readonly (readonly string[])[]): Promise<void> {
  const left = [...calls];
  const worker = async (): Promise<void> => {
    for (let call = left.shift(); call !== undefined; call = left.shift()) await run(compiler, call);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function sources(): string[] {
  return readdirSync(sourceFolder)
    .filter((file) => /\.(cpp|h)$/.test(file))
    .sort();
}

/** Changes when a source, the flags, the compiler or the machine's kind does. */
function fingerprint(compiler: string): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([flags, warnings, variantFlags, process.platform, process.arch]));
  hash.update(execFileSync(compiler, ['--version']));
  for (const file of sources()) hash.update(file).update(readFileSync(path.join(sourceFolder, file)));
  return hash.digest('hex');
}

function findCompiler(): string | undefined {
  return [process.env['CXX'], 'g++', 'c++'].find((name) => name !== undefined && name !== '' && isCommand(name));
}

/** Whether a program of that name is there and says its version. */
export function isCommand(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
