// How much memory does each process take, idle and after work, and how much of it is neither weights nor KV pool?
import { readFileSync } from 'node:fs';
import { members, type Sample, samples, total } from './support/cluster-view.ts';
import { answerAll, randomPrompts } from './support/load.ts';
import type { Measurement, Question } from './support/question.ts';
import { startCluster, startEmbedded, type Target } from './support/target.ts';

const mebibyte = 2 ** 20;

export const memory: Question = {
  name: 'memory',
  asks: 'memory of each process, and what of it is neither weights nor KV pool',
  async measure(context): Promise<Measurement> {
    const rows: (string | number)[][] = [];
    const starts = [
      () => startEmbedded(context.model, ['--threads', String(context.threads)]),
      () => startCluster(context.model, ['--expert-shards', String(context.threads)]),
    ];
    for (const start of starts) {
      const target = await start();
      try {
        const idle = await processes(target);
        await answerAll(target, context.prompts, randomPrompts(context.prompts, 8, 256, 3), 32);
        const worked = new Map((await processes(target)).map((process) => [process.pid, process]));
        rows.push(...idle.map((process) => row(target, process, worked.get(process.pid))));
        context.progress(`memory, ${target.name}`);
      } finally {
        await target.stop();
      }
    }
    return {
      head: [
        'process',
        'idle RSS, MiB',
        'own, MiB',
        'file pages, MiB',
        'expert weights, MiB',
        'beside weights and pool, MiB',
        'after work RSS, MiB',
        'own, MiB',
      ],
      rows,
      notes: [
        'own: anonymous memory (heap, expert weights, the touched part of the KV pool); file pages: mapped files, shared between processes and given back under pressure',
        'beside weights and pool, idle: own memory less the expert weights; an idle pool has touched no page',
        'after 8 prompts of 256 tokens and 32 tokens each',
      ],
    };
  },
};

interface ProcessMemory {
  readonly pid: number;
  readonly name: string;
  readonly rss: number;
  readonly anonymous: number;
  readonly expertWeights: number;
}

async function processes(target: Target): Promise<ProcessMemory[]> {
  const all = await members(target);
  const metrics = await samples(target);
  const pids = new Set(all.map(({ pid }) => pid));
  return [...pids].map((pid) => {
    const here = all.filter((member) => member.pid === pid).map(({ id }) => id);
    return {
      pid,
      name: here.length === 1 ? here[0]! : 'all services',
      ...memoryOf(pid),
      expertWeights: here.reduce((sum, id) => sum + weightsOf(metrics, id), 0),
    };
  });
}

function weightsOf(metrics: readonly Sample[], instance: string): number {
  return total(metrics, 'fulgur_expert_weight_bytes', { instance });
}

/** Bytes from the kernel's account of a process. */
function memoryOf(pid: number): { rss: number; anonymous: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return { rss: kibibytes('VmRSS') * 1024, anonymous: kibibytes('RssAnon') * 1024 };
}

function row(target: Target, idle: ProcessMemory, worked: ProcessMemory | undefined): (string | number)[] {
  const inMebibytes = (bytes: number) => Math.round(bytes / mebibyte);
  return [
    `${target.name} ${idle.name}`,
    inMebibytes(idle.rss),
    inMebibytes(idle.anonymous),
    inMebibytes(idle.rss - idle.anonymous),
    inMebibytes(idle.expertWeights),
    inMebibytes(idle.anonymous - idle.expertWeights),
    worked === undefined ? '-' : inMebibytes(worked.rss),
    worked === undefined ? '-' : inMebibytes(worked.anonymous),
  ];
}
