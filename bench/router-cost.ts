// What does the router itself cost: CPU per streamed token, and memory per stream that is open and silent?
import { setTimeout as delay } from 'node:timers/promises';
import { demoModelPath } from '../cli/demo-model.ts';
import { cpuSeconds, type FrontEnd, ownBytes, startFrontEnd } from './support/front-end.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { openStream, type StreamReader } from './support/sse-client.ts';
import { median } from './support/table.ts';

const loads = [
  { streams: 1, stepMs: 5 },
  { streams: 32, stepMs: 20 },
  { streams: 256, stepMs: 100 },
];
const measureMs = 8_000;
const idleMs = 3_000;
const silentStreams = 1_000;

export const routerCost: Question = {
  name: 'router-cost',
  asks: 'what the router costs: CPU per streamed token, memory per silent stream',
  byName: true,
  async measure(context): Promise<Measurement> {
    const rows: (string | number)[][] = [];
    const front = await startFrontEnd(demoModelPath);
    try {
      await tokens(front, 32, 5, 2_000);
      for (const load of loads) rows.push(await tokenRow(context, front, load));
    } finally {
      await front.stop();
    }
    const fresh = await startFrontEnd(demoModelPath);
    try {
      rows.push(await silentRow(fresh));
    } finally {
      await fresh.stop();
    }
    return {
      head: ['streams', 'tokens/s', 'router CPU, us per token', 'guard CPU, us per token', 'router memory, MB'],
      rows,
      notes: [
        'chat completions over HTTP, one server-sent event per token, every token screened by the guard; the replica computes nothing',
        'CPU: user and kernel time of the whole process, less what it uses when idle',
        `memory: anonymous resident memory beyond the idle router's, with ${silentStreams} streams open that have shown their first text`,
      ],
    };
  },
};

async function tokenRow(
  context: BenchContext,
  front: FrontEnd,
  { streams, stepMs }: { streams: number; stepMs: number },
): Promise<(string | number)[]> {
  const runs: Cost[] = [];
  for (let repeat = 0; repeat < context.repeats; repeat += 1)
    runs.push(await tokens(front, streams, stepMs, measureMs));
  const middle = (pick: (cost: Cost) => number) => median(runs.map(pick));
  context.progress(`${streams} streams: ${middle(({ routerUs }) => routerUs).toFixed(1)} us of router CPU per token`);
  return [
    streams,
    middle(({ perSecond }) => perSecond),
    middle(({ routerUs }) => routerUs),
    middle(({ guardUs }) => guardUs),
    '-',
  ];
}

interface Cost {
  readonly perSecond: number;
  readonly routerUs: number;
  readonly guardUs: number;
}

/** Opens the streams, lets every step give each a token for `ms`, and ends them. */
async function tokens(front: FrontEnd, streams: number, stepMs: number, ms: number): Promise<Cost> {
  const pids = [front.routerPid, front.guardPid];
  const idleFrom = pids.map(cpuSeconds);
  await delay(idleMs);
  const idle = pids.map((pid, i) => (cpuSeconds(pid) - (idleFrom[i] as number)) / (idleMs / 1_000));
  const readers = await openAll(front, streams);
  front.replica.pace(stepMs);
  await delay(500);
  const eventsFrom = events(readers);
  const cpuFrom = pids.map(cpuSeconds);
  const startedMs = performance.now();
  await delay(ms);
  const seconds = (performance.now() - startedMs) / 1_000;
  const count = events(readers) - eventsFrom;
  const used = pids.map((pid, i) => cpuSeconds(pid) - (cpuFrom[i] as number) - (idle[i] as number) * seconds);
  front.replica.pace(undefined);
  for (const reader of readers) reader.close();
  const [routerUs, guardUs] = used.map((cpu) => (cpu * 1e6) / count) as [number, number];
  return { perSecond: count / seconds, routerUs, guardUs };
}

async function silentRow(front: FrontEnd): Promise<(string | number)[]> {
  // What the first requests bring in once and for all is not a stream's cost.
  await tokens(front, 100, 20, 1_000);
  await delay(1_000);
  const before = ownBytes(front.routerPid);
  const readers = await openAll(front, silentStreams);
  // The guard may hold a first token back until it has seen the next.
  while (readers.some((reader) => reader.events < 2)) {
    front.replica.step();
    await delay(200);
  }
  await delay(1_000);
  const bytes = ownBytes(front.routerPid) - before;
  for (const reader of readers) reader.close();
  return [silentStreams, 0, '-', '-', bytes / 1e6];
}

async function openAll(front: FrontEnd, streams: number): Promise<StreamReader[]> {
  const body = { messages: [{ role: 'user', content: 'Tell me a story.' }], stream: true };
  const readers: StreamReader[] = [];
  for (let from = 0; from < streams; from += 50) {
    const more = Math.min(50, streams - from);
    readers.push(...Array.from({ length: more }, () => openStream(front.port, '/v1/chat/completions', body)));
    await delay(20);
  }
  return readers;
}

function events(readers: readonly StreamReader[]): number {
  return readers.reduce((sum, reader) => sum + reader.events, 0);
}
