import { describe, expect, it } from 'vitest';
import { fulgur } from '../../../proto/gen/fulgur.js';
import { compilePolicy } from './compile.ts';
import { dryRun } from './dry-run.ts';
import { atOnce } from './in-slices.ts';

const policy = compilePolicy('version: v\ncategories: { S1: { input: block, output: flag } }\n', 'p.yaml');

function verdict(phase: string): Uint8Array {
  const finding = { category: 'S1', detector: 'qwen3guard:S1', tier: 2, score: 1 };
  const event = { phase, action: 'flag', findings: [finding] };
  return fulgur.v1.VerdictEvent.encode(event).finish();
}

describe('a dry run', () => {
  it('says of each verdict what it would be, and gives way to other work again and again', () => {
    const events = Array.from({ length: 1000 }, (_, index) => verdict(index < 3 ? 'input' : 'output'));
    const work = dryRun(policy, events);
    let pauses = 0;
    for (;;) {
      const step = work.next();
      if (!step.done) {
        pauses += 1;
        continue;
      }
      const { verdicts, changes } = step.value;
      expect(verdicts).toBe(1000);
      expect(changes.map(({ before, after }) => `${before} ${after}`)).toEqual(Array(3).fill('flag block'));
      break;
    }
    expect(pauses).toBeGreaterThan(10);
  });

  it('counts the rules that no verdict is about: what they would find cannot be told', () => {
    const rules = [
      'known, category: S1, terms: [a]',
      'matched, category: S1, patterns: [b]',
      'fresh, category: S1, terms: [c]',
    ];
    const categories = 'categories: { S1: { input: block, output: flag } }';
    const yaml = `version: v\n${categories}\nrules: [${rules.map((rule) => `{ id: ${rule} }`).join(', ')}]\n`;
    const found = (detector: string) => {
      const finding = { category: 'S1', detector, tier: 0, score: 1, role: 'user' };
      return fulgur.v1.VerdictEvent.encode({ phase: 'input', action: 'block', findings: [finding] }).finish();
    };
    const trail = [found('terms:known'), found('pattern:matched')];
    expect(atOnce(dryRun(compilePolicy(yaml, 'p.yaml'), trail)).limits[0]).toMatch(/^1 of 3 rules matched nothing/);
  });
});
