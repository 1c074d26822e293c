import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

function* steps(count: number, each: (step: number) => void): Generator<void, number> {
  for (let step = 0; step < count; step += 1) {
    each(step);
    yield;
  }
  return count;
}

/** Keeps the event loop counting its turns until it is told to stop. */
function countTurns(): { readonly turns: number; stop(): void } {
  const counted = { turns: 0, stop: () => clearImmediate(next) };
  const turn = () => {
    counted.turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return counted;
}

describe('work in slices', () => {
  it('gives way behind every step that ends a slice, and to nothing within one', async () => {
    const counted = countTurns();
    const seen: number[] = [];
    expect(
      await inSlices(
        steps(5, () => seen.push(counted.turns)),
        { sliceMs: 0 },
      ),
    ).toBe(5);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    seen.length = 0;
    await inSlices(
      steps(5, () => seen.push(counted.turns)),
      { sliceMs: 60_000 },
    );
    expect(new Set(seen).size).toBe(1);
    counted.stop();
  });

  it('ends between two slices when it is told to, and with what a step throws', async () => {
    const told = new AbortController();
    const seen: number[] = [];
    const work = inSlices(
      steps(5, (step) => {
        seen.push(step);
        if (step === 2) told.abort(new Error('overtaken'));
      }),
      { sliceMs: 0, signal: told.signal },
    );
    await expect(work).rejects.toThrow('overtaken');
    expect(seen).toEqual([0, 1, 2]);
    const broken = steps(5, () => {
      throw new Error('broken');
    });
    await expect(inSlices(broken)).rejects.toThrow('broken');
  });
});
