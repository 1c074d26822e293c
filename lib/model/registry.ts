// The table of model families that are served. Adding one: a file under architectures/ and a line here.
import type { GgufModel } from '../tensor/gguf.ts';
import type { Architecture } from './architecture.ts';
import { olmoe } from './architectures/olmoe.ts';
import { yiLightning } from './architectures/yi-lightning.ts';
import type { AttentionDescription, ModelDescription } from './description.ts';
import { Hyperparameters } from './hyperparameters.ts';

const architectures: readonly Architecture[] = [yiLightning, olmoe];

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
