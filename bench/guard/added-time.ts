// What the guard adds to the time to the first token and to each token after it, through a router and a guard as processes of
// their own. The replica computes nothing: it says when it sent each token, and the client, in this process, when it got it. The
// same requests go in turn to a router with a guard and to one without.
import { setTimeout as delay } from 'node:timers/promises';
import { demoModelPath } from '../../cli/demo-model.ts';
import type { Random } from '../../lib/raise/testing/random.ts';
import { Channel } from '../../lib/wire/client.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { poll } from '../support/cluster-view.ts';
import { type FrontEnd, startFrontEnd } from '../support/front-end.ts';
import { quantile } from '../support/latencies.ts';
import { prose } from './prose.ts';
import type { Row } from './row.ts';

const FIRST_TOKENS = 400;
const WARM_UP = 40;
const PROMPT_CHARACTERS = 1000;
const TOKENS = 120;
const STEP_MS = 10;
const LOADS = [
  { streams: 1, rounds: 8 },
  { streams: 16, rounds: 4 },
];

interface Side {
  readonly front: FrontEnd;
  readonly channel: Channel;
}

/** Of both sides, guarded first. */
interface Times {
  readonly guarded: number[];
  readonly bare: number[];
}

export async function addedTimeRows(random: Random, progress: (line: string) => void): Promise<Row[]> {
  await using guarded = await openSide(true);
  await using bare = await openSide(false);
  const sides: readonly (readonly [keyof Times, Side])[] = [
    ['guarded', guarded],
    ['bare', bare],
  ];
  progress('first tokens through a router with and without a guard');
  const first = await firstTokens(sides, random);
  const rows = addedRows('added to the first token, prompts of 1,000 characters (ms)', first, 'p99 < 3');
  for (const { streams, rounds } of LOADS) {
    progress(`tokens of ${streams} streams through a router with and without a guard`);
    const { delays, held } = await laterTokens(sides, streams, rounds);
    const what = `added between tokens, ${streams} ${streams === 1 ? 'stream' : 'streams'}, one each ${STEP_MS} ms (ms)`;
    rows.push(...addedRows(what, delays, 'p99 < 1'));
    rows.push([`the same: tokens that wait for the next, as a match might begin (%)`, (100 * held).toFixed(1), '', '']);
  }
  return rows;
}

function addedRows(what: string, { guarded, bare }: Times, goal: string): Row[] {
  const at = (q: number) => [quantile(guarded, q), quantile(bare, q)] as const;
  const [[g50, b50], [g99, b99]] = [at(0.5), at(0.99)];
  const detail = `  with a guard ${g50.toFixed(2)}, ${g99.toFixed(2)}; without ${b50.toFixed(2)}, ${b99.toFixed(2)}`;
  return [
    [what, (g50 - b50).toFixed(2), (g99 - b99).toFixed(2), goal],
    [detail, '', '', ''],
  ];
}

async function firstTokens(sides: readonly (readonly [keyof Times, Side])[], random: Random): Promise<Times> {
  const times: Times = { guarded: [], bare: [] };
  for (const [, { front }] of sides) front.replica.answersAtOnce = true;
  for (let round = -WARM_UP; round < FIRST_TOKENS; round += 1) {
    const text = prose(random, PROMPT_CHARACTERS);
    // Each goes first as often as the other.
    for (const [name, { channel }] of round % 2 === 0 ? sides : sides.toReversed()) {
      const started = performance.now();
      const stream = channel.serverStream(InferenceMethods.generate, { text, maxTokens: 1 }, { deadlineMs: 10_000 });
      let firstMs: number | undefined;
      for await (const { delta } of stream) if (delta) firstMs ??= performance.now() - started;
      if (round >= 0) times[name].push(firstMs ?? Number.NaN);
    }
  }
  for (const [, { front }] of sides) front.replica.answersAtOnce = false;
  return times;
}

async function laterTokens(
  sides: readonly (readonly [keyof Times, Side])[],
  streams: number,
  rounds: number,
): Promise<{ delays: Times; held: number }> {
  const delays: Times = { guarded: [], bare: [] };
  let [held, all] = [0, 0];
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, side] of round % 2 === 0 ? sides : sides.toReversed()) {
      const seen = await streamedTokens(side, streams);
      if (round < 0) continue;
      // A token that waited for the next one was held back by a rule, not by slow work.
      const prompt = seen.filter((ms) => ms < STEP_MS * 0.9);
      delays[name].push(...prompt);
      if (name === 'guarded') {
        held += seen.length - prompt.length;
        all += seen.length;
      }
    }
  }
  return { delays, held: held / all };
}

/** Milliseconds from the replica's sending of each token to the client's having it. */
async function streamedTokens({ front, channel }: Side, streams: number): Promise<number[]> {
  const sentMs: number[] = [];
  const delays: number[] = [];
  const request = { text: 'Tell me a story.', maxTokens: TOKENS };
  const readers = Array.from({ length: streams }, async () => {
    let count = 0;
    for await (const { delta } of channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 60_000 })) {
      const now = performance.now();
      for (const _ of delta?.tokenIds ?? []) {
        delays.push(now - sentMs[count]!);
        count += 1;
      }
    }
  });
  await poll(
    'every stream runs',
    async () => front.replica.running,
    (running) => running === streams,
  );
  for (let token = 0; token < TOKENS; token += 1) {
    sentMs.push(performance.now());
    front.replica.step();
    await delay(STEP_MS);
  }
  await Promise.all(readers);
  return delays;
}

async function openSide(guarded: boolean): Promise<Side & AsyncDisposable> {
  const front = await startFrontEnd(demoModelPath, { guarded });
  const channel = new Channel(front.grpcAddress);
  return {
    front,
    channel,
    async [Symbol.asyncDispose]() {
      channel.close();
      await front.stop();
    },
  };
}
