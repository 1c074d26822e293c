// The model of a benchmark: made once with random weights, kept for the next run.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { makeModel } from '../../cli/make-model.ts';
import { invalid } from '../../lib/wire/errors.ts';

/** Shapes by name. `olmoe` is OLMoE-1B-7B's, and eight of its layers in the usual mixture of types; `qwen3moe` has
 * eight layers with the experts of Qwen3-30B-A3B; `small` a tenth of its work, for a run of minutes. */
const shapes = {
  tiny: '--layers 2 --embedding 256 --heads 4 --experts 8 --experts-used 2 --expert-ff 128 --vocab 2048 --type q8_0',
  small:
    '--layers 4 --embedding 1024 --heads 16 --experts 32 --experts-used 8 --expert-ff 512 --vocab 8192 --type q8_0',
  olmoe:
    '--layers 16 --embedding 2048 --heads 16 --experts 64 --experts-used 8 --expert-ff 1024 --vocab 50304 --type q4_0',
  'olmoe-q4_K_M':
    '--layers 8 --embedding 2048 --heads 16 --experts 64 --experts-used 8 --expert-ff 1024 --vocab 50304 --type q4_K_M',
  qwen3moe:
    '--layers 8 --embedding 2048 --heads 32 --experts 128 --experts-used 8 --expert-ff 768 --vocab 50304 --type q4_0',
} as const;

export const shapeNames = Object.keys(shapes) as (keyof typeof shapes)[];

/** Path of the model of a shape; written when it is not there yet. */
export async function benchModel(shape: string, progress: (line: string) => void): Promise<string> {
  if (!Object.hasOwn(shapes, shape)) throw invalid('shape', `no shape ${shape}: there are ${shapeNames.join(', ')}`);
  const folder = path.resolve('.fulgur/bench');
  const file = path.join(folder, `olmoe-${shape}.gguf`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  progress(`writing a random olmoe model (${shape}) to ${file}`);
  await makeModel([file, '--architecture', 'olmoe', ...shapes[shape as keyof typeof shapes].split(' ')]);
  return file;
}
