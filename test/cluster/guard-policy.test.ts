// `fulgur guard policy` as an operator types it, against real processes: two guards behind a router that has one of its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type FulgurProcess, runFulgur, startFulgur } from '../support/fulgur-process.ts';

const policyYaml = (version: string, term: string, action = 'block') => `version: ${version}
categories: { S1: { input: ${action}, output: block } }
classifier: { enabled: false }
rules: [{ id: word, category: S1, terms: [${term}] }]
tenants: { bank: { categories: { S1: { input: allow } } } }
`;

let folder: string;
let cluster: FulgurProcess;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guard-policy-'));
  await writeFile(path.join(folder, 'one.yaml'), policyYaml('one', 'plugh'));
  await writeFile(path.join(folder, 'two.yaml'), policyYaml('two', 'xyzzy', 'flag'));
  await writeFile(path.join(folder, 'wrong.yaml'), policyYaml('wrong', 'x').replace('S1: { input', 'S99: { input'));
  await writeFile(
    path.join(folder, 'pattern.yaml'),
    `${policyYaml('p', 'x').replace('terms: [x]', 'patterns: ["(a"]')}`,
  );
  await writeFile(path.join(folder, 'texts.txt'), 'say plugh\nsay nothing\nxyzzy and plugh\n');
  await writeFile(path.join(folder, 'bad.jsonl'), '{"text": "a"}\n{"text": 1}\n');
  cluster = await startFulgur('cluster', '--expert-shards', '1', '--guards', '2', '--kv-stores', '0');
});
afterAll(async () => {
  await cluster?.stop();
  await rm(folder, { recursive: true });
});

const file = (name: string) => path.join(folder, name);
const policy = (...args: string[]) => runFulgur('guard', 'policy', ...args);
const remote = (...args: string[]) => policy(...args, '--endpoint', cluster.grpc);

async function isBlocked(content: string): Promise<boolean> {
  const client = new OpenAI({ baseURL: `${cluster.http}/v1`, apiKey: 'none', maxRetries: 0 });
  const request = { model: 'fulgur-tiny', max_tokens: 4, messages: [{ role: 'user' as const, content }] };
  return client.chat.completions.create(request).then(
    () => false,
    (error: { code?: string }) => {
      expect(error.code).toBe('content_filter');
      return true;
    },
  );
}

describe('policies on the command line', () => {
  it('are checked without a cluster: file, line and field of each that is wrong', async () => {
    expect(await policy('check', file('one.yaml'))).toMatchObject({
      code: 0,
      stdout: `${file('one.yaml')}: policy one, 1 rules, 1 tenants\n`,
    });
    const { code, stderr, stdout } = await policy('check', file('wrong.yaml'), file('two.yaml'), file('pattern.yaml'));
    expect(code).toBe(1);
    expect(stdout).toContain('policy two');
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/wrong\.yaml:2: categories/);
    expect(lines[1]).toMatch(/pattern\.yaml:4: .*RE2 syntax/);
    expect(await policy('check', file('missing.yaml'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/missing\.yaml: ENOENT/),
    });
  });

  it('explain themselves, and refuse what they do not know', async () => {
    expect((await policy('--help')).stdout).toMatch(
      /usage: fulgur guard policy COMMAND[\s\S]*rollback[\s\S]*Exit codes/,
    );
    for (const command of ['show', 'diff', 'push', 'dry-run', 'history', 'rollback']) {
      expect((await policy(command, '--help')).stdout).toMatch(/^usage: fulgur guard policy .*--endpoint/s);
    }
    expect(await policy('fly')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/'fly' is no command for policies/),
    });
    expect(await policy('push', '--endpoint', '127.0.0.1:1')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/usage: .*push FILE/),
    });
    expect(await policy('show', '--endpoint', '127.0.0.1:1')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no router answers/),
    });
  });

  it('are put before every guard, shown, listed and rolled back', async () => {
    expect((await remote('history')).stdout).toContain('no policy was put');
    expect((await remote('show', '--brief')).stdout).toMatch(
      /guard-0: policy default-1, its own[\s\S]*guard-1: [\s\S]*router-0-guard: /,
    );

    const tried = await remote('push', file('one.yaml'), '--check-only');
    expect(tried.stdout).toMatch(
      /guard-0: would take policy one\nguard-1: would take policy one\nrouter-0-guard: would/,
    );
    expect(await isBlocked('say plugh')).toBe(false);

    const pushed = await remote('push', file('one.yaml'));
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    const followed =
      /guard-0: policy one in force.*\nguard-1: policy one in force.*\nrouter-0-guard: policy one in force/;
    expect(pushed.stdout).toMatch(followed);
    expect(await isBlocked('say plugh')).toBe(true);
    // Guards of their own read long prompts, in turn.
    for (let i = 0; i < 4; i++) expect(await isBlocked(`${'because '.repeat(520)} say plugh`)).toBe(true);
    expect((await remote('show')).stdout).toBe(policyYaml('one', 'plugh'));

    const refused = await remote('push', file('wrong.yaml'));
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/wrong\.yaml:2: categories/) });
    expect(await isBlocked('say plugh')).toBe(true);

    expect(await remote('push', file('two.yaml'))).toMatchObject({ code: 0 });
    expect(await isBlocked('say plugh')).toBe(false);
    expect((await remote('history')).stdout).toMatch(/^(\d+) {2}\S+ {2}one\n\d+ {2}\S+ {2}two {2}in force\n$/);

    expect(await remote('rollback')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/guard-1: policy one in force/),
    });
    for (let i = 0; i < 2; i++) expect(await isBlocked('say plugh')).toBe(true);
    const { stdout } = await remote('history');
    expect(stdout).toMatch(/one\n.*two\n.*one {2}in force\n$/);
    const second = stdout.split('\n')[1]!.split(' ')[0]!;
    expect((await remote('history', '--revision', second)).stdout).toBe(policyYaml('two', 'xyzzy', 'flag'));
    expect(await remote('rollback', '--revision', '9999')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no policy of revision 9999/),
    });
  });

  it('of sixty thousand terms reach every guard too', async () => {
    const terms = Array.from({ length: 60_000 }, (_, i) => `a forbidden word of number ${i}`);
    const long = policyYaml('long', terms.join(', '));
    expect(long.length).toBeGreaterThan(1_500_000);
    await writeFile(file('long.yaml'), long);
    const pushed = await remote('push', file('long.yaml'), '--timeout-ms', '60000');
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(pushed.stdout).toMatch(/guard-0: policy long in force.*\nguard-1: policy long in force/);
    // Every guard was ready before it said so: the first prompt waits for nothing.
    expect(await isBlocked('say a forbidden word of number 59999')).toBe(true);
    expect(await remote('rollback')).toMatchObject({ code: 0 });
    expect((await remote('show')).stdout).toBe(policyYaml('one', 'plugh'));
  });

  it('say field by field how a file differs from the one in force', async () => {
    expect((await remote('diff', file('one.yaml'))).stdout).toBe('no difference in what is said\n');
    expect((await remote('diff', file('two.yaml'))).stdout).toBe(
      'version\n  - one\n  + two\ncategories.S1.input\n  - block\n  + flag\nrules.word.terms\n  - 1 (plugh)\n  + 1 (xyzzy)\n',
    );
  });

  it('are tried on kept verdicts and on texts, without being put', async () => {
    const before = (await remote('history')).stdout;
    await eventually(20_000, 'the verdicts are kept', async () => {
      const { stdout } = await remote('dry-run', file('two.yaml'));
      return /of input: block -> /.test(stdout) || undefined;
    });
    const texts = await remote('dry-run', file('two.yaml'), '--texts', file('texts.txt'));
    expect(texts.stdout).toMatch(/3 texts: 2 would be decided otherwise/);
    expect(texts.stdout).toMatch(/texts\.txt:1: block -> allow \(terms:word\)/);
    expect(texts.stdout).toMatch(/texts\.txt:3: block -> flag/);
    const forBank = ['--against', file('one.yaml'), '--tenant', 'bank'];
    expect((await policy('dry-run', file('two.yaml'), '--texts', file('texts.txt'), ...forBank)).stdout).toMatch(
      /: 0 would/,
    );
    const bad = await policy('dry-run', file('two.yaml'), '--texts', file('bad.jsonl'), '--against', file('one.yaml'));
    expect(bad).toMatchObject({ code: 1, stderr: expect.stringMatching(/bad\.jsonl:2: field 'text' is not a text/) });
    expect((await remote('history')).stdout).toBe(before);
  });
});
