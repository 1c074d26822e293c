import { describe, expect, it } from 'vitest';
import { StepPacing } from './step-pacing.ts';
import { testRandom } from './testing/material.ts';

/** What a step of a machine takes, in milliseconds. */
type Cost = (decodes: number, prompts: number) => number;

/** Rows share what reading the weights takes. */
const machine: Cost = (decodes, prompts) => 4 + 0.4 * decodes + 0.3 * prompts;

/** Runs steps that take as many prompt tokens as they may; returns what each took. */
function run(pacing: StepPacing, steps: number, cost: Cost, decodes: number, share = 1): number[] {
  return Array.from({ length: steps }, () => {
    const prompts = pacing.promptRows(decodes, share);
    const milliseconds = cost(decodes, prompts);
    pacing.observe(decodes, prompts, milliseconds);
    return milliseconds;
  });
}

/** Steps of decodes alone, so that their cost is known. */
function learnDecodes(pacing: StepPacing, cost: Cost = machine): void {
  for (const decodes of [1, 2, 4, 8, 16, 32]) {
    for (let i = 0; i < 5; i++) pacing.observe(decodes, 0, cost(decodes, 0));
  }
}

describe('pacing', () => {
  it.each([1, 8, 31])('keeps steps within the target, and uses it, beside %i decodes', (decodes) => {
    const pacing = new StepPacing({ targetMs: 50 });
    learnDecodes(pacing);
    run(pacing, 30, machine, decodes);
    for (const milliseconds of run(pacing, 50, machine, decodes)) {
      expect(milliseconds).toBeLessThan(55);
      expect(milliseconds).toBeGreaterThan(35);
    }
  });

  it('comes to the target where no step of decodes alone was ever seen', () => {
    const pacing = new StepPacing({ targetMs: 50 });
    run(pacing, 40, machine, 20);
    for (const milliseconds of run(pacing, 20, machine, 20)) {
      expect(milliseconds).toBeLessThan(60);
      expect(milliseconds).toBeGreaterThan(30);
    }
  });

  it('gives prompts their share of what decodes leave, and no more', () => {
    const pacing = new StepPacing({ targetMs: 50 });
    learnDecodes(pacing);
    run(pacing, 30, machine, 8, 0.5);
    const [milliseconds] = run(pacing, 1, machine, 8, 0.5);
    const alone = machine(8, 0);
    expect(milliseconds! - alone).toBeLessThan(1.15 * 0.5 * (50 - alone));
    expect(milliseconds! - alone).toBeGreaterThan(0.7 * 0.5 * (50 - alone));
  });

  it('leaves prompts half as long as decodes take where those take the target alone', () => {
    const slow: Cost = (decodes, prompts) => 10 * machine(decodes, prompts);
    const pacing = new StepPacing({ targetMs: 50 });
    learnDecodes(pacing, slow);
    run(pacing, 50, slow, 32);
    const [milliseconds] = run(pacing, 1, slow, 32);
    expect(milliseconds! / slow(32, 0)).toBeGreaterThan(1.3);
    expect(milliseconds! / slow(32, 0)).toBeLessThan(1.6);
  });

  it('always computes some of a prompt, however small its share', () => {
    const pacing = new StepPacing({ targetMs: 50 });
    learnDecodes(pacing);
    expect(pacing.promptRows(32, 0.001)).toBe(16);
  });

  it('follows prompts that become twice as dear within twenty steps', () => {
    const pacing = new StepPacing({ targetMs: 50 });
    learnDecodes(pacing);
    run(pacing, 50, machine, 8);
    const dearer: Cost = (decodes, prompts) => machine(decodes, 2 * prompts);
    run(pacing, 20, dearer, 8);
    for (const milliseconds of run(pacing, 20, dearer, 8)) expect(milliseconds).toBeLessThan(60);
  });

  it('is not led astray by steps that lost their core', () => {
    const pacing = new StepPacing({ targetMs: 50 });
    const random = testRandom(5);
    learnDecodes(pacing);
    const disturbed: Cost = (decodes, prompts) => (random() < 0.03 ? 10 : 1) * machine(decodes, prompts);
    const rows = Array.from({ length: 500 }, () => {
      const prompts = pacing.promptRows(8, 1);
      pacing.observe(8, prompts, disturbed(8, prompts));
      return prompts;
    }).slice(50);
    const undisturbed = (50 - machine(8, 0)) / 0.3;
    expect(Math.min(...rows)).toBeGreaterThan(0.6 * undisturbed);
  });

  it.each([16, 40, 100, 300, 1_000])(
    'forgets that the first prompt of about %i tokens found its weights on a disk',
    (rows) => {
      const pacing = new StepPacing({ targetMs: 50 });
      learnDecodes(pacing);
      pacing.observe(8, rows, 100 * machine(8, rows));
      run(pacing, 60, machine, 8);
      for (const milliseconds of run(pacing, 20, machine, 8)) {
        expect(milliseconds).toBeLessThan(60);
        expect(milliseconds).toBeGreaterThan(35);
      }
    },
  );

  it('has no part in steps where there is no target', () => {
    expect(new StepPacing({ targetMs: 0 }).promptRows(32, 0.1)).toBe(Number.POSITIVE_INFINITY);
  });
});
