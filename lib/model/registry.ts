// The table of model families that are served. Adding one: a file under architectures/ and a line here.
import type { GgufModel } from '../tensor/gguf.ts';
import type { Architecture } from './architecture.ts';
import { olmoe } from './architectures/olmoe.ts';
import { yiLightning } from './architectures/yi-lightning.ts';
import type { ModelDescription } from './description.ts';
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
  for (const { index, attention } of description.layers) {
    if (attention.heads % attention.kvHeads !== 0) {
      throw model.error(`layer ${index} has ${attention.heads} heads, no multiple of ${attention.kvHeads} key heads`);
    }
  }
  return description;
}
