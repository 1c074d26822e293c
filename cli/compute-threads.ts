// How many threads compute in each process of a cluster that shares one machine.
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { allowedCores } from '../lib/process/cores.ts';

/** A step of a smaller model takes less time than waiting for a second thread on a busy machine. */
const oneThreadModelBytes = 256 * 1024 * 1024;

export interface ComputeThreads {
  /** Of each attention process. */
  readonly attention: number;
  /** Of each expert-shard process. */
  readonly expertShard: number;
}

/**
 * Attention and shards take turns: attention waits while shards compute a layer's experts. So each kind gets all the
 * cores, which those of one kind share. `threads`, where given, is what all of them take.
 */
export function computeThreads(
  model: string,
  processes: { readonly attention: number; readonly expertShards: number; readonly threads?: number | undefined },
  cores: number = availableParallelism(),
): ComputeThreads {
  const { threads } = processes;
  if (threads !== undefined) return { attention: threads, expertShard: threads };
  if (statSync(model).size < oneThreadModelBytes) return { attention: 1, expertShard: 1 };
  const share = (count: number) => Math.max(1, Math.floor(cores / Math.max(1, count)));
  return { attention: share(processes.attention), expertShard: share(processes.expertShards) };
}

/**
 * The cores of the process at `index` of `count`, each with `threads` of its own; undefined when they have to share some.
 * A shard that stays on its cores keeps their caches and never waits for one while another idles.
 */
export function ownCores(index: number, count: number, threads: number, cores = allowedCores()): string | undefined {
  if (cores === undefined || count * threads > cores.length) return undefined;
  return cores.slice(index * threads, (index + 1) * threads).join(',');
}
