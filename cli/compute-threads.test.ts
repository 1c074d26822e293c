import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allCores, computeEnvironments, computeThreads } from './compute-threads.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-threads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(bytes: number): string {
  const file = path.join(folder, `${bytes}.gguf`);
  writeFileSync(file, '');
  truncateSync(file, bytes);
  return file;
}
const large = fileOf(2 ** 30);
const small = fileOf(2 ** 20);

describe('compute threads of processes that share a machine', () => {
  it('are all cores for attention, and all cores divided among the shards, which compute while attention waits', () => {
    expect(computeThreads(large, { attention: 1, expertShards: 2 }, 8)).toEqual({ attention: 8, expertShard: 4 });
  });

  it('are divided among several attention processes', () => {
    expect(computeThreads(large, { attention: 2, expertShards: 3 }, 8)).toEqual({ attention: 4, expertShard: 2 });
  });

  it('are never less than one', () => {
    expect(computeThreads(large, { attention: 4, expertShards: 16 }, 2)).toEqual({ attention: 1, expertShard: 1 });
  });

  it('are what was asked for, where it was', () => {
    const processes = { attention: 1, expertShards: 2, threads: 3 };
    expect(computeThreads(large, processes, 8)).toEqual({ attention: 3, expertShard: 3 });
  });

  it('are one for a small model, whose steps are shorter than the wait for a second thread', () => {
    expect(computeThreads(small, { attention: 1, expertShards: 2 }, 8)).toEqual({ attention: 1, expertShard: 1 });
  });
});

describe('processes that share a machine', () => {
  it('have cores of their own: a shard all of its threads, attention one for each of them', () => {
    const shares = computeEnvironments(large, { attention: 1, expertShards: 2 }, [0, 1, 4, 5]);
    expect(shares.attention(0)).toEqual({ FULGUR_THREADS: '4', FULGUR_THREAD_CORES: '0,1,4,5' });
    expect([0, 1].map((index) => shares.expertShard(index)['FULGUR_CORES'])).toEqual(['0,1', '4,5']);
    expect(shares.expertShard(0)['FULGUR_THREADS']).toBe('2');
  });

  it('wake without taking cores from attention, where they are shards', () => {
    const shares = computeEnvironments(large, { attention: 1, expertShards: 2 }, [0, 1]);
    expect(shares.expertShard(0)['FULGUR_SCHEDULING']).toBe('batch');
    expect(shares.attention(0)).not.toHaveProperty('FULGUR_SCHEDULING');
  });

  it('have two threads for a shard that would have one core, on any, where layers take long', () => {
    const shardOf = (variant: string, cores: readonly number[], expertShards = 2, model = large) =>
      computeEnvironments(model, { attention: 1, expertShards }, cores, () => variant).expertShard(0);
    const both = { FULGUR_THREADS: '2', FULGUR_SCHEDULING: 'batch' };
    const own = { FULGUR_THREADS: '1', FULGUR_SCHEDULING: 'batch', FULGUR_CORES: '0' };
    expect(shardOf('avx2', [0, 1])).toEqual(both);
    expect(shardOf('avx512', [0, 1])).toEqual(own);
    expect(shardOf('avx2', [0, 1, 2, 3])).toEqual({ ...both, FULGUR_CORES: '0,1' });
    expect(shardOf('avx2', [0, 1], 3)).toEqual({ FULGUR_THREADS: '1', FULGUR_SCHEDULING: 'batch' });
    expect(shardOf('avx2', [0, 1], 2, small)).toEqual(own);
  });

  it('share all cores when there are fewer than they need', () => {
    const shares = computeEnvironments(large, { attention: 3, expertShards: 3, threads: 1 }, [0, 1]);
    expect(shares.expertShard(0)).not.toHaveProperty('FULGUR_CORES');
    expect(shares.attention(0)).not.toHaveProperty('FULGUR_THREAD_CORES');
  });
});

describe('threads of a process that has the machine to itself', () => {
  it('have a core each where they are as many as the cores, and stay free otherwise', () => {
    expect(allCores(3, [0, 2, 5])).toBe('0,2,5');
    expect(allCores(2, [0, 2, 5])).toBeUndefined();
    expect(allCores(1, [0])).toBeUndefined();
  });
});
