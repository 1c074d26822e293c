// How long a process of the guard does nothing else while a policy is made ready beside its work, and at the first texts after.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DEFAULT_POLICY_YAML } from '../../lib/raise/policy/default-policy.ts';
import { PolicyCompiler } from '../../lib/raise/policy/policy-compiler.ts';
import { Screen } from '../../lib/raise/screen.ts';
import type { TextClassifier } from '../../lib/raise/text-classifier.ts';
import type { Row } from './row.ts';

const TERMS = [0, 10_000, 60_000];
const ROUNDS = 5;
const TEXT = 'Tell me a story about a brave little mouse who finds a lamp.';

export async function policyPauseRows(classifier: TextClassifier): Promise<Row[]> {
  const compiler = new PolicyCompiler({ classifier });
  const rows: Row[] = [];
  for (const terms of TERMS) {
    const yaml = terms === 0 ? DEFAULT_POLICY_YAML : policyOf(terms);
    const ready: number[] = [];
    const still: number[] = [];
    const first: number[] = [];
    // As in a guard that runs: the first policy of a process takes longer.
    for (let round = -1; round < ROUNDS; round += 1) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const started = performance.now();
      const policy = await compiler.compile(yaml, 'policy', AbortSignal.timeout(60_000));
      const taken = performance.now() - started;
      delay.disable();
      const firstTexts = timeOf(() => {
        new Screen(policy.ruleSet('', 'input', 'user'), { wholeText: TEXT }).push(TEXT, true);
        new Screen(policy.ruleSet('', 'output', 'assistant')).push(TEXT, true);
      });
      if (round < 0) continue;
      ready.push(taken);
      still.push(delay.max / 1e6);
      first.push(firstTexts);
    }
    const what = terms === 0 ? 'the policy that ships' : `a policy of ${terms.toLocaleString('en')} terms`;
    rows.push(
      [`${what} is ready after (ms), the slowest of ${ROUNDS}`, Math.max(...ready).toFixed(0), '', ''],
      ['the event loop stands still meanwhile, at most (ms)', Math.max(...still).toFixed(1), '', '< 20'],
      ['the first prompt and the first answer after, at most (ms)', Math.max(...first).toFixed(1), '', ''],
    );
  }
  return rows;
}

function timeOf(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function policyOf(terms: number): string {
  const words = Array.from({ length: terms }, (_, index) => `a forbidden word of number ${index}`);
  return `version: long\ncategories: { S1: { input: block, output: block } }\nrules: [{ id: word, category: S1, terms: [${words.join(', ')}] }]\n`;
}
