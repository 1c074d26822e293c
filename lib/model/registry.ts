// The table of model families that are served. Adding one: a file under architectures/ and a line here.
import type { GgufModel } from '../tensor/gguf.ts';
import type { Architecture } from './architecture.ts';
import { afmoe } from './architectures/afmoe.ts';
import { bailingMoe2 } from './architectures/bailingmoe2.ts';
import { deepseek2 } from './architectures/deepseek2.ts';
import { dots1 } from './architectures/dots1.ts';
import { ernie45Moe } from './architectures/ernie4_5-moe.ts';
import { exaoneMoe } from './architectures/exaone-moe.ts';
import { gemma2 } from './architectures/gemma2.ts';
import { glm4moe } from './architectures/glm4moe.ts';
import { gptOss } from './architectures/gpt-oss.ts';
import { graniteMoe } from './architectures/granitemoe.ts';
import { hunyuanMoe } from './architectures/hunyuan-moe.ts';
import { llama } from './architectures/llama.ts';
import { minimaxM2 } from './architectures/minimax-m2.ts';
import { olmoe } from './architectures/olmoe.ts';
import { phimoe } from './architectures/phimoe.ts';
import { qwen2 } from './architectures/qwen2.ts';
import { qwen2moe } from './architectures/qwen2moe.ts';
import { qwen3 } from './architectures/qwen3.ts';
import { qwen3moe } from './architectures/qwen3moe.ts';
import { yiLightning } from './architectures/yi-lightning.ts';
import type { AttentionDescription, ModelDescription } from './description.ts';
import { Hyperparameters } from './hyperparameters.ts';
import { refuseUnknownTensors } from './known-tensors.ts';

const architectures: readonly Architecture[] = [
  afmoe,
  bailingMoe2,
  deepseek2,
  dots1,
  ernie45Moe,
  exaoneMoe,
  gemma2,
  glm4moe,
  gptOss,
  graniteMoe,
  hunyuanMoe,
  llama,
  minimaxM2,
  olmoe,
  phimoe,
  qwen2,
  qwen2moe,
  qwen3,
  qwen3moe,
  yiLightning,
];

/** What a model is. @throws FulgurError when its architecture is not served or its metadata do not add up. */
export function describeModel(model: GgufModel): ModelDescription {
  const name = model.string('general.architecture');
  if (name === undefined) throw model.error('it lacks the key general.architecture');
  const architecture = architectures.find((known) => known.name === name);
  if (architecture === undefined) {
    const known = architectures.map((one) => one.name).join(', ');
    throw model.error(`its architecture ${JSON.stringify(name).slice(0, 80)} is not served; these are: ${known}`);
  }
  const description = architecture.describe(new Hyperparameters(model, name));
  for (const { index, attention } of description.layers) checkAttention(model, description, index, attention);
  refuseUnknownTensors(model, description);
  return description;
}

function checkAttention(
  model: GgufModel,
  { window }: ModelDescription,
  layer: number,
  attention: AttentionDescription,
): void {
  const { heads, kvHeads, kind } = attention;
  if (heads % kvHeads !== 0)
    throw model.error(`layer ${layer} has ${heads} heads, no multiple of ${kvHeads} key heads`);
  // The pool has one group of cells for all sliding-window layers.
  if (kind === 'window' && attention.window !== window) {
    throw model.error(`layer ${layer} has a window of ${attention.window}, others one of ${window}`);
  }
}
