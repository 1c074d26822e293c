// How Linux schedules this process: on which cores, and whether it interrupts others.
import { readdirSync } from 'node:fs';
import { allowedCores } from '../process/cores.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import { cLibrary, native } from './ffi.ts';

/** Bits of the kernel's largest usual mask. */
const coresMax = 1024;

type SetAffinity = (thread: number, bytes: number, mask: Uint8Array) => number;

let setAffinity: SetAffinity | undefined;

type SetScheduler = (thread: number, policy: number, parameters: Int32Array) => number;

/** Linux's SCHED_BATCH. */
const batchPolicy = 3;

/**
 * Keeps this process on `cores`: every thread that it has, and with them those that they start. Node's pool, on which
 * graphs are computed, is there before any code of ours: loading modules has started it.
 * @throws FulgurError FAILED_PRECONDITION when the process may use none of them, naming those that it may use.
 */
export function runOnCores(cores: readonly number[]): void {
  if (process.platform !== 'linux') {
    throw new FulgurError(Code.FAILED_PRECONDITION, `cores can be chosen on Linux only, not on ${process.platform}`, {
      field: 'cores',
    });
  }
  // A thread that ends meanwhile is refused, which only its own thread, the first, may not be.
  const [self, ...others] = processThreads();
  for (const thread of others) keepOn(thread, cores);
  if (keepOn(self!, cores)) return;
  const allowed = allowedCores()?.join(', ') ?? 'unknown ones';
  throw new FulgurError(
    Code.FAILED_PRECONDITION,
    `this process cannot run on cores ${cores.join(', ')}: it may use ${allowed}`,
    { field: 'cores' },
  );
}

/**
 * Keeps the threads of this process, and those that they start, from interrupting others when they wake: they wait until
 * a core is given up, or until its time is over (SCHED_BATCH). Nothing where that is not Linux, or is refused.
 */
export function runAsBatch(): void {
  if (process.platform !== 'linux') return;
  const setScheduler = native<SetScheduler>(
    cLibrary(),
    'int sched_setscheduler(int thread, int policy, void *parameters)',
  );
  for (const thread of processThreads()) setScheduler(thread, batchPolicy, Int32Array.of(0));
}

/** The threads of this process, by the numbers that Linux gives them; the first is the one that runs this. */
export function processThreads(): number[] {
  return readdirSync('/proc/self/task').map(Number);
}

/** Keeps a thread of this process on `cores`; false where that is refused. */
export function keepOn(thread: number, cores: readonly number[]): boolean {
  const mask = new Uint8Array(coresMax / 8);
  for (const core of cores) if (core < coresMax) mask[core >> 3]! |= 1 << (core & 7);
  setAffinity ??= native<SetAffinity>(cLibrary(), 'int sched_setaffinity(int thread, size_t bytes, void *mask)');
  return setAffinity(thread, mask.length, mask) === 0;
}
