// Every family against libllama (yi-lightning, which that does not know, against plain arithmetic): the same file of
// random weights through both, in single precision and as a mixture of quantised types, in one step, in pieces beside
// other sequences, and with the experts spread over hosts.
//
// Single precision: keys and values too, so that nothing is rounded and every position has to agree within `exactError`.
// Mixed types: activations are rounded to 8 bits by both, and the smallest difference before decides how, so that two
// right answers differ by about a hundredth. Where experts nearly tie, rounding decides between them too, and a position
// is further off: `tiedPositionsMax` of them may be. Where tokens nearly tie, another one may come first.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relativeError } from '../support/numbers.ts';
import { argmax, engineLogits, type Reference } from './family-comparison.ts';
import { writeFamilyModel } from './family-model.ts';
import { type Family, families } from './family-specs.ts';
import { answerOf, Subject, weightsOf } from './family-subject.ts';
import { type PlainModel, plainReference } from './plain-model.ts';

const exactError = 1e-4;
const mixedError = 2e-2;
/** Rounding adds up from layer to layer. */
const mixedLayersMax = 2;
/** Share of the positions that near ties between experts may decide. */
const tiedPositionsMax = 0.05;
/** How much further than libllama's the engine's distance from the unquantised model may be by chance. */
const chance = 1.02;
/** Gap of two logits that rounding may turn round, relative to the size of a logit. */
const nearTie = 0.1;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-families-'));
});
afterAll(() => rm(folder, { recursive: true }));

function expectExact(ours: readonly Float32Array[], theirs: Reference): void {
  for (const [position, row] of ours.entries()) {
    expect(relativeError(row, theirs.logits[position]!), `position ${position}`).toBeLessThan(exactError);
  }
  const chosen = ours.slice(theirs.prompt.length - 1).map(argmax);
  expect(chosen).toEqual(theirs.greedy);
}

it('plain arithmetic has the logits of libllama where libllama knows the family', async () => {
  const family = families.find(({ name }) => name === 'exaone-moe')!;
  const path = join(folder, 'known.gguf');
  await writeFamilyModel(path, family.build(family.odd), 'f32', 7);
  const theirs = await answerOf(family, family.odd, path, 'f32');
  const model: PlainModel = {
    ...family.odd,
    epsilon: 1e-5,
    ropeBase: 10_000.5,
    rotated: family.odd.headSize,
    sigmoid: true,
    normalised: true,
    weightsScale: 1.75,
    layers: [true, false, true, true].map((isWindow, l) => {
      return { window: isWindow ? 41 : 0, hasRope: isWindow, source: l };
    }),
  };
  expectExact(plainReference(model, await weightsOf(path), theirs.prompt).logits, theirs);
});

describe.each(families)('$name in single precision', (family: Family) => {
  describe.each(['odd', 'wide'] as const)('with %s shapes', (shape) => {
    let subject: Subject;
    let theirs: Reference;

    beforeAll(async () => {
      const path = join(folder, `${shape}.gguf`);
      await writeFamilyModel(path, family.build(family[shape]), 'f32', 7);
      theirs = await answerOf(family, family[shape], path, 'f32');
      subject = await Subject.open(path, { kvType: 'f32' });
    });
    afterAll(() => subject.close());

    it('has the logits and greedy tokens of libllama', async () => {
      expectExact(await engineLogits(subject.engine, subject.whole, theirs), theirs);
    });

    it('has them in uneven pieces beside other sequences, in scattered cells', async () => {
      const options = { chunks: [1, 7, 31, 64, 97], others: 3, seed: 5 };
      expectExact(await engineLogits(subject.engine, subject.whole, theirs, options), theirs);
    });

    it.skipIf(family.odd.experts === 0)(
      'has them with its experts spread over hosts (a dense model has none, and is skipped)',
      async () => {
        const options = { chunks: [128], others: 1 };
        expectExact(await engineLogits(subject.engine, subject.split, theirs, options), theirs);
      },
    );
  });
});

const mixtures = families.flatMap((family, turn) =>
  (['ragged', 'wide'] as const).map((shape) => ({ name: family.name, family, shape, turn })),
);

describe.each(mixtures)('$name in mixed types with $shape shapes', ({ family, shape, turn }) => {
  let subject: Subject;
  let theirs: Reference;
  let unquantised: Reference;

  beforeAll(async () => {
    const [mixed, single] = [join(folder, 'mixed.gguf'), join(folder, 'single.gguf')];
    const sizes = { ...family[shape], layers: Math.min(family[shape].layers, mixedLayersMax) };
    const model = family.build(sizes);
    await writeFamilyModel(mixed, model, 'mixed', 7, turn);
    await writeFamilyModel(single, model, 'f32', 7);
    theirs = await answerOf(family, sizes, mixed, 'f16');
    unquantised = await answerOf(family, sizes, single, 'f16', theirs.greedy);
    subject = await Subject.open(mixed, { precision: 'fast' });
  });
  afterAll(() => subject.close());

  function expectNear(ours: readonly Float32Array[]): void {
    const errors = ours.map((row, i) => relativeError(row, theirs.logits[i]!)).sort((a, b) => a - b);
    const untied = errors.slice(0, Math.ceil(errors.length * (1 - tiedPositionsMax)));
    expect(untied.at(-1)).toBeLessThan(mixedError);
    expect(distance(ours, unquantised)).toBeLessThan(distance(theirs.logits, unquantised) * chance);
    for (const [i, token] of theirs.greedy.entries()) {
      const position = theirs.prompt.length - 1 + i;
      const [row, reference] = [ours[position]!, theirs.logits[position]!];
      if (relativeError(row, reference) > mixedError) continue;
      const size = Math.sqrt(reference.reduce((sum, x) => sum + x * x, 0) / reference.length);
      expect(reference[token]! - reference[argmax(row)]!, `greedy token ${i}`).toBeLessThan(nearTie * size);
    }
  }

  it('is as near to libllama as its rounding allows, and as near to the model before it was quantised', async () => {
    expectNear(await engineLogits(subject.engine, subject.whole, theirs));
  });

  it.skipIf(family.wide.experts === 0)(
    'is so in pieces with its experts spread over hosts (a dense model has none, and is skipped)',
    async () => {
      expectNear(await engineLogits(subject.engine, subject.split, theirs, { chunks: [77], others: 1 }));
    },
  );
});

/** Error of the position in the middle: near ties do not decide it. */
function distance(logits: readonly Float32Array[], from: Reference): number {
  const errors = logits.map((row, i) => relativeError(row, from.logits[i]!)).sort((a, b) => a - b);
  return errors[errors.length >> 1]!;
}
