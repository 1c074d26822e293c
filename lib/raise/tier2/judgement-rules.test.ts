// What a policy makes of a safety model, and that a dry run of the verdict comes to the same.
import { describe, expect, it } from 'vitest';
import { type Action, stronger } from '../detector.ts';
import { compilePolicy } from '../policy/compile.ts';
import { decide } from '../policy/dry-run.ts';
import type { ScreenFinding } from '../screen.ts';
import { adapterOf } from './adapters.ts';
import { judgementFindings, silenceFindings } from './judgement-rules.ts';

const adapter = adapterOf('qwen3guard');

const compiled = compilePolicy(
  `
version: t1
failure: auto
categories:
  S1: { input: flag, output: block, threshold: 0.7 }
  S2: { input: flag, output: flag }
  S7: { input: redact, output: redact }
  S10: { input: block, output: block, failure: open }
tenants:
  strict: { categories: { S1: { threshold: 0.3 }, S2: { output: block, threshold: 0.9 }, S10: { failure: closed } } }
  open: { failure: open }
  shut: { failure: closed }
`,
  'test.yaml',
);
const { policy } = compiled;

function replayed(tenant: string, findings: readonly ScreenFinding[]) {
  const event = { phase: 'output', tenant, findings: findings.map((finding) => ({ ...finding, role: 'assistant' })) };
  return decide(compiled, event);
}

const strongest = (findings: readonly ScreenFinding[]) =>
  findings.reduce<Action>((action, finding) => stronger(action, finding.action), 'allow');

describe('a judgement', () => {
  it.each([
    ['below the threshold of its category', '', { S1: 0.69 }, []],
    ['at it', '', { S1: 0.7 }, ['S1 block']],
    ['below the one that counts where a category has none', '', { S2: 0.49 }, []],
    ['at that one', '', { S2: 0.5 }, ['S2 flag']],
    ['at the threshold of a tenant, which is lower', 'strict', { S1: 0.3 }, ['S1 block']],
    ['below that of a tenant, which is higher', 'strict', { S2: 0.89 }, []],
    ['that a tenant has blocked', 'strict', { S2: 0.9 }, ['S2 block']],
    ['of a category that the policy does not name', '', { S11: 1 }, []],
    ['of what is redacted, which a model cannot point to', '', { S7: 1 }, ['S7 flag']],
  ])('%s', (_, tenant, judgement, expected) => {
    const findings = judgementFindings(policy, tenant, 'output', adapter, judgement, 40);
    expect(findings.map(({ category, action }) => `${category} ${action}`)).toEqual(expected);
    expect(replayed(tenant, findings)).toBe(strongest(findings));
  });

  it('is about the text that was read', () => {
    const [finding] = judgementFindings(policy, '', 'output', adapter, { S1: 1 }, 40);
    expect(finding).toMatchObject({ tier: 2, detector: 'qwen3guard:S1', start: 0, end: 40 });
  });
});

describe('silence', () => {
  it.each([
    ['closes what is blocked, unless the policy has it open', '', ['S1']],
    ['closes what a tenant has closed or blocked', 'strict', ['S1', 'S2', 'S10']],
    ['closes where a tenant has everything closed, whatever a category says', 'shut', ['S1', 'S2', 'S7', 'S10']],
    ['passes where a tenant has everything open', 'open', []],
  ])('%s', (_, tenant, expected) => {
    const findings = silenceFindings(policy, tenant, 'output', adapter, 40);
    expect(findings.map(({ category }) => category).sort()).toEqual([...expected].sort());
    expect(findings.every(({ action }) => action === 'block')).toBe(true);
    expect(replayed(tenant, findings)).toBe(findings.length > 0 ? 'block' : 'allow');
  });

  it('that ended a text passes in a dry run of a policy that has it open', () => {
    const findings = silenceFindings(policy, '', 'output', adapter, 40);
    expect(replayed('', findings)).toBe('block');
    expect(replayed('open', findings)).toBe('allow');
  });
});
