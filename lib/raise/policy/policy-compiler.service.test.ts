import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startThread } from '../../process/thread.ts';
import { Code } from '../../wire/errors.ts';
import { Screen } from '../screen.ts';
import { compilePolicy } from './compile.ts';
import { DEFAULT_POLICY_YAML } from './default-policy.ts';
import { PolicyCompiler } from './policy-compiler.ts';
import type { PrepareAnswer, PrepareRequest } from './prepare-thread.ts';
import type { CompiledPolicy } from './rule-set.ts';

const HEAD =
  'version: long\ncategories: { S1: { input: block, output: redact }, pii: { input: redact, output: flag } }\n';
const never = new AbortController().signal;
const compiler = new PolicyCompiler({ classifier: undefined });

function longPolicy(terms: number): string {
  const words = Array.from({ length: terms }, (_, index) => `a forbidden word of number ${index}`);
  return `${HEAD}rules: [{ id: word, category: S1, terms: [${words.join(', ')}], patterns: ['plugh+'] }]
allow: [a forbidden word of number 7, bob@acme.io]
tenants:
${Array.from({ length: 1200 }, (_, index) => `  t${index}: { allow: [a forbidden word of number ${index}] }`).join('\n')}
`;
}

function verdict(policy: CompiledPolicy, tenant: string, text: string) {
  const screen = new Screen(policy.ruleSet(tenant, 'output', 'assistant'));
  const { text: shown, action, findings } = screen.push(text, true);
  return { shown, action, findings };
}

describe('a policy that is made ready beside other work', () => {
  it('judges as one that is made ready in one go, for every tenant, while the event loop turned all the time', {
    timeout: 60_000,
  }, async () => {
    const yaml = longPolicy(20_000);
    let turns = 0;
    let ready = false;
    const turn = () => {
      turns += 1;
      if (!ready) setImmediate(turn);
    };
    setImmediate(turn);
    const policy = await compiler.compile(yaml, 'p.yaml', never);
    ready = true;
    // What is long happens elsewhere: in one go there would be one turn, or one per stage.
    expect(turns).toBeGreaterThan(50);
    const same = compilePolicy(yaml, 'p.yaml');
    const texts = [3, 7, 1199, 19_999].map(
      (number) => `say a forbidden word of number ${number}, bob@acme.io, PLUGHH.`,
    );
    for (const tenant of ['', 't3', 't1199', 'nobody']) {
      for (const text of texts) expect(verdict(policy, tenant, text)).toEqual(verdict(same, tenant, text));
    }
    const [text] = texts;
    expect(verdict(policy, '', text!).findings).toHaveLength(2);
    expect(verdict(policy, 't3', text!).findings).toHaveLength(1);
    expect(policy.policy.tenants['t1199']).toBeDefined();
  });

  it('comes from its thread as tables, without a term: to read those would hold up whoever gets them', async () => {
    const workerData: PrepareRequest = { yaml: longPolicy(1000), source: 'p.yaml' };
    const worker = startThread(new URL('./prepare-thread.js', import.meta.url), import.meta.url, {
      workerData,
      resourceLimits: {},
    });
    const [answer] = (await once(worker, 'message')) as [PrepareAnswer];
    await worker.terminate();
    const words = JSON.stringify(answer, (_, value) => (ArrayBuffer.isView(value) ? undefined : value));
    expect(words).toContain('"id":"word"');
    expect(words).not.toContain('forbidden');
  });

  it('is refused in the words that a command has', async () => {
    for (const wrong of [
      'version: [',
      DEFAULT_POLICY_YAML.replace('S4: {', 'S99: {'),
      `${HEAD}rules: [{ id: a, category: S1, patterns: ['(a'] }]`,
      `${HEAD}rules: [{ id: a, category: S1, patterns: ['a{900}{2}x'] }]`,
    ]) {
      let said: unknown;
      try {
        compilePolicy(wrong, 'p.yaml');
      } catch (error) {
        said = error;
      }
      expect(said).toMatchObject({ code: Code.INVALID_ARGUMENT, message: expect.stringMatching(/^p\.yaml:\d+: /) });
      const { code, message, field } = said as { code: Code; message: string; field: string };
      await expect(compiler.compile(wrong, 'p.yaml', never)).rejects.toMatchObject({ code, message, field });
    }
  });

  it('has so much time and memory, and says so when they are over', { timeout: 60_000 }, async () => {
    const yaml = longPolicy(60_000);
    await expect(
      new PolicyCompiler({ classifier: undefined, compileMsMax: 20 }).compile(yaml, 'p.yaml', never),
    ).rejects.toMatchObject({
      code: Code.DEADLINE_EXCEEDED,
      message: expect.stringMatching(/^p\.yaml: .*within 20 ms/),
    });
    await expect(
      new PolicyCompiler({ classifier: undefined, compileMegabytesMax: 48 }).compile(yaml, 'p.yaml', never),
    ).rejects.toMatchObject({ code: Code.INVALID_ARGUMENT, message: expect.stringMatching(/^p\.yaml: .*48 MiB/) });
  });

  it('is given up when nobody wants it any more', async () => {
    const overtaken = new AbortController();
    const made = compiler.compile(longPolicy(20_000), 'p.yaml', overtaken.signal);
    overtaken.abort(new Error('overtaken'));
    await expect(made).rejects.toThrow('overtaken');
    await expect(compiler.compile(HEAD, 'p.yaml', overtaken.signal)).rejects.toThrow('overtaken');
  });
});
