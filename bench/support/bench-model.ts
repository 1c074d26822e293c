// The model of a benchmark: made once with random weights, kept for the next run.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { makeModel } from '../../cli/make-model.ts';
import { invalid } from '../../lib/wire/errors.ts';

/** Eight layers of OLMoE-1B-7B, without their storage type. Some types take ggml minutes a layer to quantise. */
const olmoe8 =
  '--layers 8 --embedding 2048 --heads 16 --experts 64 --experts-used 8 --expert-ff 1024 --vocab 50304 --same-matrices';

/** Shapes by name. `olmoe` is OLMoE-1B-7B's, and eight of its layers in other types and in the usual mixture of types;
 * `qwen3moe` has eight layers with the experts of Qwen3-30B-A3B, `gpt-oss` four layers of gpt-oss-20b; `small` a tenth of
 * `olmoe`'s work, for a run of minutes. */
const shapes = {
  tiny: '--layers 2 --embedding 256 --heads 4 --experts 8 --experts-used 2 --expert-ff 128 --vocab 2048 --type q8_0',
  small:
    '--layers 4 --embedding 1024 --heads 16 --experts 32 --experts-used 8 --expert-ff 512 --vocab 8192 --type q8_0',
  olmoe:
    '--layers 16 --embedding 2048 --heads 16 --experts 64 --experts-used 8 --expert-ff 1024 --vocab 50304 --type q4_0',
  'olmoe-q2_K': `${olmoe8} --type q2_K`,
  'olmoe-q3_K': `${olmoe8} --type q3_K`,
  'olmoe-q4_K_M': `${olmoe8} --type q4_K_M`,
  'olmoe-q5_K': `${olmoe8} --type q5_K`,
  'olmoe-mxfp4': `${olmoe8} --type mxfp4`,
  'olmoe-iq4_nl': `${olmoe8} --type iq4_nl`,
  'olmoe-iq2_xxs': `${olmoe8} --type iq2_xxs`,
  'olmoe-iq3_xxs': `${olmoe8} --type iq3_xxs`,
  'olmoe-iq3_s': `${olmoe8} --type iq3_s`,
  qwen3moe:
    '--layers 8 --embedding 2048 --heads 32 --experts 128 --experts-used 8 --expert-ff 768 --vocab 50304 --type q4_0',
  'gpt-oss':
    '--architecture gpt-oss --layers 4 --embedding 2880 --heads 64 --kv-heads 8 --head-size 64 --experts 32 --experts-used 4 --expert-ff 2880 --vocab 50304 --type mxfp4',
} as const;

export const shapeNames = Object.keys(shapes) as (keyof typeof shapes)[];

/** Path of the model of a shape; written when it is not there yet. */
export async function benchModel(shape: string, progress: (line: string) => void): Promise<string> {
  if (!Object.hasOwn(shapes, shape)) throw invalid('shape', `no shape ${shape}: there are ${shapeNames.join(', ')}`);
  const folder = path.resolve('.fulgur/bench');
  const file = path.join(folder, `${shape}.gguf`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  progress(`writing a random model (${shape}) to ${file}`);
  await makeModel([file, ...shapes[shape as keyof typeof shapes].split(' ')]);
  return file;
}
