// What does distance between attention and shards cost, and how much of it do two micro-batches hide?
import { type Sample, total } from './support/cluster-view.ts';
import { type DistantCluster, startDistantCluster } from './support/distant-cluster.ts';
import { answerAll, randomPrompts } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median } from './support/table.ts';

const sequences = 32;
const tokensEach = 32;
const promptTokens = 8;
const delaysMs = [0, 2];
const modes: readonly { readonly name: string; readonly microBatches: number }[] = [
  { name: 'always 1', microBatches: 1 },
  { name: 'always 2', microBatches: 2 },
  { name: 'measured', microBatches: 0 },
];

interface Found {
  readonly rate: number;
  /** Steps that were split, of all. */
  readonly split: number;
  readonly stepMs: number;
}

export const latency: Question = {
  name: 'latency',
  asks: 'tokens per second of 32 sequences with 2 ms added one way between attention and shards',
  async measure(context): Promise<Measurement> {
    const rows: (string | number)[][] = [];
    for (const { name, microBatches } of modes) {
      let delayMs = 0;
      const { model } = context;
      const shards = Math.max(1, context.threads);
      const cluster = await startDistantCluster({ model, shards, microBatches, threads: 1, delayMs: () => delayMs });
      try {
        const found: Found[] = [];
        for (const delay of delaysMs) {
          delayMs = delay;
          found.push(await rateOf(context, cluster, 1_000 * found.length));
          context.progress(`micro-batches ${name}, ${delay} ms: ${Math.round(found.at(-1)!.rate)} tokens/s`);
        }
        const [without] = found;
        for (const [i, { rate, split, stepMs }] of found.entries()) {
          rows.push([name, delaysMs[i]!, rate, rate / without!.rate, split, stepMs]);
        }
      } finally {
        await cluster.stop();
      }
    }
    return {
      head: ['micro-batches', 'added ms, one way', 'tokens/s', 'of without', 'steps split', 'step, ms'],
      rows,
      notes: [
        `${sequences} sequences of ${promptTokens} prompt tokens and ${tokensEach} generated ones; 1 attention process and ${Math.max(1, context.threads)} shards with one thread each`,
        'a relay of TCP bytes holds everything between attention and shards back; all processes share the machine, so that a micro-batch more costs the shards cores that distant ones would not take',
        'the first run after each change of the delay is not counted: attention measures anew in it',
      ],
    };
  },
};

async function rateOf(context: BenchContext, cluster: DistantCluster, seed: number): Promise<Found> {
  const run = (repeat: number) => {
    const prompts = randomPrompts(context.prompts, sequences, promptTokens, seed + repeat);
    return answerAll(cluster, context.prompts, prompts, tokensEach);
  };
  await run(0);
  const before = await cluster.samples();
  const times: number[] = [];
  for (let repeat = 1; repeat <= context.repeats; repeat++) times.push(await run(repeat));
  const after = await cluster.samples();
  const grown = (name: string, labels = {}) => total(after, name, labels) - total(before as Sample[], name, labels);
  const steps = grown('fulgur_attention_steps_total');
  return {
    rate: (sequences * tokensEach) / (median(times) / 1_000),
    split: grown('fulgur_attention_steps_total', { micro_batches: '2' }) / steps,
    stepMs: (grown('fulgur_attention_step_seconds_sum') / steps) * 1_000,
  };
}
