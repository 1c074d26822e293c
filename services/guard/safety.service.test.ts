// The guard with a safety model that answers, is slow, talks nonsense or is gone; and policies that change while it runs.
import { afterEach, describe, expect, it } from 'vitest';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import { Bucket, PolicyKey, policyBucketOptions } from '../../lib/cluster/subjects.ts';
import { type SafetyCall, type SafetyReply, SafetyServer, says } from '../../lib/raise/tier2/testing-server.ts';
import { Channel } from '../../lib/wire/client.ts';
import { GuardMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { guardConfig } from './config.ts';
import { startGuard } from './guard.ts';

const { GuardAction } = fulgur.v1;
const { GUARD_ACTION_ALLOW: ALLOW, GUARD_ACTION_BLOCK: BLOCK } = GuardAction;
const call = { deadlineMs: 10_000 };
const UNSAFE = says('Safety: Unsafe\nCategories: Violent');
const SAFE = says('Safety: Safe\nCategories: None');

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const policyYaml = (url: string, more: string, action: string, classifier: boolean) => `
version: tier2
categories: { S1: { input: ${action}, output: ${action} } }
rules: [{ id: word, category: S1, actions: { input: flag, output: flag }, terms: [plugh] }]
classifier: { enabled: ${classifier} }
safety_model: { adapter: qwen3guard, url: "${url}", model: g, input_deadline_ms: 150, output_deadline_ms: 150, output: always, first_tokens: 4, every_tokens: 4 }
${more}
`;

async function start(
  reply: (call: SafetyCall, index: number) => SafetyReply | Promise<SafetyReply>,
  more = '',
  action = 'block',
  classifier = false,
) {
  const bus = new InProcessBus();
  const server = await SafetyServer.start(reply);
  const host = testHost('guard', 'guard-0', { bus });
  const running = await startGuard(guardConfig.parse({ classifier }), host);
  const channel = new Channel(running.address);
  cleanups.push(
    () => bus.close(),
    () => server[Symbol.asyncDispose](),
    () => running.drain(1000),
    () => channel.close(),
  );
  await channel.unary(GuardMethods.putPolicy, { yaml: policyYaml(server.url, more, action, classifier) }, call);
  return { bus, server, channel, host };
}

async function assess(channel: Channel, text: string) {
  return channel.unary(GuardMethods.assessPrompt, { requestId: 'r', parts: [{ role: 'user', text }] }, call);
}

/** Sends deltas one after the other, each when the one before was answered; collects what comes. */
function screen(channel: Channel, deltas: readonly string[]) {
  const stream = channel.bidi(GuardMethods.screenOutput, call);
  const releases: fulgur.v1.OutputRelease[] = [];
  let sent = 0;
  const next = () => {
    const text = deltas[sent];
    if (text === undefined) return;
    sent += 1;
    const prompt = sent === 1 ? [{ role: 'user', text: 'Why?' }] : [];
    stream.send({ requestId: 'r', text, end: sent === deltas.length, prompt });
  };
  return new Promise<{ shown: string; last: fulgur.v1.OutputRelease | undefined; releases: typeof releases }>(
    (resolve, reject) => {
      stream.onMessage((release) => {
        releases.push(release);
        if (!release.late) next();
      });
      stream.onClose((error) => {
        const shown = releases.map(({ text }) => text).join('');
        if (error === undefined) resolve({ shown, last: releases.at(-1), releases });
        else reject(error);
      });
      next();
    },
  );
}

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
    const { channel } = await start(() => UNSAFE, '', 'block', true);
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
    const open = await start(() => reply, '', 'flag');
    expect((await assess(open.channel, 'Hello')).action).toBe(ALLOW);
    const told = await start(() => reply, 'failure: open');
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
    const { channel } = await start(() => UNSAFE, 'output: { mode: async }');
    const { shown, last, releases } = await screen(channel, WORDS);
    expect(releases[0]?.text).toBe('One');
    expect(shown.length).toBeGreaterThan(0);
    expect(last).toMatchObject({ action: BLOCK, end: true });
  });

  it('in full mode show nothing before the verdict on all of it', async () => {
    const good = await start(() => SAFE, 'output: { mode: full }');
    const { releases } = await screen(good.channel, WORDS);
    expect(releases.slice(0, -1).every(({ text }) => text === '')).toBe(true);
    expect(releases.at(-1)).toMatchObject({ text: WORDS.join(''), end: true });
    const bad = await start(
      ({ body }) => (JSON.stringify(body).includes('fourteen') ? UNSAFE : SAFE),
      'output: { mode: full }',
    );
    const blocked = await screen(bad.channel, WORDS);
    expect(blocked.shown).toBe('');
    expect(blocked.last?.action).toBe(BLOCK);
  });

  it('go on or end by the policy when it hangs, and none is lost', async () => {
    const closed = await start(() => 'never');
    const ended = await screen(closed.channel, WORDS);
    expect(ended.last).toMatchObject({ action: BLOCK, end: true, findings: [{ detector: 'qwen3guard:unavailable' }] });
    const open = await start(() => 'never', '', 'flag');
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
    expect(state).toMatchObject({ version: 'tier2', source: 'cluster' });
    expect(state.refused).toMatch(/cluster policy:\d+: categories/);
    expect(await host.metrics.metrics()).toContain('fulgur_guard_policies_refused_total 1');
  });

  it('is in force at once, and gone when it is deleted', async () => {
    const { channel, bus } = await start(() => SAFE);
    const bucket = await bus.keyValue(Bucket.policy, policyBucketOptions);
    await bucket.put(PolicyKey, Buffer.from('version: three\ncategories: {}\n'));
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).version === 'three');
    await bucket.delete(PolicyKey);
    await eventually(async () => (await channel.unary(GuardMethods.getPolicy, {}, call)).source === 'default');
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
  });
});
