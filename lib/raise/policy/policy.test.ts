import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assessPrompt, checkPrompt } from '../assess.ts';
import { compilePolicy } from './compile.ts';
import { decide } from './dry-run.ts';
import { loadPolicy } from './policy.ts';
import type { CompiledPolicy } from './rule-set.ts';

const compile = (yaml: string): CompiledPolicy => compilePolicy(yaml, 'test.yaml');

const TENANTS = `
version: t1
categories: { pii: { input: flag, output: flag }, S1: { input: block, output: block } }
rules: [{ id: word, category: S1, terms: [plugh] }]
allow: [desk@acme.io]
tenants:
  bank: { categories: { pii: { input: redact } }, allow: [help@bank.io] }
  lab: { detectors: { email: false, ip: true }, categories: { S1: { input: allow } } }
`;

const SURE = `
version: t1
threshold: 0.6
categories: { pii: { input: flag, output: flag }, S1: { input: block, output: block } }
detectors: { email: false }
rules:
  - { id: sure, category: S1, score: 0.6, terms: [plugh] }
  - { id: unsure, category: S1, score: 0.59, terms: [xyzzy] }
tenants:
  lax: { threshold: 0.5, detectors: { email: true } }
  strict: { threshold: 0.61 }
`;

async function assess(policy: CompiledPolicy, tenant: string, text: string) {
  return assessPrompt(policy, tenant, [{ role: 'user', text }]);
}

describe('a policy', () => {
  it('is refused with the file, the place and the reason in one line', () => {
    const refused: [string, RegExp][] = [
      ['', /^test\.yaml:1: nothing, no policy: that has fields, such as `version: /],
      ['# to do', /^test\.yaml:1: nothing, no policy/],
      ['- S1', /^test\.yaml:1: a list, no policy/],
      ['\u0001binary', /^test\.yaml:1: (one string, no policy|not YAML)/],
      ['version: [', /^test\.yaml:1: not YAML: /],
      ['{version: t, categories: {S99: {input: flag, output: flag}}}', /^test\.yaml:1: categories/],
      [
        '{version: t, categories: {S1: {input: flag, output: safe_completion}}}',
        /categories\.S1\.output: an output action is one of/,
      ],
      ['{version: t, categories: {}, color: red}', /color/],
      [
        'version: t\ncategories: {}\ntenants:\n  bank: {}\n  "": {}',
        /^test\.yaml:5: tenants\."": what holds for callers without a name stands outside of tenants/,
      ],
      ['{version: t, categories: {}, rules: [{id: a, category: S1}]}', /rules\.0: a rule needs terms or patterns/],
      [
        '{version: t, categories: {}, rules: [{id: a, category: S1, patterns: ["(a"]}]}',
        /rules\.a\.patterns\[0\]: .*RE2 syntax/,
      ],
      [
        '{version: t, categories: {}, rules: [{id: a, category: S1, patterns: ["(a)\\\\1"]}]}',
        /rules\.a\.patterns\[0\]/,
      ],
      ['{version: t, categories: {}, rules: [{id: a, category: S1, patterns: ["a*"]}]}', /matches the empty text/],
    ];
    for (const [yaml, message] of refused) {
      expect(() => compile(yaml), yaml).toThrow(message);
      expect(() => compile(yaml), yaml).not.toThrow('\n');
    }
  });

  it.each([
    ['', 'plugh', 'block'],
    ['', 'xyzzy', 'allow'],
    ['lax', 'xyzzy', 'block'],
    ['strict', 'plugh', 'allow'],
    ['', 'mail jo@acme.io', 'allow'],
    ['lax', 'mail jo@acme.io', 'flag'],
  ])('of tenant "%s" takes of "%s" what is sure enough and switched on there: %s', async (tenant, text, action) => {
    expect((await assess(compile(SURE), tenant, text)).action).toBe(action);
    // So does a dry run of what a policy found that looks for everything.
    const wide = compile(SURE.replace('threshold: 0.6\n', 'threshold: 0.5\n').replace('email: false', 'email: true'));
    const { findings } = await assess(wide, '', text);
    expect(findings).not.toEqual([]);
    expect(decide(compile(SURE), { phase: 'input', tenant, findings: [...findings] })).toBe(action);
  });

  it('is read from a file, and a file that is missing is named', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'policy-'));
    try {
      await writeFile(path.join(folder, 'p.yaml'), TENANTS);
      expect((await loadPolicy(path.join(folder, 'p.yaml'))).version).toBe('t1');
      await expect(loadPolicy(path.join(folder, 'q.yaml'))).rejects.toThrow(/q\.yaml: ENOENT; name a file/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    ['lab', 'bank', 'anyone'],
    ['anyone', 'bank', 'lab'],
  ])('lets a tenant say a term that it allows, and no other (%s first)', async (...order) => {
    const yaml = TENANTS.replace('terms: [plugh]', 'terms: [plugh, xyzzy]')
      .replace('lab: { ', 'lab: { allow: [plugh], ')
      .replace(', categories: { S1: { input: allow } }', '');
    const policy = compile(yaml);
    const actions: Record<string, string> = {};
    for (const tenant of order) {
      actions[tenant] = (await assessPrompt(policy, tenant, [{ role: 'user', text: 'say plugh' }])).action;
    }
    expect(actions).toEqual({ lab: 'allow', bank: 'block', anyone: 'block' });
  });

  it('gives each tenant its own actions, detectors and allow-list', async () => {
    const policy = compile(TENANTS);
    const text = 'ann@acme.io desk@acme.io help@bank.io 10.1.2.3';
    expect(await assess(policy, 'anyone', text)).toMatchObject({
      action: 'flag',
      findings: [{ start: 0 }, { start: 25 }],
    });
    expect(await assess(policy, 'bank', text)).toMatchObject({
      action: 'redact',
      findings: [{ start: 0, end: 11 }],
      redacted: [{ role: 'user', text: '[redacted: pii] desk@acme.io help@bank.io 10.1.2.3' }],
    });
    expect((await assess(policy, 'lab', text)).findings).toMatchObject([{ detector: 'pii:ip' }]);
    expect((await assess(policy, 'lab', 'plugh')).action).toBe('allow');
    expect((await assess(policy, '__proto__', 'plugh')).action).toBe('block');
  });

  it('never puts what was found into the verdict', async () => {
    const verdict = await assess(compile(TENANTS), '', 'mail ann@acme.io');
    expect(JSON.stringify(verdict)).not.toContain('ann');
  });

  it('refuses prompts over the limits by name', () => {
    const limits = { maxPromptCharacters: 10, maxPromptParts: 2 };
    expect(() => checkPrompt(['12345', '67890'], limits, 'parts')).not.toThrow();
    expect(() => checkPrompt(['12345', '678901'], limits, 'parts')).toThrow(
      /11 characters.*at most 10 \(maxPromptCharacters\)/,
    );
    expect(() => checkPrompt(['', '', ''], limits, 'parts')).toThrow(/3 parts.*at most 2 \(maxPromptParts\)/);
  });

  it('stops reading a long prompt when the caller is gone', async () => {
    const gone = new AbortController();
    const assessed = assessPrompt(compile(TENANTS), '', [{ role: 'user', text: 'word '.repeat(10_000) }], gone.signal);
    gone.abort();
    await expect(assessed).rejects.toThrow(/abort/i);
  });
});
