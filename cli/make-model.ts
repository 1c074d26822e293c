// `fulgur make-model`: a GGUF file with random weights, of any size, that Fulgur and llama.cpp (olmoe, gpt-oss) both load.
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { parameterCount, type RandomModelSpec, writeRandomModel } from '../lib/model/random-model.ts';
import { loadConfig } from '../lib/process/config.ts';
import { ggmlLibraries } from '../lib/tensor/ffi.ts';
import { codebookTypes, quantisableTypes } from '../lib/tensor/quantize.ts';
import { invalid } from '../lib/wire/errors.ts';

const size = (most: number) => z.number().int().min(1).max(most);

const options = z.strictObject({
  architecture: z.enum(['olmoe', 'yi-lightning', 'gpt-oss']).default('olmoe').describe('model family'),
  layers: size(1_024).default(4),
  embedding: size(1 << 16)
    .default(512)
    .describe('width of the hidden state'),
  heads: size(1_024).default(8).describe('attention heads'),
  kvHeads: size(1_024).optional().describe('key/value heads; default: as many as heads'),
  headSize: size(1_024).optional().describe('elements of a head (gpt-oss); default: embedding / heads'),
  experts: size(4_096).default(16).describe('routed experts per layer'),
  expertsUsed: size(256).default(4).describe('experts that a token uses'),
  expertFf: size(1 << 16)
    .default(256)
    .describe('hidden width of an expert'),
  sharedFf: size(1 << 16)
    .default(512)
    .describe('hidden width of the shared expert (yi-lightning)'),
  window: size(1 << 20)
    .default(128)
    .describe('sliding window in tokens (yi-lightning, gpt-oss)'),
  context: size(1 << 24)
    .default(4_096)
    .describe('context length in tokens'),
  vocab: size(1 << 20)
    .default(4_096)
    .describe('tokens in the vocabulary'),
  type: z
    .enum([...quantisableTypes, ...codebookTypes, 'q4_K_M'])
    .default('q8_0')
    .describe('storage type of the matrices, or a mixture'),
  split: size(1_000).default(1).describe('number of files'),
  seed: z.number().int().min(0).default(1).describe('the same seed gives the same file'),
  sameMatrices: z
    .boolean()
    .default(false)
    .describe('all layers get the matrices of the first: for timings, in a fraction of the time'),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
});

export interface MadeModel {
  /** The file to serve: the first one of a split model. */
  readonly path: string;
  /** Of all files together. */
  readonly bytes: number;
  readonly parameters: number;
}

/** Writes the model that the arguments describe: OUT.gguf and flags. @throws FulgurError naming the flag at fault. */
export async function makeModel(argv: readonly string[]): Promise<MadeModel> {
  const [path, ...flags] = argv;
  if (path === undefined || path.startsWith('-')) {
    throw invalid('out', 'usage: fulgur make-model OUT.gguf [--architecture olmoe] [--layers 4] [--type q8_0] ...');
  }
  const env = { FULGUR_GGML_PATH: process.env['FULGUR_GGML_PATH'] };
  const { split, ggmlPath, ...values } = loadConfig(options, { argv: flags, env });
  if (ggmlPath !== undefined) ggmlLibraries(ggmlPath);
  const spec: RandomModelSpec = { ...values, kvHeads: values.kvHeads ?? values.heads };
  const paths = await writeRandomModel(path, spec, split);
  const sizes = await Promise.all(paths.map(async (file) => (await stat(file)).size));
  return { path: paths[0]!, bytes: sizes.reduce((sum, size) => sum + size), parameters: parameterCount(spec) };
}

export async function makeModelCommand(argv: readonly string[]): Promise<number> {
  const { path, bytes, parameters } = await makeModel(argv);
  console.log(`${path}: ${(parameters / 1e6).toFixed(1)} M parameters, ${(bytes / 2 ** 20).toFixed(1)} MiB`);
  return 0;
}
