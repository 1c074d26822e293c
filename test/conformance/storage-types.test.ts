// Every storage format that GGUF files have, in a model whose matrices all have it, against libllama; and the factors of
// files with 4-bit floating-point weights.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codebookTypes, quantisableTypes, type StorageType } from '../../lib/tensor/quantize.ts';
import { relativeError } from '../support/numbers.ts';
import { engineLogits, promptOf, reference } from './family-comparison.ts';
import {
  attention,
  experts,
  type FamilyModel,
  gated,
  model,
  type Shape,
  vector,
  writeFamilyModel,
} from './family-model.ts';
import { ffnNorm, moeKeys, sigmoidKeys, wide } from './family-shapes.ts';
import { Subject } from './family-subject.ts';

const errorMax = 2e-2;
/**
 * Few values, far apart, make more of how activations are rounded: both sides round them to 8 bits, libllama 256 of them
 * together, and IQ3 and TQ differ by 0.021 to 0.028.
 */
const coarseErrorMax = 3.5e-2;
const coarseTypes: ReadonlySet<StorageType> = new Set([...codebookTypes, 'tq1_0', 'tq2_0']);
/** Share of the positions that near ties between experts may decide. */
const tiedPositionsMax = 0.05;

const sizes = { ...wide, layers: 2, experts: 6, shared: 256 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What every layer has, and factors behind each of its matrices: one, or one for each expert. */
function scaled(shapes: readonly Shape[]): Shape[] {
  const factors = shapes
    .filter(({ name, isPlain }) => name.endsWith('.weight') && !isPlain)
    .map(({ name, shape }) => vector(name.replace(/weight$/, 'scale'), shape[2] ?? 1, 1.2, 0.5));
  return [...shapes, ...factors];
}

const shared = model(
  'dots1',
  { ...sizes, kvHeads: sizes.heads },
  (l) => [
    ...attention(l, { ...sizes, kvHeads: sizes.heads }, { queryKeyNorm: 'head' }),
    ffnNorm(l, sizes),
    ...experts(l, sizes, { selectionBias: true }),
  ],
  { metadata: { ...moeKeys(sizes), ...sigmoidKeys, expert_shared_count: 1 } },
);

const joined = model(
  'qwen3moe',
  sizes,
  (l) =>
    scaled([
      ...attention(l, sizes, { queryKeyNorm: 'head', joined: true }),
      ffnNorm(l, sizes),
      ...experts(l, { ...sizes, shared: 0 }),
    ]),
  { metadata: moeKeys(sizes) },
);

const dense = model('llama', { ...sizes, experts: 0 }, (l) =>
  scaled([...attention(l, sizes), ffnNorm(l, sizes), ...gated(l, '', sizes.hidden, sizes.dense)]),
);

async function expectAgreement(file: FamilyModel, type: StorageType): Promise<void> {
  const path = join(folder, 'model.gguf');
  await writeFamilyModel(path, file, type, 5);
  const theirs = await reference(path, promptOf(7), 'f16');
  const subject = await Subject.open(path, { precision: 'fast' });
  for (const provider of [subject.whole, subject.split]) {
    const ours = await engineLogits(subject.engine, provider, theirs);
    const errors = ours.map((row, i) => relativeError(row, theirs.logits[i]!)).sort((a, b) => a - b);
    const most = coarseTypes.has(type) ? coarseErrorMax : errorMax;
    expect(errors[Math.floor(errors.length * (1 - tiedPositionsMax))]).toBeLessThan(most);
  }
  await subject.close();
}

describe('weights of', () => {
  it.each([...quantisableTypes, ...codebookTypes])('%s give the logits of libllama', (type) =>
    expectAgreement(shared, type),
  );
});

describe('factors behind matrices', () => {
  it.each(['nvfp4', 'q8_0'] as const)('of %s give the logits of libllama', (type) => expectAgreement(dense, type));

  it.each(['nvfp4', 'q8_0'] as const)('of %s, joined ones and those of each expert, do', (type) =>
    expectAgreement(joined, type),
  );
});
