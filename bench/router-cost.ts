// What does the router itself cost: CPU per streamed token, and memory per stream that is open and silent?
import { setTimeout as delay } from 'node:timers/promises';
import { demoModelPath } from '../cli/demo-model.ts';
import { startBareServer } from './support/bare-server.ts';
import { cpuSeconds, type FrontEnd, type GuardPlace, ownBytes, startFrontEnd } from './support/front-end.ts';
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
/** Of that many streams each, after the first: what each costs once the process has grown to its work. */
const moreThousands = 2;

export const routerCost: Question = {
  name: 'router-cost',
  asks: 'what the router costs: CPU per streamed token, memory per silent stream',
  byName: true,
  async measure(context): Promise<Measurement> {
    const rows: (string | number)[][] = [];
    for (const place of ['own process', 'router process'] as const) {
      const front = await startFrontEnd(demoModelPath, place);
      try {
        await tokens(front, 32, 5, 2_000);
        for (const load of loads) rows.push(await tokenRow(context, front, place, load));
      } finally {
        await front.stop();
      }
    }
    const fresh = await startFrontEnd(demoModelPath);
    try {
      rows.push(...(await silentRows(context, fresh)));
    } finally {
      await fresh.stop();
    }
    return {
      head: [
        'streams',
        'guard',
        'tokens/s',
        'router CPU, us per token',
        'least to most',
        'guard CPU, us per token',
        'router memory, MB',
      ],
      rows,
      notes: [
        'chat completions over HTTP, one server-sent event per token, every token screened by the guard; the replica computes nothing',
        "guard in the router's process: the router's CPU is that of both",
        'CPU: user and kernel time of the whole process, less what it uses when idle',
        `memory: anonymous resident memory that the process gains with ${silentStreams} streams that have shown their first text and wait for more, nothing collected on purpose; the first ${silentStreams} make the heap's young generation grow as well, the others are the mean of ${moreThousands} times ${silentStreams} more`,
        "floor: the same of Node's own HTTP server with as many open event streams and nothing behind them",
      ],
    };
  },
};

async function tokenRow(
  context: BenchContext,
  front: FrontEnd,
  place: GuardPlace,
  { streams, stepMs }: { streams: number; stepMs: number },
): Promise<(string | number)[]> {
  const runs: Cost[] = [];
  for (let repeat = 0; repeat < context.repeats; repeat += 1)
    runs.push(await tokens(front, streams, stepMs, measureMs));
  const middle = (pick: (cost: Cost) => number) => median(runs.map(pick));
  context.progress(`${streams} streams: ${middle(({ routerUs }) => routerUs).toFixed(1)} us of router CPU per token`);
  return [
    streams,
    place,
    middle(({ perSecond }) => perSecond),
    middle(({ routerUs }) => routerUs),
    `${Math.min(...runs.map(({ routerUs }) => routerUs)).toFixed(1)} to ${Math.max(...runs.map(({ routerUs }) => routerUs)).toFixed(1)}`,
    front.guardPid === 0 ? '-' : middle(({ guardUs }) => guardUs),
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
  const pids = [front.routerPid, front.guardPid].filter((pid) => pid !== 0);
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
  const [routerUs = 0, guardUs = 0] = used.map((cpu) => (cpu * 1e6) / count);
  return { perSecond: count / seconds, routerUs, guardUs };
}

async function silentRows(context: BenchContext, front: FrontEnd): Promise<(string | number)[][]> {
  // What the first requests bring in once and for all is not a stream's cost.
  await tokens(front, 100, 20, 1_000);
  const open = async () => {
    const readers = await openAll(front, silentStreams);
    // The guard may hold a first token back until it has seen the next.
    while (readers.some((reader) => reader.events < 2)) {
      front.replica.step();
      await delay(200);
    }
    return readers;
  };
  const ours = await growth(front.routerPid, open);
  const bare = await startBareServer();
  let floor: Growth;
  try {
    floor = await growth(bare.pid, async () => {
      const readers = await openAll(bare, silentStreams);
      while (readers.some((reader) => reader.events < 1)) await delay(50);
      return readers;
    });
  } finally {
    bare.stop();
  }
  const row = (name: string, bytes: number) => {
    context.progress(`${name}: ${(bytes / 1e6).toFixed(1)} MB`);
    return [name, '-', 0, '-', '-', '-', bytes / 1e6];
  };
  return [
    row(`first ${silentStreams}, silent`, ours.first),
    row(`${silentStreams} more`, ours.more),
    row(`floor, first ${silentStreams}`, floor.first),
    row(`floor, ${silentStreams} more`, floor.more),
  ];
}

/** Bytes that a process gains with the first streams, and with as many more. */
interface Growth {
  readonly first: number;
  readonly more: number;
}

async function growth(pid: number, open: () => Promise<StreamReader[]>): Promise<Growth> {
  const bytes: number[] = [];
  const measured = async () => {
    await delay(1_000);
    bytes.push(ownBytes(pid));
  };
  const readers: StreamReader[] = [];
  await measured();
  for (let thousand = 0; thousand <= moreThousands; thousand += 1) {
    readers.push(...(await open()));
    await measured();
  }
  for (const reader of readers) reader.close();
  const [before, first] = bytes as [number, number];
  return { first: first - before, more: ((bytes.at(-1) as number) - first) / moreThousands };
}

async function openAll({ port }: { readonly port: number }, streams: number): Promise<StreamReader[]> {
  const body = { messages: [{ role: 'user', content: 'Tell me a story.' }], stream: true };
  const readers: StreamReader[] = [];
  for (let from = 0; from < streams; from += 50) {
    const more = Math.min(50, streams - from);
    readers.push(...Array.from({ length: more }, () => openStream(port, '/v1/chat/completions', body)));
    await delay(20);
  }
  return readers;
}

function events(readers: readonly StreamReader[]): number {
  return readers.reduce((sum, reader) => sum + reader.events, 0);
}
