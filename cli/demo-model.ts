import path from 'node:path';

/** The model that ships with the package. This file runs from cli/ and from dist/cli/. */
const here = import.meta.dirname;
const packageRoot =
  path.basename(path.dirname(here)) === 'dist' ? path.resolve(here, '../..') : path.resolve(here, '..');

export const demoModelPath = path.join(packageRoot, 'models/fulgur-tiny.gguf');

/** A model's name for clients: its file name without `.gguf`, and without the part number of a split file. */
export function modelIdOf(modelPath: string): string {
  return path
    .basename(modelPath)
    .replace(/\.gguf$/i, '')
    .replace(/-\d{5}-of-\d{5}$/, '');
}
