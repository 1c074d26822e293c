// What does distance between attention and shards cost, and how much of it do two micro-batches hide? With a device,
// attention computes on it and the shards on the CPU.
import { wholeBlocks } from '../lib/model/block-key.ts';
import { allowedCores } from '../lib/process/cores.ts';
import { deviceDescription } from '../lib/tensor/devices.ts';
import { Code, FulgurError, invalid } from '../lib/wire/errors.ts';
import { type Sample, total } from './support/cluster-view.ts';
import { type DistantCluster, startDistantCluster } from './support/distant-cluster.ts';
import { answerAll, randomPrompts, whileAllDecode } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded } from './support/table.ts';

const sequences = 32;
/** Of a counted run. */
const tokensEach = 32;
/** Of the run before it: enough for attention to find out anew into how many micro-batches steps are split. */
const tokensBefore = 64;
/** Of each prompt, behind the context: what is computed before a sequence decodes. */
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
    const apart = context.apart ? halvesOf(context.threads) : undefined;
    const shards = apart?.shards.length ?? Math.max(1, context.threads);
    const contexts = contextsOf(context);
    const behind = contexts[0]!.length;
    const kvPoolTokens = Math.max(context.contextTokens, sequences * wholeBlocks(behind + promptTokens + tokensBefore));
    for (const { name, microBatches } of modes) {
      const cluster = await startDistantCluster({
        model,
        shards,
        microBatches,
        attentionDevice: device,
        apart,
        kvPoolTokens,
      });
      try {
        if (behind > 0) {
          await answerAll(cluster, context.prompts, contexts, 1);
          context.progress(`${sequences} contexts of ${behind} tokens are in the pool`);
        }
        rows.push(...(await rowsOf(context, cluster, contexts, name)));
      } finally {
        await cluster.stop();
      }
    }
    return {
      head: ['micro-batches', 'added ms, one way', 'tokens/s', 'of without', 'steps split', 'step, ms', 'later by, ms'],
      rows,
      notes: [
        `${sequences} sequences behind ${promptTokens} tokens each${behind === 0 ? '' : `, and before those ${behind} that were in the pool`}; 1 attention process${device === undefined ? '' : ` on ${device}, ${deviceDescription(device)},`} and ${shards} shards with the threads that \`fulgur cluster\` gives them`,
        'counted while all sequences decode: from the last of their first tokens to the first of their ends',
        'with and without take turns; a run after each change is not counted: attention measures anew in it',
        'a relay of TCP bytes holds everything between attention and shards back; "later by" is how much later than that it delivered, in the mean, because it had to wait for a core',
        apart === undefined
          ? 'all processes share the cores, so that a micro-batch more costs attention what it would not where shards are distant; with --apart they have cores of their own'
          : `attention computes on cores ${apart.attention.join(',')}, shards on ${apart.shards.join(',')}: what one kind waits for leaves its cores idle, as on machines of their own`,
      ],
    };
  },
};

/** The first half of the cores for attention, the others for shards. */
function halvesOf(threads: number): { readonly attention: readonly number[]; readonly shards: readonly number[] } {
  const cores = allowedCores()?.slice(0, threads) ?? [];
  if (cores.length < 2) throw invalid('apart', `apart needs two cores that can be chosen; there are ${cores.length}`);
  const half = Math.floor(cores.length / 2);
  return { attention: cores.slice(0, half), shards: cores.slice(half) };
}

/** What each sequence has behind it: whole blocks, which the prefix cache finds. */
function contextsOf({ prompts, decodeContext, contextTokens }: BenchContext): number[][] {
  const behind = wholeBlocks(decodeContext);
  const most = contextTokens - promptTokens - tokensBefore;
  if (behind > most) {
    throw invalid('context', `context is ${decodeContext}: this model has room for ${most} tokens and an answer`);
  }
  return randomPrompts({ ...prompts, bosId: behind === 0 ? undefined : prompts.bosId }, sequences, behind, 1);
}

/** A row for each delay: medians of what was found whenever it was its turn. */
async function rowsOf(
  context: BenchContext,
  cluster: DistantCluster,
  contexts: readonly number[][],
  name: string,
): Promise<(string | number)[][]> {
  const found = delaysMs.map((): Found[] => []);
  const lateMs = delaysMs.map((): number[] => []);
  for (let turn = 0; turn < context.repeats; turn++) {
    for (const [i, delayMs] of delaysMs.entries()) {
      await cluster.delay(delayMs);
      found[i]!.push(await measure(context, cluster, contexts, 1_000 * (2 * turn + i)));
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

async function measure(
  context: BenchContext,
  cluster: DistantCluster,
  contexts: readonly number[][],
  seed: number,
): Promise<Found> {
  const promptsOf = (nth: number) => {
    const { prompts } = context;
    const isFirst = contexts[0]!.length === 0;
    const ends = randomPrompts(
      isFirst ? prompts : { ...prompts, bosId: undefined },
      sequences,
      promptTokens,
      seed + nth,
    );
    return ends.map((end, i) => [...contexts[i]!, ...end]);
  };
  await answerAll(cluster, context.prompts, promptsOf(0), tokensBefore);
  const look = () => cluster.samples();
  const { milliseconds, before, after, answers } = await whileAllDecode(
    cluster,
    context.prompts,
    promptsOf(1),
    tokensEach,
    look,
  );
  const computed = answers.filter(({ cachedTokens }, i) => cachedTokens < contexts[i]!.length);
  if (computed.length > 0) {
    const message = `the pool had lost the contexts of ${computed.length} of ${sequences} sequences`;
    throw new FulgurError(Code.INTERNAL, message);
  }
  const grown = (metric: string, labels = {}) =>
    total(after, metric, labels) - total(before as Sample[], metric, labels);
  const steps = grown('fulgur_attention_steps_total');
  return {
    rate: grown('fulgur_attention_tokens_total', { phase: 'decode' }) / (milliseconds / 1_000),
    split: grown('fulgur_attention_steps_total', { micro_batches: '2' }) / steps,
    stepMs: (grown('fulgur_attention_step_seconds_sum') / steps) * 1_000,
  };
}
