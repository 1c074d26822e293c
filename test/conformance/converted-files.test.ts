// Files as converters write them, with what they leave out and what they add, against libllama in single precision.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { relativeError } from '../support/numbers.ts';
import { convertedModels } from './converted-models.ts';
import { engineLogits, promptOf, reference } from './family-comparison.ts';
import { writeFamilyModel } from './family-model.ts';
import { Subject } from './family-subject.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-converted-'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each(convertedModels)('$name has the logits of libllama', async ({ file }) => {
  const path = join(folder, 'model.gguf');
  await writeFamilyModel(path, file, 'f32', 11);
  const theirs = await reference(path, promptOf(5), 'f32');
  const subject = await Subject.open(path, { kvType: 'f32' });
  const ours = await engineLogits(subject.engine, subject.whole, theirs);
  await subject.close();
  for (const [position, row] of ours.entries()) {
    expect(relativeError(row, theirs.logits[position]!), `position ${position}`).toBeLessThan(1e-4);
  }
});
