// What the guard adds to the time to the first token and to each token after it, through a router and a guard as processes of
// their own, and through a router with a guard in its process. The replica computes nothing: it says when it sent each token, and the client, in this process, when it got it.
//
// Two measures. `waits`: what the router's clock says of each token, from its arrival from the replica until its text is shown.
// That is what a client waits for the guard, one value per token. `added`: what clients see, the same requests in turn through a
// router with a guard and one without, as the difference of percentiles of each round; it also carries what the guard's process
// takes of the machine, and the noise of both sides, so it is told with the spread of the rounds.
import { setTimeout as delay } from 'node:timers/promises';
import { demoModelPath } from '../../cli/demo-model.ts';
import type { Random } from '../../lib/raise/testing/random.ts';
import { Channel } from '../../lib/wire/client.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { poll } from '../support/cluster-view.ts';
import { type FrontEnd, type GuardPlace, startFrontEnd } from '../support/front-end.ts';
import { quantile } from '../support/latencies.ts';
import { prose } from './prose.ts';
import type { Row } from './row.ts';
import { readWaits, type Waits, waitsBetween } from './waits.ts';

const ROUNDS = 6;
const FIRST_TOKENS = 150;
/** Requests until the code of both routers has been compiled. */
const WARM_UP = 400;
const PROMPT_CHARACTERS = 1000;
/** As many as fit the context of the benchmarks' small model. */
const LONG_PROMPT_CHARACTERS = 6000;
const LONG_PROMPTS = 200;
const TOKENS = 120;
const STEP_MS = 10;
const STREAMS = [1, 16];
/** Until the first token: nothing, the worst case, and about as long as a small model takes for a short prompt. */
const PREFILLS_MS = [0, 20];
const FIRST_GOAL_MS = 3;
const TOKEN_GOAL_MS = 1;

interface Side {
  readonly front: FrontEnd;
  readonly channel: Channel;
}

/** One round's milliseconds of each side. */
interface Round {
  readonly apart: number[];
  readonly near: number[];
  readonly bare: number[];
}

type Sides = readonly (readonly [keyof Round, Side])[];

/** Where the guard is, of the sides that have one. */
const guardedSides = [
  ['apart', 'a process of its own'],
  ['near', "the router's process"],
] as const;

type GuardedSide = (typeof guardedSides)[number][0];

interface Measured {
  readonly rounds: readonly Round[];
  readonly waits: Readonly<Record<GuardedSide, Waits>>;
}

export async function addedTimeRows(random: Random, progress: (line: string) => void): Promise<Row[]> {
  await using apart = await openSide('own process');
  await using near = await openSide('router process');
  await using bare = await openSide('none');
  const guarded = { apart, near };
  const sides: Sides = [
    ['apart', apart],
    ['near', near],
    ['bare', bare],
  ];
  progress('first tokens through a router with and without a guard');
  await firstTokens(sides, random, WARM_UP);
  const rows: Row[] = [];
  for (const prefillMs of PREFILLS_MS) {
    for (const [, { front }] of sides) front.replica.firstTokenMs = prefillMs;
    const measured = await measure(guarded, 'first_text', () => firstTokens(sides, random, FIRST_TOKENS));
    const what = `first token, prompts of 1,000 characters, ${prefillMs} ms of prefill`;
    rows.push(...measuredRows(what, measured, FIRST_GOAL_MS));
  }
  for (const [, { front }] of sides) front.replica.firstTokenMs = undefined;
  for (const streams of STREAMS) {
    progress(`tokens of ${streams} streams through a router with and without a guard`);
    let held = 0;
    await laterTokens(sides, streams);
    const measured = await measure(guarded, 'text', async () => {
      const { delays, heldShare } = await laterTokens(sides, streams);
      held += heldShare / ROUNDS;
      return delays;
    });
    const what = `between tokens, ${streams} ${streams === 1 ? 'stream' : 'streams'}, one each ${STEP_MS} ms`;
    rows.push(...measuredRows(what, measured, TOKEN_GOAL_MS));
    rows.push([`  tokens that wait for the next, as a match might begin (%)`, (100 * held).toFixed(1), '', '']);
  }
  return rows;
}

/** The wait for a guard of its own process, which reads what a router's own one would hold up streams for. */
export async function longPromptRows(model: string, random: Random, progress: (line: string) => void): Promise<Row[]> {
  progress('long prompts through a router with a guard of its own process');
  await using apart = await openSide('own process', model);
  const sides: Sides = [['apart', apart]];
  apart.front.replica.firstTokenMs = 0;
  await firstTokens(sides, random, LONG_PROMPTS, LONG_PROMPT_CHARACTERS);
  const before = await readWaits(apart.front.port);
  await firstTokens(sides, random, LONG_PROMPTS, LONG_PROMPT_CHARACTERS);
  const { quantile: waited } = waitsBetween(before, await readWaits(apart.front.port), 'first_text');
  const characters = LONG_PROMPT_CHARACTERS.toLocaleString('en');
  const what = `first token, prompts of ${characters} characters, no prefill, guard in a process of its own: waits (ms)`;
  return [[what, waited(0.5).toFixed(2), waited(0.99).toFixed(2), '']];
}

async function measure(
  { apart, near }: Readonly<Record<GuardedSide, Side>>,
  phase: 'first_text' | 'text',
  round: () => Promise<Round>,
): Promise<Measured> {
  const read = async () => ({ apart: await readWaits(apart.front.port), near: await readWaits(near.front.port) });
  const before = await read();
  const rounds: Round[] = [];
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round());
  const after = await read();
  const between = (side: GuardedSide) => waitsBetween(before[side], after[side], phase);
  return { rounds, waits: { apart: between('apart'), near: between('near') } };
}

function measuredRows(what: string, { rounds, waits }: Measured, goalMs: number): Row[] {
  const of = (side: keyof Round) => {
    const all = rounds.flatMap((round) => round[side]);
    return `${quantile(all, 0.5).toFixed(2)}, ${quantile(all, 0.99).toFixed(2)}`;
  };
  return [
    [what, '', '', ''],
    ...guardedSides.flatMap(([side, place]): Row[] => {
      const added = (q: number) => {
        const differences = rounds.map((round) => quantile(round[side], q) - quantile(round.bare, q));
        const [least, most] = [Math.min(...differences), Math.max(...differences)];
        return `${quantile(differences, 0.5).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
      };
      const { quantile: waited, shareWithin } = waits[side];
      return [
        [`  guard in ${place}: waits (ms)`, waited(0.5).toFixed(2), waited(0.99).toFixed(2), `p99 < ${goalMs}`],
        [`  of these within ${goalMs} ms (%)`, (100 * shareWithin(goalMs)).toFixed(1), '', '> 99'],
        [`  added, median of ${rounds.length} rounds (ms)`, added(0.5), added(0.99), ''],
        [`  clients see ${of(side)}; without a guard ${of('bare')}`, '', '', ''],
      ];
    }),
  ];
}

async function firstTokens(
  sides: Sides,
  random: Random,
  requests: number,
  characters = PROMPT_CHARACTERS,
): Promise<Round> {
  const times: Round = { apart: [], near: [], bare: [] };
  for (const [, { front }] of sides) front.replica.firstTokenMs ??= 0;
  for (let request = 0; request < requests; request += 1) {
    const text = prose(random, characters);
    // Each goes first and last as often as the others.
    for (const [name, { channel }] of request % 2 === 0 ? sides : sides.toReversed()) {
      const started = performance.now();
      const stream = channel.serverStream(InferenceMethods.generate, { text, maxTokens: 1 }, { deadlineMs: 10_000 });
      let firstMs: number | undefined;
      for await (const { delta } of stream) if (delta) firstMs ??= performance.now() - started;
      times[name].push(firstMs ?? Number.NaN);
    }
  }
  return times;
}

async function laterTokens(sides: Sides, streams: number): Promise<{ delays: Round; heldShare: number }> {
  const delays: Round = { apart: [], near: [], bare: [] };
  let heldShare = 0;
  for (const [name, side] of sides) {
    const seen = await streamedTokens(side, streams);
    // A token that waited for the next one was held back by a rule, not by slow work.
    delays[name].push(...seen.filter((ms) => ms < STEP_MS * 0.9));
    if (name === 'apart') heldShare = 1 - delays.apart.length / seen.length;
  }
  return { delays, heldShare };
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

async function openSide(guard: GuardPlace, model = demoModelPath): Promise<Side & AsyncDisposable> {
  const front = await startFrontEnd(model, guard);
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
