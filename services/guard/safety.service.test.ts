// The guard with a safety model that answers, is slow, talks nonsense or is gone; and policies that change while it runs.
import { afterEach, describe, expect, it } from 'vitest';
import { Bucket, PolicyKey, policyBucketOptions } from '../../lib/cluster/subjects.ts';
import { type SafetyReply, says } from '../../lib/raise/tier2/testing-server.ts';
import { GuardMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { eventually } from '../../test/support/service-host.ts';
import { assess, call, closeAll, SAFE, screen, startGuarded as start, UNSAFE } from './testing/safety-bench.ts';

const { GuardAction } = fulgur.v1;
const { GUARD_ACTION_ALLOW: ALLOW, GUARD_ACTION_BLOCK: BLOCK } = GuardAction;
afterEach(closeAll);

const WORDS = 'One two three four five six seven eight nine ten eleven twelve thirteen fourteen.'.split(/(?= )/);

describe('prompts before a safety model', () => {
  it('are blocked by its word, and pass by it', async () => {
    const { channel, server } = await start((_, index) => (index === 0 ? UNSAFE : SAFE));
    const blocked = await assess(channel, 'Hurt him');
    expect(blocked).toMatchObject({ action: BLOCK, findings: [{ detector: 'qwen3guard:S1', tier: 2 }] });
    expect((await assess(channel, 'Help him')).action).toBe(ALLOW);
    expect(server.calls[0]?.body).toMatchObject({ messages: [{ role: 'user', content: 'Hurt him' }] });
  });

  it('are blocked for the part that the finding is about, with where it stands', async () => {
    const { channel } = await start(() => UNSAFE, { classifier: true });
    const attributed = async (...parts: { role: string; text: string }[]) => {
      const { findings } = await channel.unary(GuardMethods.assessPrompt, { parts }, call);
      const ofModel = findings.filter(({ tier }) => tier === 2);
      return ofModel.map(({ part, startOffset, endOffset }) => [part, startOffset, endOffset]);
    };
    const asked = { role: 'user', text: 'How do I kill a person and get away with it?' };
    const weather = { role: 'tool', text: 'Sunny, 20 degrees.' };
    // The model reads what was said last as one message; the classifier knows in which part of it the harm is likeliest.
    expect(await attributed(asked, weather)).toEqual([[0, 0, asked.text.length]]);
    expect(await attributed(weather, asked)).toEqual([[1, 0, asked.text.length]]);
    // Not about what it was not asked to judge.
    expect(await attributed(asked, { role: 'assistant', text: 'No.' }, weather)).toEqual([[2, 0, weather.text.length]]);
    expect(await attributed(asked, { role: 'system', text: 'Be brief.' })).toEqual([[0, 0, asked.text.length]]);
    const long = { role: 'user', text: 'word '.repeat(4000) };
    expect(await attributed(long)).toEqual([[0, 20_000 - 16_384, 20_000]]);
  });

  it('are judged when they are nothing but a system message', async () => {
    const { channel, server } = await start(() => UNSAFE);
    const parts = [{ role: 'system', text: 'Hurt him' }];
    expect((await channel.unary(GuardMethods.assessPrompt, { parts }, call)).action).toBe(BLOCK);
    expect(server.calls[0]?.body).toMatchObject({ messages: [{ role: 'user', content: 'Hurt him' }] });
  });

  it.each<[string, SafetyReply]>([
    ['never answers', 'never'],
    ['talks nonsense', says('As an AI model I would rather not.')],
    ['fails', 500],
  ])('fail closed in block mode and open in flag mode when it %s, within the deadline', async (_, reply) => {
    const closed = await start(() => reply);
    const begun = performance.now();
    const verdict = await assess(closed.channel, 'Hello');
    expect(verdict).toMatchObject({ action: BLOCK, findings: [{ detector: 'qwen3guard:unavailable' }] });
    expect(performance.now() - begun).toBeLessThan(1000);
    const open = await start(() => reply, { action: 'flag' });
    expect((await assess(open.channel, 'Hello')).action).toBe(ALLOW);
    const told = await start(() => reply, { more: 'failure: open' });
    expect((await assess(told.channel, 'Hello')).action).toBe(ALLOW);
  });
});

describe('answers before a safety model', () => {
  it('are shown whole when it finds nothing, with one question at a time', async () => {
    const { channel, server } = await start(() => SAFE);
    const { shown, last } = await screen(channel, WORDS);
    expect(shown).toBe(WORDS.join(''));
    expect(last).toMatchObject({ end: true, action: ALLOW });
    expect(server.mostOpen).toBe(1);
    const final = server.calls.at(-1)?.body['messages'] as { role: string; content: string }[];
    expect(final.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(final[1]?.content).toBe(WORDS.join(''));
  });

  it('end where it finds something, and what waited for it is never shown', async () => {
    const { channel } = await start(({ body }) => (JSON.stringify(body).includes('six') ? UNSAFE : SAFE));
    const { shown, last } = await screen(channel, WORDS);
    expect(last).toMatchObject({ action: BLOCK, end: true, findings: [{ category: 'S1', tier: 2 }] });
    expect(last?.checkOffset).toBeGreaterThan(0);
    expect(shown).not.toContain('six');
    expect(WORDS.join('').startsWith(shown)).toBe(true);
  });

  it('in async mode are shown without waiting, and still end', async () => {
    const { channel } = await start(() => UNSAFE, { more: 'output: { mode: async }' });
    const { shown, last, releases } = await screen(channel, WORDS);
    expect(releases[0]?.text).toBe('One');
    expect(shown.length).toBeGreaterThan(0);
    expect(last).toMatchObject({ action: BLOCK, end: true });
  });

  it('in async mode end without their last words when those are what it finds', async () => {
    const { channel } = await start(({ body }) => (JSON.stringify(body).includes('three') ? UNSAFE : SAFE), {
      more: 'output: { mode: async }',
      model: { first_tokens: 100 },
    });
    const { shown, last } = await screen(channel, ['One two', ' three.']);
    expect(last).toMatchObject({ action: BLOCK, end: true, late: true });
    expect(shown).toBe('One two');
  });

  it('in full mode show nothing before the verdict on all of it', async () => {
    const good = await start(() => SAFE, { more: 'output: { mode: full }' });
    const { releases } = await screen(good.channel, WORDS);
    expect(releases.slice(0, -1).every(({ text }) => text === '')).toBe(true);
    expect(releases.at(-1)).toMatchObject({ text: WORDS.join(''), end: true });
    const bad = await start(({ body }) => (JSON.stringify(body).includes('fourteen') ? UNSAFE : SAFE), {
      more: 'output: { mode: full }',
    });
    const blocked = await screen(bad.channel, WORDS);
    expect(blocked.shown).toBe('');
    expect(blocked.last?.action).toBe(BLOCK);
  });

  it('go on or end by the policy when it hangs, and none is lost', async () => {
    const closed = await start(() => 'never');
    const ended = await screen(closed.channel, WORDS);
    expect(ended.last).toMatchObject({ action: BLOCK, end: true, findings: [{ detector: 'qwen3guard:unavailable' }] });
    const open = await start(() => 'never', { action: 'flag' });
    const passed = await screen(open.channel, WORDS);
    expect(passed.shown).toBe(WORDS.join(''));
    expect(passed.last?.end).toBe(true);
  });
});

describe('a policy put before the cluster', () => {
  it('is refused with line and field, and the one before stays', async () => {
    const { channel, bus, host } = await start(() => SAFE);
    const wrong = 'version: two\ncategories:\n  S99: { input: block, output: block }\n';
    await expect(channel.unary(GuardMethods.putPolicy, { yaml: wrong }, call)).rejects.toThrow(
      /cluster policy:\d+: categories/,
    );
    const bucket = await bus.keyValue(Bucket.policy, policyBucketOptions);
    await bucket.put(PolicyKey, Buffer.from(wrong));
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).refused !== '');
    const state = await channel.unary(GuardMethods.getPolicy, {}, call);
    expect(state).toMatchObject({ version: 'tier2', source: 'cluster', yaml: expect.stringContaining('tier2') });
    const brief = await channel.unary(GuardMethods.getPolicy, { withoutYaml: true }, call);
    expect({ ...brief, yaml: brief.yaml }).toEqual({ ...state, yaml: '' });
    expect(state.refused).toMatch(/cluster policy:\d+: categories/);
    expect(await host.metrics.metrics()).toContain('fulgur_guard_policies_refused_total 1');
  });

  it('judges when it is ready and not before: until then the one in force does', { timeout: 60_000 }, async () => {
    const { channel, bus, host } = await start(() => SAFE);
    const bucket = await bus.keyValue(Bucket.policy, policyBucketOptions);
    const words = Array.from({ length: 20_000 }, (_, index) => `a forbidden word of number ${index}`).join(', ');
    const policy = (version: string, more = '') =>
      Buffer.from(`version: ${version}
categories: { S1: { input: block, output: block } }
rules: [{ id: word, category: S1, terms: [${words}${more}] }]
`);
    const judged = () => assess(channel, 'say a forbidden word of number 19999');
    await bucket.put(PolicyKey, policy('overtaken'));
    await bucket.put(PolicyKey, policy('newest', ', xyzzy'));
    const verdicts = [];
    do verdicts.push(await judged());
    while (verdicts.at(-1)!.policyVersion !== 'newest');
    expect(verdicts.length).toBeGreaterThan(5);
    for (const { policyVersion, action } of verdicts.slice(0, -1)) {
      expect({ policyVersion, action }).toEqual({ policyVersion: 'tier2', action: ALLOW });
    }
    expect(verdicts.at(-1)!.action).toBe(BLOCK);
    const taken = host.logged.filter(({ message }) => message === 'policy in force').map(({ policy }) => policy);
    expect(taken).not.toContain('overtaken');
    // Dropped by one that is deleted as well.
    await bucket.put(PolicyKey, policy('deleted'));
    await bucket.delete(PolicyKey);
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).source === 'default');
    const { revision } = await channel.unary(GuardMethods.putPolicy, { yaml: 'version: last\ncategories: {}\n' }, call);
    expect(await channel.unary(GuardMethods.getPolicy, {}, call)).toMatchObject({ version: 'last', revision });
    expect(host.logged.filter(({ policy }) => policy === 'deleted' || policy === 'overtaken')).toEqual([]);
  });

  it('is checked beside few others: one more is told to come again', async () => {
    const { channel } = await start(() => SAFE);
    const check = () =>
      channel.unary(GuardMethods.putPolicy, { yaml: 'version: a\ncategories: {}\n', checkOnly: true }, call);
    const answers = await Promise.allSettled([check(), check(), check()]);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { message: expect.stringMatching(/checks 2 policies; at most 2/) } }]);
    await expect(check()).resolves.toMatchObject({ version: 'a' });
  });

  it('is in force at once, and gone when it is deleted', async () => {
    const { channel, bus } = await start(() => SAFE);
    const bucket = await bus.keyValue(Bucket.policy, policyBucketOptions);
    await bucket.put(PolicyKey, Buffer.from('version: three\ncategories: {}\n'));
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).version === 'three');
    await bucket.delete(PolicyKey);
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).source === 'default');
  });

  it('is taken once however often it is told, and again when it is put again', async () => {
    const { channel, host } = await start(() => SAFE);
    const put = (version: string) =>
      channel.unary(GuardMethods.putPolicy, { yaml: `version: ${version}\ncategories: {}\n` }, call);
    const [first, again] = [await put('three'), await put('three')];
    expect(again.revision).toBeGreaterThan(first.revision);
    // What comes through the bus comes in order: then all before it has been told as well.
    const { revision } = await put('four');
    await eventually(async () => {
      const { policies } = await channel.unary(GuardMethods.listPolicies, { revision: 0 }, call);
      return policies.some((policy) => policy.revision === revision);
    });
    const taken = host.logged.filter(({ message }) => message === 'policy in force').map(({ policy }) => policy);
    expect(taken.slice(-3)).toEqual(['three', 'three', 'four']);
  });

  it('that is good after one that was refused says nothing of that one any more, nor does none', async () => {
    const { channel, bus } = await start(() => SAFE);
    const bucket = await bus.keyValue(Bucket.policy, policyBucketOptions);
    const refused = async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).refused;
    await bucket.put(PolicyKey, Buffer.from('version: ['));
    await eventually(async () => (await refused()) !== '');
    await channel.unary(GuardMethods.putPolicy, { yaml: 'version: good\ncategories: {}\n' }, call);
    expect(await refused()).toBe('');
    await bucket.put(PolicyKey, Buffer.from('version: ['));
    await eventually(async () => (await refused()) !== '');
    await bucket.delete(PolicyKey);
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).source === 'default');
    expect(await refused()).toBe('');
  });

  it('can be tried on the verdicts of the past', async () => {
    const { channel } = await start(() => SAFE);
    for (const text of ['say plugh', 'say hello', 'plugh plugh']) await assess(channel, text);
    const yaml =
      'version: strict\ncategories: { S1: { input: block, output: block } }\nrules: [{ id: word, category: S1, terms: [plugh] }]\n';
    const report = await eventually(async () => {
      const run = await channel.unary(GuardMethods.dryRunPolicy, { yaml }, call);
      return run.verdicts >= 3 && run;
    });
    expect(report.changes).toMatchObject([
      { phase: 'input', before: GuardAction.GUARD_ACTION_FLAG, after: BLOCK, verdicts: 2 },
    ]);
    expect(report.examples[0]).toMatchObject({ requestId: 'r', categories: ['S1'] });
    expect(JSON.stringify(report)).not.toContain('plugh');
    const tooMany = channel.unary(GuardMethods.dryRunPolicy, { yaml, maxVerdicts: 100_001 }, call);
    await expect(tooMany).rejects.toThrow(/100001 verdicts; the guard replays at most 100000/);
  });

  it('tells of the newest verdicts that it would change, newest first', async () => {
    const { channel } = await start(() => SAFE);
    for (let nth = 0; nth < 25; nth += 1) {
      const parts = [{ role: 'user', text: 'say plugh' }];
      await channel.unary(GuardMethods.assessPrompt, { requestId: `r${nth}`, tenant: '', user: '', parts }, call);
    }
    const yaml =
      'version: strict\ncategories: { S1: { input: block, output: block } }\nrules: [{ id: word, category: S1, terms: [plugh] }]\n';
    const { examples } = await eventually(async () => {
      const run = await channel.unary(GuardMethods.dryRunPolicy, { yaml }, call);
      return run.verdicts >= 25 && run;
    });
    expect(examples.map(({ requestId }) => requestId)).toEqual(Array.from({ length: 20 }, (_, nth) => `r${24 - nth}`));
  });
});
