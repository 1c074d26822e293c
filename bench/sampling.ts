// What does choosing tokens cost: on the event loop, as where no C++ compiler was there, and natively?

import { addressOf } from '../lib/tensor/ffi.ts';
import { nativeKernels } from '../lib/tensor/native.ts';
import { ChoiceTable, type Draw, DrawTable, drawWidth } from '../lib/tensor/sampling.ts';
import { Code, FulgurError } from '../lib/wire/errors.ts';
import { drawOf, type Sampling } from '../services/attention/draw.ts';
import { Sampler } from '../services/attention/sampler.ts';
import { plainSampling } from '../services/attention/testing/material.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { randomInts } from './support/random.ts';
import { median, rounded } from './support/table.ts';

const vocabularySize = 151_936;
const rowCounts = [1, 32, 256] as const;
const plain: Sampling = { ...plainSampling, temperature: 0.8 };
const samplings: readonly [string, Sampling][] = [
  ['greedy', { ...plain, temperature: 0 }],
  ['temperature 0.8', plain],
  ['temperature 0.8, top-p 0.95', { ...plain, topP: 0.95 }],
  ['temperature 0.8, top-k 40, top-p 0.95', { ...plain, topK: 40, topP: 0.95 }],
];

export const sampling: Question = {
  name: 'sampling',
  asks: 'what it costs to choose a token for each of 1, 32 and 256 sequences',
  byName: true,
  async measure(context): Promise<Measurement> {
    const logits = madeUpLogits(Math.max(...rowCounts));
    const rows: (string | number)[][] = [];
    for (const [name, parameters] of samplings) {
      for (const count of rowCounts) {
        const draws = Array.from({ length: count }, (_, row) => drawOf({ ...parameters, seed: row }, new Map(), 7));
        const onLoop = await repeated(context, async () => plainMs(logits, draws));
        const native = await repeated(context, () => nativeMs(context.threads, logits, draws));
        rows.push([name, count, onLoop.loop, native.loop, native.all]);
        context.progress(`${name} x ${count}: ${[onLoop.loop, native.loop, native.all].map(rounded).join(', ')} ms`);
      }
    }
    return {
      head: ['sampling', 'rows', 'TypeScript, event loop, ms', 'native, event loop, ms', 'native, all of it, ms'],
      rows,
      notes: [
        `vocabulary of ${vocabularySize}; logits made up, bell-shaped with a deviation of 3`,
        'TypeScript: copying the logits and sampling them; native: describing the draws, choosing on ' +
          `${context.threads} threads, reading the choices`,
      ],
    };
  },
};

interface Cost {
  /** Milliseconds of the event loop. */
  readonly loop: number;
  readonly all: number;
}

async function repeated({ repeats }: BenchContext, measure: () => Promise<Cost>): Promise<Cost> {
  await measure();
  const costs: Cost[] = [];
  for (let i = 0; i < repeats; i++) costs.push(await measure());
  return { loop: median(costs.map(({ loop }) => loop)), all: median(costs.map(({ all }) => all)) };
}

const sampler = new Sampler(vocabularySize);

function plainMs(logits: Float32Array, draws: readonly Draw[]): Cost {
  const startedMs = performance.now();
  const copy = logits.slice(0, draws.length * vocabularySize);
  for (const [row, draw] of draws.entries()) {
    sampler.sample(copy.subarray(row * vocabularySize, (row + 1) * vocabularySize), draw);
  }
  const loop = performance.now() - startedMs;
  return { loop, all: loop };
}

async function nativeMs(threads: number, logits: Float32Array, draws: readonly Draw[]): Promise<Cost> {
  const kernels = nativeKernels();
  if (kernels === undefined) {
    throw new FulgurError(Code.FAILED_PRECONDITION, 'native/ is not built here: install g++ and run npm run build');
  }
  const startedMs = performance.now();
  const table = new DrawTable(draws);
  const choices = new ChoiceTable(table);
  const describedMs = performance.now();
  const parts = Array.from({ length: threads }, (_, thread) => {
    const [from, to] = [thread, thread + 1].map((i) => Math.floor((i * draws.length) / threads)) as [number, number];
    return kernels.sample.async(
      addressOf(choices.values) + BigInt((from * choices.values.byteLength) / draws.length),
      addressOf(logits) + BigInt(4 * from * vocabularySize),
      to - from,
      vocabularySize,
      addressOf(table.values) + BigInt(4 * from * drawWidth),
    );
  });
  await Promise.all(parts);
  const chosenMs = performance.now();
  for (const row of draws.keys()) choices.of(row);
  const endedMs = performance.now();
  return { loop: describedMs - startedMs + endedMs - chosenMs, all: endedMs - startedMs };
}

function madeUpLogits(rows: number): Float32Array {
  const steps = 1 << 16;
  const next = randomInts(5, steps);
  const deviation = Math.sqrt(1 / 3);
  return Float32Array.from({ length: rows * vocabularySize }, () => {
    const sum = (next() + next() + next() + next()) / steps - 2;
    return (3 * sum) / deviation;
  });
}
