// `npm run bench`: the project's own measurements, one file per question, on one model that llama.cpp loads too.
import { availableParallelism, cpus, loadavg } from 'node:os';
import { z } from 'zod';
import { describeModel } from '../lib/model/registry.ts';
import { Tokenizer } from '../lib/model/tokenizer.ts';
import { loadConfig } from '../lib/process/config.ts';
import { usageOf } from '../lib/process/usage.ts';
import { ggmlLibraries } from '../lib/tensor/ffi.ts';
import { GgufModel } from '../lib/tensor/gguf.ts';
import { FulgurError, invalid } from '../lib/wire/errors.ts';
import { disaggregation } from './disaggregation.ts';
import { exchange } from './exchange.ts';
import { fairness } from './fairness.ts';
import { firstToken } from './first-token.ts';
import { guard } from './guard.ts';
import { kernels, kernelTypes } from './kernels.ts';
import { latency } from './latency.ts';
import { llamaCpp } from './llama-cpp.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { routerCost } from './router-cost.ts';
import { sampling } from './sampling.ts';
import { screen } from './screen.ts';
import { benchModel, shapeNames } from './support/bench-model.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { table } from './support/table.ts';
import { throughput } from './throughput.ts';

const questions: readonly Question[] = [
  throughput,
  llamaCpp,
  firstToken,
  exchange,
  disaggregation,
  latency,
  memory,
  routerCost,
  load,
  fairness,
  guard,
  screen,
  kernels,
  sampling,
];

const options = z.strictObject({
  only: z
    .array(z.string())
    .optional()
    .describe(`questions to ask: ${questions.map(({ name }) => name).join(',')}`),
  shape: z
    .string()
    .default('small')
    .describe(`made-up model to measure with: ${shapeNames.join(', ')}`),
  model: z.string().optional().describe('GGUF file to measure with instead, one that libllama loads'),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
  device: z
    .string()
    .optional()
    .describe(
      'device that computes, as ggml names it (CUDA0, Vulkan0), for llama-cpp and throughput, attention alone for latency; default: the CPU',
    ),
  threads: z.number().int().min(1).max(256).default(availableParallelism()).describe('cores that each contender uses'),
  repeats: z.number().int().min(1).max(100).default(3).describe('measurements of which the median counts'),
  context: z
    .number()
    .int()
    .min(0)
    .max(1 << 20)
    .default(0)
    .describe('tokens that each sequence of `latency` has behind it when it decodes, rounded up to whole blocks'),
  apart: z
    .boolean()
    .default(false)
    .describe('in `latency`, half of the cores for attention and half for shards, as if on machines of their own'),
  trace: z
    .string()
    .optional()
    .describe('requests that `load` replays: JSON lines as of Mooncake; default: a generated one'),
  sequences: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('measure with so many sequences at once only, for throughput and disaggregation; default: all of theirs'),
  types: z
    .array(z.enum(kernelTypes))
    .optional()
    .describe('types of weights that `kernels` measures, separated by commas; default: all'),
  json: z.boolean().default(false).describe('print JSON'),
});

async function main(argv: readonly string[]): Promise<void> {
  if (argv.includes('--help')) return console.log(usageOf('npm run bench -- [QUESTION ...]', options, false));
  const flagsFrom = argv.findIndex((argument) => argument.startsWith('-'));
  const [names, flags] = flagsFrom === -1 ? [argv, []] : [argv.slice(0, flagsFrom), argv.slice(flagsFrom)];
  const config = loadConfig(options, { argv: flags, env: { FULGUR_GGML_PATH: process.env['FULGUR_GGML_PATH'] } });
  const asked = chosen([...names, ...(config.only ?? [])], config.device);
  // Loaded once per process, before anything is computed; the processes that are measured inherit the folder.
  if (config.ggmlPath !== undefined) {
    ggmlLibraries(config.ggmlPath);
    process.env['FULGUR_GGML_PATH'] = config.ggmlPath;
  }
  const progress = (line: string) => console.error(`  ${line}`);
  const model = config.model ?? (await benchModel(config.shape, progress));
  const { threads, device, repeats, trace, sequences, context: decodeContext, apart, types } = config;
  const context = {
    ...(await contextOf(model)),
    model,
    threads,
    device,
    repeats,
    decodeContext,
    apart,
    trace,
    sequences,
    types,
    progress,
  };
  const results: Record<string, Measurement> = {};
  if (!config.json) console.log(heading(context));
  for (const question of asked) {
    progress(question.name);
    const measurement = await question.measure(context);
    results[question.name] = measurement;
    if (!config.json) console.log(`\n${section(question, measurement)}`);
  }
  if (config.json) console.log(JSON.stringify({ machine: machine(), model, results }, null, 2));
}

function chosen(only: readonly string[], device: string | undefined): Question[] {
  const there = device === undefined ? questions : questions.filter(({ onDevices }) => onDevices === true);
  if (only.length === 0) return there.filter(({ byName }) => byName !== true);
  return only.map((name) => {
    const question = there.find((one) => one.name === name);
    if (question !== undefined) return question;
    const names = there.map((one) => one.name).join(', ');
    const kind = device === undefined ? 'question' : `question about ${device}`;
    throw invalid('only', `no ${kind} is called ${name}: there are ${names}`);
  });
}

async function contextOf(model: string): Promise<Pick<BenchContext, 'prompts' | 'contextTokens'>> {
  const description = describeModel(await GgufModel.open(model));
  const tokenizer = await Tokenizer.load(model);
  const { vocabularySize, eogIds, bosId } = tokenizer;
  tokenizer.close();
  const prompts = { vocabularySize, eogIds, bosId };
  return { prompts, contextTokens: description.contextLength };
}

function machine() {
  const processors = cpus();
  const loadAverage = Math.round(loadavg()[0]! * 10) / 10;
  return { cpu: processors[0]?.model ?? 'unknown', cores: processors.length, node: process.version, loadAverage };
}

function heading({ model, threads, repeats }: BenchContext): string {
  const { cpu, cores, node, loadAverage } = machine();
  const heading = `${cpu}, ${cores} cores (${threads} used), Node ${node}; ${model}; median of ${repeats}`;
  // Threads that spin while they wait, as llama.cpp's do, suffer most from cores that are taken.
  return loadAverage < cores
    ? heading
    : `${heading}\nthe machine is busy (load average ${loadAverage}): do not compare`;
}

function section({ asks }: Question, { head, rows, notes }: Measurement): string {
  return [`## ${asks}`, '', table(head, rows), '', ...notes.map((note) => `- ${note}`)].join('\n');
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  const known = error instanceof FulgurError;
  console.error(`bench: ${known ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exit(1);
}
