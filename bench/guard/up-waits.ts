// How long text waits for the guard in `fulgur up`, where it shares one process and its cores with all that computes.
import { answerAll, randomPrompts } from '../support/load.ts';
import type { BenchContext } from '../support/question.ts';
import { startEmbedded } from '../support/target.ts';
import type { Row } from './row.ts';
import { readWaits, waitsBetween } from './waits.ts';

/** Which take about as long. */
const MEASURED = [
  { streams: 1, answers: 48 },
  { streams: 16, answers: 160 },
] as const;
const PROMPT_TOKENS = 32;
/** So many that ends, which take longest, are less than a hundredth. */
const TOKENS = 128;
/** Answers of sixteen streams until the router's code has been compiled. */
const WARM_UP = 160;
const GOAL_MS = 1;

export async function upWaitRows({ model, prompts, progress }: BenchContext): Promise<Row[]> {
  const target = await startEmbedded(model);
  const port = Number(new URL(target.httpUrl).port);
  try {
    const rows: Row[] = [];
    const runs = async (streams: number, answers: number, seed: number) => {
      let tookMs = 0;
      for (let nth = 0; nth < answers / streams; nth += 1) {
        const asked = randomPrompts(prompts, streams, PROMPT_TOKENS, seed + nth);
        tookMs += await answerAll(target, prompts, asked, TOKENS);
      }
      return tookMs;
    };
    progress('warming up fulgur up');
    await runs(16, WARM_UP, 0);
    for (const { streams, answers } of MEASURED) {
      progress(`tokens of ${streams} streams in fulgur up`);
      const before = await readWaits(port);
      const tookMs = await runs(streams, answers, 1_000 * streams);
      const waits = waitsBetween(before, await readWaits(port), 'text');
      const rate = ((answers * TOKENS) / tookMs) * 1_000;
      const which = streams === 1 ? '1 stream' : `${streams} streams`;
      const what = `fulgur up, ${which} decoding ${rate.toFixed(0)} tokens/s: each token waits (ms)`;
      rows.push([what, waits.quantile(0.5).toFixed(2), waits.quantile(0.99).toFixed(2), `p99 < ${GOAL_MS}`]);
      rows.push([`  of these within ${GOAL_MS} ms (%)`, (100 * waits.shareWithin(GOAL_MS)).toFixed(1), '', '']);
    }
    return rows;
  } finally {
    await target.stop();
  }
}
