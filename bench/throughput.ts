// How many tokens per second: prompts taken in, and answers generated, at 1, 8 and 32 sequences at once?
import { deviceDescription } from '../lib/tensor/devices.ts';
import { llamaMs, openLlama } from './support/libllama.ts';
import { answerAll, randomPrompts, tokensOf, type Work, worksFor } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded } from './support/table.ts';
import { startCluster, startEmbedded, type Target } from './support/target.ts';

/** Fewer tokens each when there are more sequences, so that a run takes minutes. */
const allWorks: readonly Work[] = [
  { what: 'prompt', sequences: 1, promptTokens: 512, maxTokens: 1 },
  { what: 'prompt', sequences: 8, promptTokens: 256, maxTokens: 1 },
  { what: 'prompt', sequences: 32, promptTokens: 128, maxTokens: 1 },
  { what: 'decode', sequences: 1, promptTokens: 16, maxTokens: 128 },
  { what: 'decode', sequences: 8, promptTokens: 16, maxTokens: 64 },
  { what: 'decode', sequences: 32, promptTokens: 16, maxTokens: 64 },
];

/** Milliseconds for a piece of work; `seed` makes every call's prompts new, so that no prefix is found in a cache. */
type Contender = (work: Work, seed: number) => Promise<number>;

export const throughput: Question = {
  name: 'throughput',
  asks: 'tokens per second of prompts and of answers, at 1, 8 and 32 sequences',
  onDevices: true,
  async measure(context): Promise<Measurement> {
    const works = worksFor(allWorks, context.sequences);
    const results = new Map<string, number[]>();
    const columns: [string, () => Promise<[Contender, () => Promise<void>]>][] = [
      ['libllama', () => llama(context, works)],
      ['embedded', () => fulgur(context, startEmbedded(context.model, embeddedFlags(context)))],
      ['clustered', () => fulgur(context, startCluster(context.model, clusterFlags(context)))],
    ];
    for (const [name, open] of columns) {
      const [contender, close] = await open();
      try {
        results.set(name, await measureAll(context, name, works, contender));
      } finally {
        await close();
      }
    }
    const names = columns.map(([name]) => name);
    return {
      head: ['tokens/s', 'sequences', ...names, 'embedded / libllama', 'clustered / libllama'],
      rows: works.map(({ what, sequences }, i) => {
        const rates = names.map((name) => results.get(name)![i]!);
        const [reference, ...ours] = rates;
        return [what, sequences, ...rates, ...ours.map((rate) => rate / reference!)];
      }),
      notes: [
        'prompt: 512, 256 or 128 random tokens per sequence (1, 8, 32) until each has its first token; decode: 16-token prompts, then 128 tokens (1) or 64 each (8, 32), the prompts in the time',
        computing(context),
        'Fulgur is called over gRPC, sampling and the output guard included; libllama is called in-process with greedy sampling',
      ],
    };
  },
};

/** A device holds all experts of each shard on it. */
function shardCount({ threads, device }: BenchContext): number {
  return device === undefined ? Math.max(1, threads) : 1;
}

function computing(context: BenchContext): string {
  const { device, threads } = context;
  if (device === undefined) {
    return `every contender uses ${threads} cores in all: clustered is one attention process and ${shardCount(context)} shards with one thread each`;
  }
  return `every contender computes on ${device}, ${deviceDescription(device)}: clustered is one attention process and one shard`;
}

function embeddedFlags({ threads, device }: BenchContext): string[] {
  return ['--threads', String(threads), ...(device === undefined ? [] : ['--device', device])];
}

function clusterFlags(context: BenchContext): string[] {
  const shards = ['--expert-shards', String(shardCount(context)), '--log-level', 'error'];
  const { device } = context;
  return device === undefined ? [...shards, '--threads', '1'] : [...shards, '--device', device];
}

async function measureAll(
  context: BenchContext,
  name: string,
  works: readonly Work[],
  contender: Contender,
): Promise<number[]> {
  const rates: number[] = [];
  await contender({ what: 'prompt', sequences: 1, promptTokens: 64, maxTokens: 8 }, 1);
  for (const [index, work] of works.entries()) {
    const times: number[] = [];
    for (let repeat = 0; repeat < context.repeats; repeat++)
      times.push(await contender(work, 100 * index + repeat + 2));
    const rate = tokensOf(work) / (median(times) / 1_000);
    context.progress(`${name} ${work.what} x ${work.sequences}: ${rounded(rate)} tokens/s`);
    rates.push(rate);
  }
  return rates;
}

async function llama(context: BenchContext, works: readonly Work[]): Promise<[Contender, () => Promise<void>]> {
  const runner = await openLlama(context, Math.max(...works.map(({ sequences }) => sequences)), 768);
  const contender: Contender = ({ sequences, promptTokens, maxTokens }, seed) =>
    llamaMs(runner, randomPrompts(context.prompts, sequences, promptTokens, seed), maxTokens, context.prompts.eogIds);
  return [contender, () => runner.close()];
}

async function fulgur(context: BenchContext, starting: Promise<Target>): Promise<[Contender, () => Promise<void>]> {
  const target = await starting;
  const contender: Contender = ({ sequences, promptTokens, maxTokens }, seed) =>
    answerAll(target, context.prompts, randomPrompts(context.prompts, sequences, promptTokens, seed), maxTokens);
  return [contender, () => target.stop()];
}
