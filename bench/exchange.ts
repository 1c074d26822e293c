// What does it cost to send activations to another process: per exchange, beside the computation itself?
import { samples, total } from './support/cluster-view.ts';
import { exchangeWays } from './support/exchange-ways.ts';
import { answerAll, randomPrompts } from './support/load.ts';
import type { Measurement, Question } from './support/question.ts';
import { startCluster, type Target } from './support/target.ts';

const sequenceCounts = [1, 8, 32];
const tokensEach = 64;

interface Totals {
  readonly exchanges: number;
  readonly exchangeSeconds: number;
  readonly computeSeconds: number;
  readonly steps: number;
  readonly stepSeconds: number;
}

export const exchange: Question = {
  name: 'exchange',
  asks: 'what an exchange with an expert shard costs beside the computation',
  async measure(context): Promise<Measurement> {
    const rows: (string | number)[][] = [];
    for (const { way, flags } of exchangeWays) {
      const target = await startCluster(context.model, ['--expert-shards', String(context.threads), ...flags]);
      try {
        await answerAll(target, context.prompts, randomPrompts(context.prompts, 1, 64, 1), 8);
        for (const sequences of sequenceCounts) {
          const before = await totals(target);
          const prompts = randomPrompts(context.prompts, sequences, 4, sequences + 10);
          await answerAll(target, context.prompts, prompts, tokensEach);
          rows.push([sequences, way, ...figures(before, await totals(target))]);
          context.progress(`exchange by ${way} with ${sequences} sequences`);
        }
      } finally {
        await target.stop();
      }
    }
    return {
      head: [
        'sequences',
        'by',
        'exchanges',
        'round trip, us',
        'of it compute, us',
        'overhead, us',
        'exchanges per step',
        'step, ms',
      ],
      rows,
      notes: [
        `decoding ${tokensEach} tokens per sequence with ${context.threads} shards; means from the services' own histograms`,
        'overhead is writing or encoding, waking the other end, queueing and reading: round trip less the shard’s computation; exchanges of a layer run side by side',
      ],
    };
  },
};

async function totals(target: Target): Promise<Totals> {
  const all = await samples(target);
  return {
    exchanges: total(all, 'fulgur_attention_exchange_seconds_count'),
    exchangeSeconds: total(all, 'fulgur_attention_exchange_seconds_sum'),
    computeSeconds: total(all, 'fulgur_expert_compute_seconds_sum'),
    steps: total(all, 'fulgur_attention_step_seconds_count'),
    stepSeconds: total(all, 'fulgur_attention_step_seconds_sum'),
  };
}

function figures(before: Totals, after: Totals): (string | number)[] {
  const grown = (key: keyof Totals) => after[key] - before[key];
  const exchanges = grown('exchanges');
  const roundTrip = (grown('exchangeSeconds') / exchanges) * 1e6;
  const compute = (grown('computeSeconds') / exchanges) * 1e6;
  return [
    exchanges,
    roundTrip,
    compute,
    roundTrip - compute,
    exchanges / grown('steps'),
    (grown('stepSeconds') / grown('steps')) * 1e3,
  ];
}
