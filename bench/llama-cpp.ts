// How fast is the engine alone beside llama.cpp: same file, same threads, both called in this process?
import { deviceDescription } from '../lib/tensor/devices.ts';
import { nativeKernels } from '../lib/tensor/native.ts';
import { LocalEngine, type Part } from './support/engine.ts';
import { openLlama } from './support/libllama.ts';
import { randomPrompts } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { median, rounded } from './support/table.ts';

const decodePromptTokens = 32;
const decodeSteps = 24;
const promptTokens = 512;
const sequenceTokens = 640;
const decodeSequences = [1, 8, 32] as const;

/** Computes the parts' tokens and gives logits of each one's last token. */
type Step = (parts: readonly Part[]) => Promise<Float32Array>;

interface Contender {
  readonly name: string;
  open(context: BenchContext): Promise<{ step: Step; forget(): Promise<void>; close(): Promise<void> }>;
}

const libllama: Contender = {
  name: 'libllama',
  async open(context) {
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
  },
};

function engine(name: string, kernels: 'native' | 'ggml'): Contender {
  return {
    name,
    async open(context) {
      const local = await LocalEngine.open(context, Math.max(...decodeSequences), sequenceTokens, kernels);
      return { step: (parts) => local.step(parts), forget: async () => local.forget(), close: () => local.close() };
    },
  };
}

export const llamaCpp: Question = {
  name: 'llama-cpp',
  asks: 'tokens per second of the engine alone, beside llama.cpp, at 1, 8 and 32 sequences and for a prompt',
  onDevices: true,
  async measure(context): Promise<Measurement> {
    const contenders = [libllama, engine('engine', 'native')];
    const rates = new Map<string, number[]>();
    for (const contender of contenders) rates.set(contender.name, await measureAll(context, contender));
    const works = [`prompt of ${promptTokens}`, ...decodeSequences.map((n) => `decode, ${n} sequences`)];
    const [theirs, ours] = contenders.map(({ name }) => rates.get(name)!) as [number[], number[]];
    return {
      head: ['tokens/s', 'libllama', 'engine', 'engine / libllama'],
      rows: works.map((work, i) => [work, theirs[i]!, ours[i]!, ours[i]! / theirs[i]!]),
      notes: [
        computing(context),
        `decode: ${decodeSteps} steps behind prompts of ${decodePromptTokens} tokens, the best token of each row chosen in between; prompt: logits of its last token`,
        `medians of ${context.repeats}`,
      ],
    };
  },
};

function computing({ device, threads }: BenchContext): string {
  if (device !== undefined) return `both compute all layers on ${device}, ${deviceDescription(device)}`;
  const kernels = nativeKernels()?.variant() ?? "ggml's (ours are not built)";
  return `kernels of the engine: ${kernels}; libllama with its own repacked weights and polling threads; both use ${threads} threads of this process`;
}

async function measureAll(context: BenchContext, contender: Contender): Promise<number[]> {
  const { step, forget, close } = await contender.open(context);
  const repeat = async (measure: (seed: number) => Promise<number>): Promise<number> => {
    const rates: number[] = [];
    for (let i = 0; i < context.repeats; i++) {
      await forget();
      rates.push(await measure(i + 2));
    }
    return median(rates);
  };
  try {
    await promptRate(context, step, 64, 1);
    const rates = [await repeat((seed) => promptRate(context, step, promptTokens, seed))];
    for (const sequences of decodeSequences) {
      rates.push(await repeat((seed) => decodeRate(context, step, sequences, seed)));
    }
    context.progress(`${contender.name}: ${rates.map(rounded).join(', ')} tokens/s`);
    return rates;
  } finally {
    await close();
  }
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
