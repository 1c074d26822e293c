// Whoever reads a checkpoint, at any moment, finds a whole one: the one before, or the new one.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Long enough to be written in several pieces. */
const statistics = (run: number) => ({ run, pad: String(run % 10).repeat(2_000_000) });
const checkpoint = (run: number) => ({
  fingerprint: 'f',
  place: { file: 0, offset: run, line: run },
  outputs: { 'kept.jsonl': run },
  statistics: statistics(run),
  done: false,
});

it('a checkpoint is read whole while the next ones are written', async () => {
  await writeCheckpoint(folder, checkpoint(0));
  let last = 0;
  let writing = true;
  const reading = (async () => {
    let reads = 0;
    for (let seen = 0; writing; reads++) {
      const read = await readCheckpoint<ReturnType<typeof statistics>>(folder);
      expect(read?.statistics).toEqual(statistics(read!.place.line));
      expect(read!.place.line).toBeGreaterThanOrEqual(seen);
      seen = read!.place.line;
    }
    return reads;
  })();
  try {
    while (last < 20) await writeCheckpoint(folder, checkpoint(++last));
  } finally {
    writing = false;
  }
  expect(await reading).toBeGreaterThan(0);
  expect(await readCheckpoint(folder)).toMatchObject({ place: { line: last } });
  expect(await readdir(folder)).toEqual(['state.json']);
});

it('what a killed run left of the next checkpoint is not read', async () => {
  await writeCheckpoint(folder, checkpoint(1));
  await writeFile(path.join(folder, 'state.json.new'), '{"fingerprint": "f", "pla');
  expect(await readCheckpoint(folder)).toMatchObject({ place: { line: 1 } });
  await writeCheckpoint(folder, checkpoint(2));
  expect(await readCheckpoint(folder)).toMatchObject({ place: { line: 2 } });
});
