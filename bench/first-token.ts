// How long until the first token: cold, with the prompt's prefix in the pool, and with it in a kv-store?
import { members, poll, samples, total } from './support/cluster-view.ts';
import { type Answer, answer, randomPrompts } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median } from './support/table.ts';
import { startCluster, startEmbedded, type Target } from './support/target.ts';

const promptLengths = [512, 2_048];
const blockTokens = 32;

interface Measured {
  readonly how: 'cold' | 'prefix in pool' | 'prefix in kv-store';
  readonly length: number;
  readonly answers: readonly Answer[];
}

export const firstToken: Question = {
  name: 'first-token',
  asks: 'time to the first token: cold, prefix in the pool, prefix in a kv-store',
  async measure(context): Promise<Measurement> {
    const lengths = promptLengths.filter((length) => length < context.contextTokens);
    const results: [string, Measured[]][] = [];
    const flags = ['--threads', String(context.threads)];
    const starts: [string, () => Promise<Target>, boolean][] = [
      ['embedded', () => startEmbedded(context.model, flags), false],
      ['clustered', () => startCluster(context.model, ['--expert-shards', String(context.threads)]), true],
    ];
    for (const [name, start, restartable] of starts) {
      const target = await start();
      try {
        await answer(target, context.prompts, randomPrompts(context.prompts, 1, 64, 1)[0]!, 1);
        results.push([name, await measureTarget(context, target, lengths, restartable)]);
      } finally {
        await target.stop();
      }
    }
    return {
      head: ['target', 'state', 'prompt tokens', 'cached tokens', 'first token, ms'],
      rows: results.flatMap(([name, measured]) =>
        measured.map(({ how, length, answers }) => [
          name,
          how,
          length,
          median(answers.map(({ cachedTokens }) => cachedTokens)),
          median(answers.map(({ firstTokenMs }) => firstTokenMs)),
        ]),
      ),
      notes: [
        'as a gRPC client sees it, one request at a time',
        'prefix in kv-store: after the attention process was killed and started again with an empty pool',
      ],
    };
  },
};

async function measureTarget(
  context: BenchContext,
  target: Target,
  lengths: readonly number[],
  restartable: boolean,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  const promptsOf = (length: number) => randomPrompts(context.prompts, context.repeats, length, length);
  const run = async (how: Measured['how'], length: number) => {
    const answers: Answer[] = [];
    for (const prompt of promptsOf(length)) answers.push(await answer(target, context.prompts, prompt, 1));
    context.progress(`${target.name} ${how}, ${length} tokens`);
    measured.push({ how, length, answers });
  };
  for (const length of lengths) {
    await run('cold', length);
    await run('prefix in pool', length);
  }
  if (!restartable) return measured;
  const blocks = lengths.reduce((sum, length) => sum + context.repeats * Math.floor((length - 1) / blockTokens), 0);
  const stored = async () => total(await samples(target), 'fulgur_kv_blocks');
  await poll(`the kv-store held ${blocks} blocks`, stored, (count) => count >= blocks);
  await restartAttention(context, target);
  for (const length of lengths) await run('prefix in kv-store', length);
  return measured;
}

async function restartAttention(context: BenchContext, target: Target): Promise<void> {
  const attention = (all: Awaited<ReturnType<typeof members>>) => all.filter(({ service }) => service === 'attention');
  const before = attention(await members(target));
  for (const { pid } of before) process.kill(pid, 'SIGKILL');
  const renewed = (all: Awaited<ReturnType<typeof members>>) =>
    attention(all).some(({ ready, pid }) => ready && before.every((old) => old.pid !== pid));
  await poll('attention was back', () => members(target), renewed);
  // A request that has no prefix in any cache, so that connections and weights are warm again.
  await answer(target, context.prompts, randomPrompts(context.prompts, 1, 64, 2)[0]!, 1);
}
