// The classifier behind the guard's seam for tier 1, with the weights that ship with the project.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Code, FulgurError } from '../../wire/errors.ts';
import { CATEGORY_NAMES, type Category } from '../taxonomy.ts';
import { roundScore, type Scores, type TextClassifier } from '../text-classifier.ts';
import { LinearModel } from './linear-model.ts';
import { decodeModel } from './weights-file.ts';

/** The project's root: this file runs from lib/raise/classifier/ and from dist/lib/raise/classifier/. */
const above = path.resolve(import.meta.dirname, '../../..');
const packageRoot = path.basename(above) === 'dist' ? path.dirname(above) : above;

/** A file of weights that ships with the project. */
export const shippedModel = (name: string): string => path.join(packageRoot, 'models', name);

export const SHIPPED_WEIGHTS = shippedModel('guard-tier1.bin');

/** Reads weights that `fulgur guard train` wrote; without a path, those that ship with the project. */
export async function loadClassifier(weightsPath = SHIPPED_WEIGHTS): Promise<TextClassifier> {
  return classifierOf(await loadModel(weightsPath), weightsPath);
}

/** The same as a model, for those that want its scores as numbers. */
export async function loadModel(weightsPath = SHIPPED_WEIGHTS): Promise<LinearModel> {
  let bytes: Buffer;
  try {
    bytes = await readFile(weightsPath);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new FulgurError(Code.FAILED_PRECONDITION, `classifier weights ${weightsPath}: ${why}; check the path`, {
      cause: error,
    });
  }
  return new LinearModel(decodeModel(bytes, weightsPath));
}

/** @throws FulgurError when the model was trained for categories that the guard does not know */
export function classifierOf(model: LinearModel, source: string): TextClassifier {
  const stranger = model.categories.find(({ name }) => !CATEGORY_NAMES.includes(name as Category));
  if (stranger !== undefined) {
    const known = CATEGORY_NAMES.join(', ');
    throw new FulgurError(
      Code.DATA_LOSS,
      `classifier weights ${source}: category '${stranger.name}' is none of ${known}`,
    );
  }
  const categories = model.categories.map(({ name }) => name as Category);
  const probabilities = new Float64Array(categories.length);
  return {
    version: model.name,
    categories,
    classify(text: string): Scores {
      model.assess(text, probabilities);
      const scores: { [name in Category]?: number } = {};
      for (const [k, name] of categories.entries()) scores[name] = roundScore(probabilities[k]!);
      return scores;
    },
  };
}
