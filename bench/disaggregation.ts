// What does it cost to have experts in processes of their own: one attention and two shards, beside all in one process?
import { availableParallelism } from 'node:os';
import { meanMs, poll, samples, total } from './support/cluster-view.ts';
import { answerAll, randomPrompts, tokensOf, type Work, worksFor } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded } from './support/table.ts';
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

export const disaggregation: Question = {
  name: 'disaggregation',
  asks: 'tokens per second of one attention and two shards, of those of one process',
  byName: true,
  async measure(context): Promise<Measurement> {
    const asked = worksFor(works, context.sequences);
    const embedded = await startEmbedded(context.model, ['--threads', String(context.threads)]);
    try {
      const clustered = await startCluster(context.model, clusterFlags);
      try {
        const rows: (string | number)[][] = [];
        for (const [index, work] of asked.entries())
          rows.push(await compare(context, embedded, clustered, work, index));
        return {
          head: [
            'tokens/s',
            'sequences',
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
            'before each run both have written behind what the runs before have left',
            'both run at the same time and take turns; a ratio is of two runs that followed each other',
            `all processes share ${availableParallelism()} cores; step, exchange (round trip) and compute (of a shard) are means of the clustered decoding`,
          ],
        };
      } finally {
        await clustered.stop();
      }
    } finally {
      await embedded.stop();
    }
  },
};

async function compare(
  context: BenchContext,
  embedded: Target,
  clustered: Target,
  work: Work,
  index: number,
): Promise<(string | number)[]> {
  const seconds = async (target: Target, repeat: number) => {
    const prompts = randomPrompts(context.prompts, work.sequences, work.promptTokens, 1_000 * index + repeat);
    await written([embedded, clustered]);
    return (await answerAll(target, context.prompts, prompts, work.maxTokens)) / 1_000;
  };
  await seconds(embedded, 0);
  await seconds(clustered, 0);
  const before = await samples(clustered);
  const tokens = tokensOf(work);
  const pairs: { embedded: number; clustered: number }[] = [];
  for (let repeat = 1; repeat <= context.repeats; repeat++) {
    const pair = { embedded: await seconds(embedded, repeat), clustered: await seconds(clustered, repeat) };
    pairs.push(pair);
    const rates = [pair.embedded, pair.clustered].map((time) => rounded(tokens / time)).join(' and ');
    context.progress(`${work.what} x ${work.sequences}: ${rates} tokens/s, ${rounded(pair.embedded / pair.clustered)}`);
  }
  const after = await samples(clustered);
  const ratios = pairs.map((pair) => pair.embedded / pair.clustered);
  return [
    work.what,
    work.sequences,
    tokens / median(pairs.map((pair) => pair.embedded)),
    tokens / median(pairs.map((pair) => pair.clustered)),
    median(ratios),
    Math.min(...ratios),
    Math.max(...ratios),
    meanMs(before, after, 'fulgur_attention_step_seconds'),
    meanMs(before, after, 'fulgur_attention_exchange_seconds'),
    meanMs(before, after, 'fulgur_expert_compute_seconds'),
  ];
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
