// How far a run has come. Written beside the output, whole or not at all; output beyond it is cut off on resume.
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { Code, FulgurError } from '../../wire/errors.ts';
import type { Place } from './batches.ts';

export interface Checkpoint<Statistics> {
  /** Of inputs and options: a run goes on only with the same. */
  readonly fingerprint: string;
  readonly place: Place;
  /** Bytes of each output file. */
  readonly outputs: Readonly<Record<string, number>>;
  readonly statistics: Statistics;
  readonly done: boolean;
}

const NAME = 'state.json';

export async function readCheckpoint<Statistics>(folder: string): Promise<Checkpoint<Statistics> | undefined> {
  const file = path.join(folder, NAME);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Checkpoint<Statistics>;
  } catch (error) {
    throw new FulgurError(Code.DATA_LOSS, `${file}: damaged; delete the folder to start again`, { cause: error });
  }
}

export async function writeCheckpoint(folder: string, checkpoint: Checkpoint<unknown>): Promise<void> {
  const file = path.join(folder, NAME);
  const handle = await open(`${file}.new`, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(checkpoint)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}
