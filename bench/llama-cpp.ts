// How fast is the engine alone beside llama.cpp: same file, same threads, both called in this process?
import { deviceDescription } from '../lib/tensor/devices.ts';
import { nativeKernels } from '../lib/tensor/native.ts';
import { LocalEngine, type Part } from './support/engine.ts';
import { openLlama } from './support/libllama.ts';
import { randomPrompts } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded, spread } from './support/table.ts';

const decodePromptTokens = 32;
const decodeSteps = 24;
const promptTokens = 512;
const sequenceTokens = 640;
const decodeSequences = [1, 8, 32] as const;

/** Computes the parts' tokens and gives logits of each one's last token. */
type Step = (parts: readonly Part[]) => Promise<Float32Array>;

interface Contender {
  readonly step: Step;
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Tokens per second that a contender computes in one kind of work. */
type Rate = (step: Step, seed: number) => Promise<number>;

async function openLibllama(context: BenchContext): Promise<Contender> {
  const runner = await openLlama(context, Math.max(...decodeSequences), sequenceTokens);
  const step: Step = (parts) =>
    runner.decode(
      parts.flatMap(({ sequence, firstPosition, tokens }) =>
        tokens.map((token, i) => {
          return { token, position: firstPosition + i, sequence, output: i === tokens.length - 1 };
        }),
      ),
    );
  return { step, forget: () => runner.clear(), close: () => runner.close() };
}

async function openEngine(context: BenchContext): Promise<Contender> {
  const local = await LocalEngine.open(context, Math.max(...decodeSequences), sequenceTokens);
  return { step: (parts) => local.step(parts), forget: async () => local.forget(), close: () => local.close() };
}

export const llamaCpp: Question = {
  name: 'llama-cpp',
  asks: 'tokens per second of the engine alone, beside llama.cpp, at 1, 8 and 32 sequences and for a prompt',
  onDevices: true,
  async measure(context): Promise<Measurement> {
    const contenders: Contender[] = [];
    try {
      contenders.push(await openLibllama(context));
      contenders.push(await openEngine(context));
      return {
        head: ['tokens/s', 'libllama', 'engine', 'engine / libllama', 'lowest', 'highest'],
        rows: await compare(context, contenders),
        notes: [
          computing(context),
          `decode: ${decodeSteps} steps behind prompts of ${decodePromptTokens} tokens, the best token of each row chosen in between; prompt: logits of its last token`,
          `medians of ${context.repeats}; both take turns, and a ratio is of two measurements of the same turn`,
        ],
      };
    } finally {
      for (const contender of contenders) await contender.close();
    }
  },
};

function computing({ device, threads }: BenchContext): string {
  if (device !== undefined) return `both compute all layers on ${device}, ${deviceDescription(device)}`;
  const kernels = nativeKernels()?.variant() ?? "ggml's (ours are not built)";
  return `kernels of the engine: ${kernels}; libllama with its own repacked weights and polling threads; both use ${threads} threads of this process`;
}

async function compare(context: BenchContext, contenders: readonly Contender[]): Promise<(string | number)[][]> {
  const works: [string, Rate][] = [
    [`prompt of ${promptTokens}`, (step, seed) => promptRate(context, step, promptTokens, seed)],
    ...decodeSequences.map((sequences): [string, Rate] => [
      `decode, ${sequences} sequences`,
      (step, seed) => decodeRate(context, step, sequences, seed),
    ]),
  ];
  for (const { step } of contenders) await promptRate(context, step, 64, 1);
  const rows: (string | number)[][] = [];
  for (const [work, rate] of works) {
    const turns: number[][] = [];
    for (let i = 0; i < context.repeats; i++) {
      const rates: number[] = [];
      for (const { step, forget } of contenders) {
        await forget();
        rates.push(await rate(step, i + 2));
      }
      turns.push(rates);
    }
    const ratios = turns.map(([theirs, ours]) => ours! / theirs!);
    const medians = contenders.map((_, i) => median(turns.map((rates) => rates[i]!)));
    rows.push([work, ...medians, ...spread(ratios)]);
    context.progress(`${work}: ${medians.map(rounded).join(', ')} tokens/s`);
  }
  return rows;
}

async function promptRate({ prompts }: BenchContext, step: Step, length: number, seed: number): Promise<number> {
  const [tokens] = randomPrompts(prompts, 1, length, seed);
  const startedMs = performance.now();
  await step([{ sequence: 0, firstPosition: 0, tokens: tokens! }]);
  return (1000 * length) / (performance.now() - startedMs);
}

async function decodeRate(context: BenchContext, step: Step, sequences: number, seed: number): Promise<number> {
  const all = randomPrompts(context.prompts, sequences, decodePromptTokens, seed);
  const next: number[] = [];
  const atOnce = 8;
  for (let first = 0; first < sequences; first += atOnce) {
    const parts = all.slice(first, first + atOnce).map((tokens, i) => {
      return { sequence: first + i, firstPosition: 0, tokens };
    });
    next.push(...best(await step(parts), parts.length));
  }
  const startedMs = performance.now();
  for (let i = 0; i < decodeSteps; i++) {
    const parts = next.map((token, sequence) => {
      return { sequence, firstPosition: decodePromptTokens + i, tokens: [token] };
    });
    next.splice(0, sequences, ...best(await step(parts), sequences));
  }
  return (1000 * sequences * decodeSteps) / (performance.now() - startedMs);
}

/** Index of the largest logit of each row. */
function best(logits: Float32Array, rows: number): number[] {
  const width = logits.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    let largest = row * width;
    for (let i = largest + 1; i < (row + 1) * width; i++) if (logits[i]! > logits[largest]!) largest = i;
    return largest - row * width;
  });
}
