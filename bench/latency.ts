// What does distance between attention and shards cost, and how much of it do two micro-batches hide? With a device,
// attention computes on it and the shards on the CPU.
import { deviceDescription } from '../lib/tensor/devices.ts';
import { type Sample, total } from './support/cluster-view.ts';
import { type DistantCluster, startDistantCluster } from './support/distant-cluster.ts';
import { answerAll, randomPrompts } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded } from './support/table.ts';

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
  onDevices: true,
  async measure(context): Promise<Measurement> {
    const rows: (string | number)[][] = [];
    const { model, device } = context;
    const shards = Math.max(1, context.threads);
    for (const { name, microBatches } of modes) {
      const cluster = await startDistantCluster({ model, shards, microBatches, attentionDevice: device });
      try {
        rows.push(...(await rowsOf(context, cluster, name)));
      } finally {
        await cluster.stop();
      }
    }
    return {
      head: ['micro-batches', 'added ms, one way', 'tokens/s', 'of without', 'steps split', 'step, ms', 'later by, ms'],
      rows,
      notes: [
        `${sequences} sequences of ${promptTokens} prompt tokens and ${tokensEach} generated ones; 1 attention process${device === undefined ? '' : ` on ${device}, ${deviceDescription(device)},`} and ${shards} shards with the threads that \`fulgur cluster\` gives them`,
        'with and without take turns; the first run after each change is not counted: attention measures anew in it',
        'a relay of TCP bytes holds everything between attention and shards back; "later by" is how much later than that it delivered, in the mean, because it had to wait for a core',
        'all processes share the machine, so that a micro-batch more costs the shards cores that distant ones would not take',
      ],
    };
  },
};

/** A row for each delay: medians of what was found whenever it was its turn. */
async function rowsOf(context: BenchContext, cluster: DistantCluster, name: string): Promise<(string | number)[][]> {
  const found = delaysMs.map((): Found[] => []);
  const lateMs = delaysMs.map((): number[] => []);
  for (let turn = 0; turn < context.repeats; turn++) {
    for (const [i, delayMs] of delaysMs.entries()) {
      await cluster.delay(delayMs);
      found[i]!.push(await measure(context, cluster, 1_000 * (2 * turn + i)));
      lateMs[i]!.push(...(await cluster.delay(delayMs)));
      const { rate, stepMs } = found[i]!.at(-1)!;
      const of = `${rounded(rate / found[0]!.at(-1)!.rate)} of without, steps of ${rounded(stepMs)} ms`;
      context.progress(`micro-batches ${name}, ${delayMs} ms: ${rounded(rate)} tokens/s, ${of}`);
    }
  }
  return delaysMs.map((delayMs, i) => {
    const of = (value: (one: Found, turn: number) => number) => median(found[i]!.map(value));
    const late = lateMs[i]!.reduce((sum, one) => sum + one, 0) / lateMs[i]!.length;
    const ofWithout = of(({ rate }, turn) => rate / found[0]![turn]!.rate);
    return [
      name,
      delayMs,
      of(({ rate }) => rate),
      ofWithout,
      of(({ split }) => split),
      of(({ stepMs }) => stepMs),
      late,
    ];
  });
}

async function measure(context: BenchContext, cluster: DistantCluster, seed: number): Promise<Found> {
  const run = (nth: number) => {
    const prompts = randomPrompts(context.prompts, sequences, promptTokens, seed + nth);
    return answerAll(cluster, context.prompts, prompts, tokensEach);
  };
  await run(0);
  const before = await cluster.samples();
  const tookMs = await run(1);
  const after = await cluster.samples();
  const grown = (name: string, labels = {}) => total(after, name, labels) - total(before as Sample[], name, labels);
  const steps = grown('fulgur_attention_steps_total');
  return {
    rate: (sequences * tokensEach) / (tookMs / 1_000),
    split: grown('fulgur_attention_steps_total', { micro_batches: '2' }) / steps,
    stepMs: (grown('fulgur_attention_step_seconds_sum') / steps) * 1_000,
  };
}
