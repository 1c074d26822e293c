// What nobody waits for any more is not worked on: whoever goes away takes the questions to the safety model along.
import { afterEach, describe, expect, it } from 'vitest';
import { GuardMethods, PromptAssessmentsMethods } from '../../lib/wire/methods.ts';
import { eventually } from '../../test/support/service-host.ts';
import { call, closeAll, startGuarded } from './testing/safety-bench.ts';

afterEach(closeAll);

/** Before the safety model's deadline, which is 4 s for prompts. */
const SOON_MS = 2000;
const model = { first_tokens: 1, input_deadline_ms: 4000, output_deadline_ms: 1500 };
const parts = [{ role: 'user', text: 'Why?' }];

describe('a safety model that is asked', () => {
  it('about a prompt hears no more of it when the caller gives up', async () => {
    const { channel, server } = await startGuarded(() => 'never', { model });
    const giveUp = new AbortController();
    const answer = channel.unary(GuardMethods.assessPrompt, { parts }, { ...call, signal: giveUp.signal });
    await eventually(() => server.open === 1);
    giveUp.abort();
    await expect(answer).rejects.toThrow();
    await eventually(() => server.open === 0, SOON_MS);
  });

  it('about a question of a stream hears no more of it when the question is cancelled, and of the others it does', async () => {
    const { channel, server, host } = await startGuarded(() => 'never', { model });
    const stream = channel.bidi(PromptAssessmentsMethods.assess, call);
    stream.send({ questions: [1, 2].map((question) => ({ question, prompt: { parts } })) });
    await eventually(() => server.open === 2);
    stream.send({ questions: [{ question: 1, cancel: true }] });
    await eventually(() => server.open === 1, SOON_MS);
    stream.cancel();
    await eventually(() => server.open === 0, SOON_MS);
    const labels = { phase: 'input', code: 'cancelled' };
    await eventually(async () => (await host.metric('fulgur_guard_failures_total', labels)) === 2);
  });

  it('about an answer hears no more of it when the client goes away, nor after a block by rules', async () => {
    const { channel, server, host } = await startGuarded(() => 'never', {
      model,
      more: 'output: { mode: async }\ntenants: { strict: { categories: { S1: { output: block } } } }',
    });
    const gone = channel.bidi(GuardMethods.screenOutput, call);
    gone.send({ requestId: 'gone', text: 'One two three four five.' });
    await eventually(() => server.open === 1);
    gone.cancel();
    await eventually(() => server.open === 0);

    const blocked = channel.bidi(GuardMethods.screenOutput, call);
    blocked.send({ requestId: 'blocked', tenant: 'strict', text: 'One two three four five.' });
    await eventually(() => server.open === 1);
    blocked.send({ text: ' plugh ' });
    await eventually(() => server.open === 0);
    // Not by their deadlines: those would be failures.
    const outcomes = (await host.metrics.metrics()).match(/(?<=safety_model_seconds_count{.*outcome=")\w+/g);
    expect(outcomes).toEqual(['overtaken']);
  });
});
