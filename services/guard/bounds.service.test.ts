// What bounds the guard: text that waits, questions in flight, answers read, events kept; and how far a model's word goes.
import { afterEach, describe, expect, it } from 'vitest';
import type { EventBus } from '../../lib/cluster/bus.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import { Events, subscribeEvents } from '../../lib/cluster/subjects.ts';
import { Code } from '../../lib/wire/errors.ts';
import { GuardMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { guardMetrics } from './metrics.ts';
import { assess, call, closeAll, SAFE, screen, startGuarded, UNSAFE } from './testing/safety-bench.ts';
import { VerdictJournal } from './verdict-journal.ts';

const { GuardAction } = fulgur.v1;
const WORDS = 'One two three four five six seven eight nine ten eleven twelve thirteen fourteen.'.split(/(?= )/);
afterEach(closeAll);

describe('an answer', () => {
  it('whose text waits longer than it may is ended by a closed policy, with nothing of it shown', async () => {
    const { channel } = await startGuarded(() => 'never', {
      more: 'output: { hold_ms: 30 }',
      model: { first_tokens: 1, output_deadline_ms: 1500 },
    });
    // It goes on: at its end it would wait for the model.
    const stream = channel.bidi(GuardMethods.screenOutput, call);
    const releases: fulgur.v1.OutputRelease[] = [];
    stream.onMessage((release) => releases.push(release));
    const closed = new Promise<void>((resolve) => stream.onClose(() => resolve()));
    for (const text of WORDS) stream.send({ requestId: 'r', text });
    await closed;
    expect(releases.map(({ text }) => text).join('')).toBe('');
    expect(releases.at(-1)).toMatchObject({ end: true, action: GuardAction.GUARD_ACTION_BLOCK });
    expect(releases.at(-1)?.findings).toMatchObject([{ detector: 'qwen3guard:unavailable' }]);
  });

  it('of which more waits than may is ended by a closed policy long before the time is over', async () => {
    const { channel } = await startGuarded(() => 'never', {
      more: 'output: { hold_ms: 1500, hold_characters: 128 }',
      model: { first_tokens: 1, output_deadline_ms: 1500 },
    });
    const began = performance.now();
    const { shown, last } = await screen(channel, ['One ', 'word '.repeat(20), 'word '.repeat(20), 'and more']);
    expect(performance.now() - began).toBeLessThan(1400);
    expect(shown).toBe('');
    expect(last).toMatchObject({ end: true, action: GuardAction.GUARD_ACTION_BLOCK });
  });

  it('is asked about when enough is new, the first time sooner than later', async () => {
    const { channel, server } = await startGuarded(() => SAFE, { model: { first_tokens: 2, every_tokens: 20 } });
    const stream = channel.bidi(GuardMethods.screenOutput, call);
    let cleared = 0;
    stream.onMessage(({ releasedOffset }) => {
      cleared = Math.max(cleared, releasedOffset);
    });
    // Four characters are about a token.
    stream.send({ requestId: 'r', text: 'A first sentence. ' });
    await eventually(() => cleared === 18);
    stream.send({ text: 'And a second one. ' });
    stream.send({ text: 'And a third, which is long enough that there is something to ask about, I think. ' });
    await eventually(() => server.calls.length === 2);
    const read = server.calls.map(({ body }) => (body['messages'] as { content: string }[]).at(-1)?.content);
    expect(read).toEqual(['A first sentence. ', expect.stringMatching(/^A first .* I think\. $/)]);
    stream.cancel();
  });

  it('is read by the model to its last 32,768 characters', async () => {
    const { channel, server } = await startGuarded(() => SAFE, {
      more: 'output: { mode: async }',
      model: { first_tokens: 4096 },
    });
    await screen(channel, ['word '.repeat(8000), 'the end.']);
    const messages = server.calls.at(-1)?.body['messages'] as { content: string }[] | undefined;
    const content = messages?.at(-1)?.content;
    expect(content).toHaveLength(32_768);
    expect(content?.endsWith('word the end.')).toBe(true);
  });

  it('is asked about once at a time, whatever comes meanwhile', async () => {
    let answer: (reply: object) => void = () => {};
    const held = new Promise<object>((resolve) => {
      answer = resolve;
    });
    const { channel, server } = await startGuarded(() => held, {
      more: 'output: { mode: async }',
      model: { output_deadline_ms: 1500 },
    });
    const stream = channel.bidi(GuardMethods.screenOutput, call);
    let released = 0;
    stream.onMessage(() => {
      released += 1;
    });
    const closed = new Promise<void>((resolve) => stream.onClose(() => resolve()));
    for (const text of WORDS) stream.send({ requestId: 'r', text });
    await eventually(() => released === WORDS.length && server.calls.length > 0);
    expect(server.calls).toHaveLength(1);
    answer(SAFE);
    stream.end();
    await closed;
    expect(server.mostOpen).toBe(1);
  });

  it('that ends while it is asked about is asked about whole at once, and what was overtaken does not count', async () => {
    const { channel, server, host } = await startGuarded((_call, index) => (index === 0 ? 'never' : SAFE), {
      model: { output_deadline_ms: 1500 },
    });
    const stream = channel.bidi(GuardMethods.screenOutput, call);
    const releases: fulgur.v1.OutputRelease[] = [];
    stream.onMessage((release) => void releases.push(release));
    const closed = new Promise<void>((resolve) => stream.onClose(() => resolve()));
    stream.send({ requestId: 'r', text: 'One two three four five six. ' });
    await eventually(() => server.open === 1);
    stream.send({ text: 'Seven.', end: true });
    await closed;
    expect(releases.map(({ text }) => text).join('')).toBe('One two three four five six. Seven.');
    expect(server.calls).toHaveLength(2);
    expect(JSON.stringify(server.calls[1]?.body)).toContain('One two three four five six. Seven.');
    const asked = (outcome: string) =>
      host.metrics
        .metrics()
        .then((text) => new RegExp(`safety_model_seconds_count{[^}]*outcome="${outcome}"[^}]*} 1`).test(text));
    expect(await Promise.all(['overtaken', 'answered', 'failed'].map(asked))).toEqual([true, true, false]);
  });

  it('that is longer than the guard reads is refused, with both lengths', async () => {
    const { channel } = await startGuarded(() => SAFE, { config: { maxOutputCharacters: 10 } });
    await expect(screen(channel, ['123456', '789012'])).rejects.toMatchObject({
      code: Code.RESOURCE_EXHAUSTED,
      message: expect.stringMatching(/12 characters.* 10 \(maxOutputCharacters\)/),
    });
  });
});

describe('a safety model', () => {
  it('asked about suspicious prompts only is not asked for personal data', async () => {
    const { channel, server } = await startGuarded(() => SAFE, {
      categories: ', pii: { input: flag, output: flag }',
      model: { input: 'suspicious' },
    });
    await assess(channel, 'Mail ann@acme.io and pay with 4111 1111 1111 1111.');
    expect(server.calls).toHaveLength(0);
    await assess(channel, 'say plugh');
    expect(server.calls).toHaveLength(1);
  });

  it('is not asked about what rules have blocked, and what it finds makes the answer suspicious', async () => {
    const { channel, server } = await startGuarded(() => UNSAFE, {
      action: 'flag',
      more: 'tenants: { strict: { categories: { S1: { input: block } } } }',
    });
    const parts = [{ role: 'user', text: 'say plugh' }];
    const { action } = await channel.unary(GuardMethods.assessPrompt, { tenant: 'strict', parts }, call);
    expect(action).toBe(GuardAction.GUARD_ACTION_BLOCK);
    expect(server.calls).toHaveLength(0);
    expect((await assess(channel, 'Hurt him')).suspicious).toBe(true);
  });

  it('has nothing redacted: it does not know where', async () => {
    const { channel } = await startGuarded(() => UNSAFE, { action: 'redact' });
    const { action, findings, redacted } = await assess(channel, 'Hurt him');
    expect(action).toBe(GuardAction.GUARD_ACTION_FLAG);
    expect(findings).toMatchObject([{ tier: 2, action: GuardAction.GUARD_ACTION_FLAG }]);
    expect(redacted).toEqual([]);
  });
});

describe('the journal of verdicts', () => {
  it('tells the first 64 findings of a verdict', async () => {
    const { channel, bus } = await startGuarded(() => SAFE, { model: { input: 'never' } });
    const events: fulgur.v1.VerdictEvent[] = [];
    subscribeEvents(bus, Events.verdicts, (event) => events.push(event));
    const { findings } = await assess(channel, 'plugh '.repeat(100));
    expect(findings).toHaveLength(100);
    await eventually(() => events.length === 1);
    expect(events[0]?.findings).toHaveLength(64);
  });

  it('asks for the stream of events again when it could not be had', async () => {
    const bus = new InProcessBus();
    let refusals = 1;
    const eventStream: InProcessBus['eventStream'] = (options) =>
      refusals-- > 0 ? Promise.reject(new Error('no stream yet')) : bus.eventStream(options);
    const { clock, log, metrics: registry } = testHost('guard', 'guard-0');
    const journal = new VerdictJournal({
      bus: { eventStream } as EventBus,
      clock,
      log,
      metrics: guardMetrics(registry),
    });
    await expect(journal.read(0, 10)).rejects.toThrow('no stream yet');
    journal.append('fulgur.v1.verdicts.g', Buffer.from('kept'));
    const kept = await eventually(async () => {
      const events = await journal.read(0, 10);
      return events.length === 1 && events;
    });
    expect(kept[0]?.payload.toString()).toBe('kept');
    await journal.close(1000);
    await bus.close();
  });

  it('keeps the newest while the bus is away, counts those it gave up, and sends the rest in order', async () => {
    const bus = new InProcessBus();
    const { clock, log, metrics: registry } = testHost('guard', 'guard-0', { bus });
    const metrics = guardMetrics(registry);
    const journal = new VerdictJournal({ bus, clock, log, metrics });
    bus.interrupt();
    for (let i = 0; i < 20_003; i++) journal.append('fulgur.v1.verdicts.g', Buffer.from(String(i)));
    expect(await registry.metrics()).toMatch(/fulgur_guard_verdict_events_dropped_total(\{[^}]*\})? 3/);
    bus.resume();
    const kept = await eventually(async () => {
      const events = await journal.read(0, 100_000);
      return events.length === 20_000 && events;
    });
    expect(kept[0]?.payload.toString()).toBe('3');
    expect(kept.at(-1)?.payload.toString()).toBe('20002');
    await journal.close(1000);
    await bus.close();
  });
});
