// What does it cost to have experts in processes of their own: one attention and two shards, beside all in one process?
import { availableParallelism } from 'node:os';
import { meanMs, poll, samples, total } from './support/cluster-view.ts';
import { exchangeWays } from './support/exchange-ways.ts';
import { answerAll, randomPrompts, tokensOf, type Work, worksFor } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded, spread } from './support/table.ts';
import { startCluster, startEmbedded, type Target } from './support/target.ts';

const works: readonly Work[] = [
  { what: 'prompt', sequences: 1, promptTokens: 512, maxTokens: 1 },
  { what: 'decode', sequences: 1, promptTokens: 16, maxTokens: 64 },
  { what: 'decode', sequences: 8, promptTokens: 16, maxTokens: 64 },
  { what: 'decode', sequences: 32, promptTokens: 4, maxTokens: 96 },
];
/** Without a disk tier, which one process has not either. */
const clusterFlags = ['--expert-shards', '2', '--no-disk-tier', '--log-level', 'error'];
/** Between two looks at what was written. */
const quietMs = 500;

interface Clustered {
  readonly way: string;
  readonly target: Target;
}

export const disaggregation: Question = {
  name: 'disaggregation',
  asks: 'tokens per second of one attention and two shards, of those of one process',
  byName: true,
  async measure(context): Promise<Measurement> {
    const asked = worksFor(works, context.sequences);
    const targets: Target[] = [];
    const started = async (target: Promise<Target>) => {
      targets.push(await target);
      return targets.at(-1)!;
    };
    try {
      const embedded = await started(startEmbedded(context.model, ['--threads', String(context.threads)]));
      const clustered: Clustered[] = [];
      for (const { way, flags } of exchangeWays) {
        clustered.push({ way, target: await started(startCluster(context.model, [...clusterFlags, ...flags])) });
      }
      const rows: (string | number)[][] = [];
      for (const [index, work] of asked.entries())
        rows.push(...(await compare(context, embedded, clustered, work, index)));
      return {
        head: [
          'tokens/s',
          'sequences',
          'by',
          'embedded',
          'clustered',
          'ratio, median',
          'lowest',
          'highest',
          'step, ms',
          'exchange, ms',
          'compute, ms',
        ],
        rows,
        notes: [
          'before each run all have written behind what the runs before have left',
          'all run at the same time and take turns; a ratio is of two runs of the same turn',
          `all processes share ${availableParallelism()} cores; step, exchange (round trip) and compute (of a shard) are means of the clustered decoding`,
        ],
      };
    } finally {
      for (const target of targets.reverse()) await target.stop();
    }
  },
};

async function compare(
  context: BenchContext,
  embedded: Target,
  clustered: readonly Clustered[],
  work: Work,
  index: number,
): Promise<(string | number)[][]> {
  const all = [embedded, ...clustered.map(({ target }) => target)];
  /** Seconds that each of `all` takes. */
  const turn = async (repeat: number) => {
    const seconds: number[] = [];
    const prompts = randomPrompts(context.prompts, work.sequences, work.promptTokens, 1_000 * index + repeat);
    for (const target of all) {
      await written(all);
      seconds.push((await answerAll(target, context.prompts, prompts, work.maxTokens)) / 1_000);
    }
    return seconds;
  };
  await turn(0);
  const before = await Promise.all(clustered.map(({ target }) => samples(target)));
  const tokens = tokensOf(work);
  const turns: number[][] = [];
  for (let repeat = 1; repeat <= context.repeats; repeat++) {
    const seconds = await turn(repeat);
    turns.push(seconds);
    const rates = seconds.map((time) => rounded(tokens / time)).join(', ');
    const ratios = seconds.slice(1).map((time) => rounded(seconds[0]! / time));
    context.progress(`${work.what} x ${work.sequences}: ${rates} tokens/s, ${ratios.join(', ')}`);
  }
  const after = await Promise.all(clustered.map(({ target }) => samples(target)));
  return clustered.map(({ way }, i) => {
    const ratios = turns.map((seconds) => seconds[0]! / seconds[i + 1]!);
    const mean = (histogram: string) => meanMs(before[i]!, after[i]!, histogram);
    return [
      work.what,
      work.sequences,
      way,
      tokens / median(turns.map(([first]) => first!)),
      tokens / median(turns.map((seconds) => seconds[i + 1]!)),
      ...spread(ratios),
      mean('fulgur_attention_step_seconds'),
      mean('fulgur_attention_exchange_seconds'),
      mean('fulgur_expert_compute_seconds'),
    ];
  });
}

/** Resolves when no target gives its kv-store blocks any more. */
async function written(targets: readonly Target[]): Promise<void> {
  const stored = async () => {
    const all = await Promise.all(targets.map(samples));
    return all.map((of) => total(of, 'fulgur_attention_block_store_blocks_total', { result: 'stored' })).join();
  };
  let before = '';
  const look = async () => {
    const last = before;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    before = await stored();
    return before === last;
  };
  await poll('blocks were written behind', look, (same) => same);
}
