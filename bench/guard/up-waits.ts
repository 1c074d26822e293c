// How long text waits for the guard in `fulgur up`, where it shares one process and its cores with all that computes.
import { answerAll, randomPrompts } from '../support/load.ts';
import type { BenchContext } from '../support/question.ts';
import { startEmbedded } from '../support/target.ts';
import type { Row } from './row.ts';
import { readWaits, waitsBetween } from './waits.ts';

const STREAMS = [1, 16];
const PROMPT_TOKENS = 32;
const TOKENS = 128;
/** So that one stream has as many tokens to tell of as sixteen have in a second or two. */
const ANSWERS = 48;
const GOAL_MS = 1;

export async function upWaitRows({ model, prompts, progress }: BenchContext): Promise<Row[]> {
  const target = await startEmbedded(model);
  const port = Number(new URL(target.httpUrl).port);
  try {
    const rows: Row[] = [];
    for (const streams of STREAMS) {
      progress(`tokens of ${streams} streams in fulgur up`);
      const run = (nth: number) =>
        answerAll(target, prompts, randomPrompts(prompts, streams, PROMPT_TOKENS, 1_000 * streams + nth), TOKENS);
      await run(0);
      const before = await readWaits(port);
      let tookMs = 0;
      for (let nth = 1; nth <= ANSWERS / streams; nth += 1) tookMs += await run(nth);
      const waits = waitsBetween(before, await readWaits(port), 'text');
      const rate = ((ANSWERS * TOKENS) / tookMs) * 1_000;
      const which = streams === 1 ? '1 stream' : `${streams} streams`;
      const what = `fulgur up, ${which} decoding ${rate.toFixed(0)} tokens/s: each token waits (ms)`;
      rows.push([what, waits.quantile(0.5).toFixed(2), waits.quantile(0.99).toFixed(2), '']);
      rows.push([`  of these within ${GOAL_MS} ms (%)`, (100 * waits.shareWithin(GOAL_MS)).toFixed(1), '', '']);
    }
    return rows;
  } finally {
    await target.stop();
  }
}
