// The seam for model families: one file under architectures/ each, listed in registry.ts.
import type { ModelDescription } from './description.ts';
import type { Hyperparameters } from './hyperparameters.ts';

export interface Architecture {
  /** `general.architecture` of its files; also the prefix of its keys. */
  readonly name: string;
  /** @throws FulgurError naming the key that is absent or impossible. */
  describe(keys: Hyperparameters): ModelDescription;
}
