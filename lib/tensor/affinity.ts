// Which cores this process runs on: Linux's sched_setaffinity.
import { readdirSync } from 'node:fs';
import { allowedCores } from '../process/cores.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import { cLibrary, native } from './ffi.ts';

/** Bits of the kernel's largest usual mask. */
const coresMax = 1024;

/**
 * Keeps this process on `cores`: every thread that it has, and with them those that they start. Node's pool, on which
 * graphs are computed, is there before any code of ours: loading modules has started it.
 * @throws FulgurError FAILED_PRECONDITION when the process may use none of them, naming those that it may use.
 */
export function runOnCores(cores: readonly number[]): void {
  const mask = new Uint8Array(coresMax / 8);
  for (const core of cores) if (core < coresMax) mask[core >> 3]! |= 1 << (core & 7);
  if (process.platform !== 'linux') {
    throw new FulgurError(Code.FAILED_PRECONDITION, `cores can be chosen on Linux only, not on ${process.platform}`, {
      field: 'cores',
    });
  }
  const setAffinity = native<(thread: number, bytes: number, mask: Uint8Array) => number>(
    cLibrary(),
    'int sched_setaffinity(int thread, size_t bytes, void *mask)',
  );
  // A thread that ends meanwhile is refused, which only its own thread, the first, may not be.
  const [self, ...others] = readdirSync('/proc/self/task').map(Number);
  for (const thread of others) setAffinity(thread, mask.length, mask);
  if (setAffinity(self!, mask.length, mask) === 0) return;
  const allowed = allowedCores()?.join(', ') ?? 'unknown ones';
  throw new FulgurError(
    Code.FAILED_PRECONDITION,
    `this process cannot run on cores ${cores.join(', ')}: it may use ${allowed}`,
    { field: 'cores' },
  );
}
