// How many threads compute in each process of a cluster that shares one machine, and how they share its cores.
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { allowedCores } from '../lib/process/cores.ts';
import { nativeKernels } from '../lib/tensor/native.ts';

/** A step of a smaller model takes less time than waiting for a second thread on a busy machine. */
const oneThreadModelBytes = 256 * 1024 * 1024;

export interface ComputeThreads {
  /** Of each attention process. */
  readonly attention: number;
  /** Of each expert-shard process. */
  readonly expertShard: number;
}

/** How many processes share the machine, and the threads of each where they are given. */
export interface ComputeProcesses {
  readonly attention: number;
  readonly expertShards: number;
  readonly threads?: number | undefined;
}

/**
 * Attention and shards take turns: attention waits while shards compute a layer's experts. So each kind gets all the
 * cores, which those of one kind share. `threads`, where given, is what all of them take.
 */
export function computeThreads(
  model: string,
  processes: ComputeProcesses,
  cores: number = availableParallelism(),
): ComputeThreads {
  const { threads } = processes;
  if (threads !== undefined) return { attention: threads, expertShard: threads };
  if (statSync(model).size < oneThreadModelBytes) return { attention: 1, expertShard: 1 };
  const share = (count: number) => Math.max(1, Math.floor(cores / Math.max(1, count)));
  return { attention: share(processes.attention), expertShard: share(processes.expertShards) };
}

type Environment = Readonly<Record<string, string>>;

/** Variables with which the attention process or the shard at `index` shares the machine with the others. */
export interface ComputeEnvironments {
  attention(index: number): Environment;
  expertShard(index: number): Environment;
}

/** Without `cores`, as on other systems than Linux, every process may compute on all. `variantOf` names the kernels' variant. */
export function computeEnvironments(
  model: string,
  processes: ComputeProcesses,
  cores: readonly number[] | undefined = allowedCores(),
  variantOf: () => string | undefined = () => nativeKernels()?.variant(),
): ComputeEnvironments {
  const share = computeThreads(model, processes, cores?.length);
  const threads = haveTwoThreads(processes, share, cores, variantOf) ? { ...share, expertShard: 2 } : share;
  return {
    attention: (index) => {
      const own = threads.attention > 1 ? ownCores(index, processes.attention, threads.attention, cores) : undefined;
      return {
        FULGUR_THREADS: String(threads.attention),
        ...(own === undefined ? {} : { FULGUR_THREAD_CORES: own }),
      };
    },
    expertShard: (index) => {
      const own = ownCores(index, processes.expertShards, threads.expertShard, cores);
      return {
        FULGUR_THREADS: String(threads.expertShard),
        // Attention sends to one shard after the other: one that took its core on waking would keep the others waiting.
        FULGUR_SCHEDULING: 'batch',
        ...(own === undefined ? {} : { FULGUR_CORES: own }),
      };
    },
  };
}

/**
 * Whether shards that would have one core each get two threads, on any: where one has less to do than another, or is
 * interrupted less, the other goes on with its core. That pays where a layer's experts take many of the scheduler's time
 * slices, as without AVX-512; where they take a few, threads that take turns on a core cost more than they even out.
 */
function haveTwoThreads(
  { threads, expertShards }: ComputeProcesses,
  share: ComputeThreads,
  cores: readonly number[] | undefined,
  variantOf: () => string | undefined,
): boolean {
  if (threads !== undefined || cores === undefined || expertShards > cores.length) return false;
  // Attention with one thread: the model is small, or every attention has one core as well.
  if (share.expertShard > 1 || share.attention === 1) return false;
  // Asked last: it opens the door to native code.
  const variant = variantOf();
  return variant !== undefined && !variant.startsWith('avx512');
}

/**
 * The cores of the process at `index` of `count`, each with `threads` of its own; undefined when they have to share some.
 * A shard that stays on its cores keeps their caches and never waits for one while another idles.
 */
function ownCores(
  index: number,
  count: number,
  threads: number,
  cores: readonly number[] | undefined,
): string | undefined {
  if (cores === undefined || count * threads > cores.length) return undefined;
  return cores.slice(index * threads, (index + 1) * threads).join(',');
}

/**
 * All cores, one for each of `threads`, where they are as many; undefined where they are not: which cores of several
 * another process would take as well is not known.
 */
export function allCores(threads: number, cores = allowedCores()): string | undefined {
  return threads > 1 && cores?.length === threads ? cores.join(',') : undefined;
}
