import { describe, expect, it } from 'vitest';
import { compilePolicy } from './compile.ts';
import { RULE_SETS_MAX, RuleSetCache } from './rule-set-cache.ts';

describe('rule sets of named tenants', () => {
  it('are bounded, and the least recently used leaves first', () => {
    const cache = new RuleSetCache<string>();
    const built: string[] = [];
    const get = (name: string) =>
      cache.get(name, () => {
        built.push(name);
        return name;
      });
    for (let i = 0; i < RULE_SETS_MAX; i++) get(`t${i}`);
    expect(get('t0')).toBe('t0');
    get('new');
    expect(cache.size).toBe(RULE_SETS_MAX);
    built.length = 0;
    get('t0');
    get('t1');
    expect(built).toEqual(['t1']);
  });

  it('do not grow with the tenants that a policy names', () => {
    const tenants = Array.from({ length: 400 }, (_, i) => `  t${i}: { allow: [text ${i}] }`).join('\n');
    const yaml = `version: t\ncategories: { S1: { input: block, output: block } }\nrules: [{ id: a, category: S1, terms: [plugh] }]\ntenants:\n${tenants}\n`;
    const policy = compilePolicy(yaml, 'many.yaml');
    for (let i = 0; i < 400; i++) policy.ruleSet(`t${i}`, 'input', 'user');
    expect(policy.keptRuleSets).toBeLessThanOrEqual(RULE_SETS_MAX);
    const shared = policy.ruleSet('', 'input', 'user');
    for (let i = 0; i < 300; i++) policy.ruleSet(`t${i}`, 'input', 'user');
    expect(policy.ruleSet('nobody', 'input', 'user')).toBe(shared);
  });
});

describe('lists of terms', () => {
  it('are made ready once for all roles and phases in which they mean the same', () => {
    const yaml = (output: string) => `version: t
categories: { S1: { input: block, output: ${output} } }
rules: [{ id: a, category: S1, terms: [plugh] }, { id: b, category: S1, roles: [tool], terms: [xyzzy] }]
tenants: { bank: { threshold: 0.4 }, lab: { allow: [plugh] } }
`;
    const wordsOf = (
      policy: ReturnType<typeof compilePolicy>,
      tenant: string,
      phase: 'input' | 'output',
      role: 'user' | 'tool',
    ) => policy.ruleSet(tenant, phase, role).detectors.at(-1);
    const same = compilePolicy(yaml('block'), 'same.yaml');
    const words = wordsOf(same, '', 'input', 'user');
    expect(wordsOf(same, '', 'output', 'user')).toBe(words);
    expect(wordsOf(same, 'bank', 'input', 'user')).toBe(words);
    expect(wordsOf(same, '', 'input', 'tool')).not.toBe(words);
    expect(wordsOf(same, 'lab', 'input', 'user')).not.toBe(words);
    const other = compilePolicy(yaml('flag'), 'other.yaml');
    expect(wordsOf(other, '', 'output', 'user')).not.toBe(wordsOf(other, '', 'input', 'user'));
  });
});
