// How long a process of the guard does nothing else while a policy is made ready: for itself, and for each kind of text at its first.
import { compilePolicy } from '../../lib/raise/policy/compile.ts';
import { DEFAULT_POLICY_YAML } from '../../lib/raise/policy/default-policy.ts';
import type { TextClassifier } from '../../lib/raise/text-classifier.ts';
import type { Row } from './row.ts';

const TERMS = [0, 10_000, 60_000];

export function policyPauseRows(classifier: TextClassifier): Row[] {
  return TERMS.map((terms): Row => {
    const yaml = terms === 0 ? DEFAULT_POLICY_YAML : policyOf(terms);
    // As in a guard that runs: the first policy of a process takes longer.
    compilePolicy(yaml, 'policy', classifier).ruleSet('', 'input', 'user');
    let started = performance.now();
    const elapsed = () => {
      const milliseconds = performance.now() - started;
      started = performance.now();
      return milliseconds.toFixed(0);
    };
    const policy = compilePolicy(yaml, 'policy', classifier);
    const taken = elapsed();
    policy.ruleSet('', 'input', 'user');
    const prompts = elapsed();
    policy.ruleSet('', 'output', 'assistant');
    const what = terms === 0 ? 'the policy that ships' : `a policy of ${terms.toLocaleString('en')} terms`;
    return [
      `${what} is made ready; for the first prompt, the first answer (ms)`,
      `${taken}; ${prompts}, ${elapsed()}`,
      '',
      '',
    ];
  });
}

function policyOf(terms: number): string {
  const words = Array.from({ length: terms }, (_, index) => `a forbidden word of number ${index}`);
  return `version: long\ncategories: { S1: { input: block, output: block } }\nrules: [{ id: word, category: S1, terms: [${words.join(', ')}] }]\n`;
}
