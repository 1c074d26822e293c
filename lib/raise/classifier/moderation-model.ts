// The model that /v1/moderations asks beside tier 1: for its categories that the taxonomy has no word for.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Code, FulgurError } from '../../wire/errors.ts';
import { type DisguiseOptions, disguisesIn } from '../disguises.ts';
import { loadModel, shippedModel } from './classifier.ts';
import { MODERATION_LABEL_NAMES, type ModerationLabel } from './labels.ts';
import type { LinearModel } from './linear-model.ts';
import { windowsOf } from './text-windows.ts';

/** Calibrated probabilities, 0 to 1. */
export type ModerationScores = { readonly [label in ModerationLabel]?: number };

const MODERATION_WEIGHTS = shippedModel('guard-moderation.bin');

/** It has learned sentences: in a longer stretch one of them is lost, and many harmless ones add up. */
const SENTENCES_UNITS = 200;
const SENTENCES_OVERLAP_UNITS = 80;

export class ModerationModel {
  readonly #model: LinearModel;
  readonly #labels: readonly ModerationLabel[];

  /** @throws DATA_LOSS when the model was trained for something else */
  constructor(model: LinearModel, source: string) {
    const labels = model.categories.map(({ name }) => name);
    const stranger = labels.find((name) => !MODERATION_LABEL_NAMES.includes(name as ModerationLabel));
    if (stranger !== undefined) {
      const known = MODERATION_LABEL_NAMES.join(', ');
      throw new FulgurError(Code.DATA_LOSS, `moderation weights ${source}: label '${stranger}' is none of ${known}`);
    }
    this.#model = model;
    this.#labels = labels as ModerationLabel[];
  }

  /** Without a path: the weights that ship with the project. */
  static async load(path = MODERATION_WEIGHTS): Promise<ModerationModel> {
    return new ModerationModel(await loadModel(path), path);
  }

  /** The highest score of each label, of the text as it is and as it can be read otherwise. Gives way to other work. */
  async score(text: string, disguises: DisguiseOptions, signal?: AbortSignal): Promise<ModerationScores> {
    const highest = new Float64Array(this.#labels.length);
    const scores = new Float64Array(this.#labels.length);
    for (const [from, to] of windowsOf(text.length)) {
      const window = text.slice(from, to);
      for (const said of [window, ...disguisesIn(window, disguises).map((disguise) => disguise.text)]) {
        for (const [start, end] of windowsOf(said.length, SENTENCES_UNITS, SENTENCES_OVERLAP_UNITS)) {
          this.#model.assess(said.slice(start, end), scores);
          for (let k = 0; k < highest.length; k++) highest[k] = Math.max(highest[k]!, scores[k]!);
        }
      }
      if (to === text.length) break;
      await nextTurn();
      signal?.throwIfAborted();
    }
    return Object.fromEntries(this.#labels.map((label, k) => [label, highest[k]!]));
  }
}
