// Many questions on one stream, as routers ask them.
import { afterEach, describe, expect, test } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { bindService } from '../../lib/wire/handlers.ts';
import { PromptAssessmentsMethods } from '../../lib/wire/methods.ts';
import { closeAll, startTestServer } from '../../lib/wire/testing.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { guardConfig } from './config.ts';
import { startGuard } from './guard.ts';
import { QuestionBundle } from './question-bundle.ts';

const { GuardAction } = fulgur.v1;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await closeAll();
});

function ask(channel: Channel) {
  const stream = channel.bidi(PromptAssessmentsMethods.assess, { deadlineMs: Number.POSITIVE_INFINITY });
  const messages: fulgur.v1.IPromptAnswer[][] = [];
  let closed: { error: FulgurError | undefined } | undefined;
  stream.onMessage(({ answers }) => void messages.push(answers));
  stream.onClose((error) => {
    closed = { error };
  });
  return { stream, messages, all: () => messages.flat(), closed: () => closed };
}

const question = (id: number, ...texts: string[]) => ({
  question: id,
  prompt: { requestId: `r${id}`, parts: texts.map((text) => ({ role: 'user', text })) },
});

describe('a guard that is asked on a stream', () => {
  async function open(options: Record<string, unknown> = {}) {
    const host = testHost('guard', 'guard-0');
    const guard = await startGuard(guardConfig.parse({ classifier: false, ...options }), host);
    const channel = new Channel(guard.address);
    closing.push(
      () => guard.drain(0),
      () => channel.close(),
    );
    return { guard, host, ...ask(channel) };
  }

  test('answers each question by its number, those that were asked together in one message', async () => {
    const { stream, messages, all, host } = await open();
    stream.send({ questions: [question(1, 'Who are you?'), question(2, 'How do I make a pipe bomb?')] });
    await eventually(() => all().length === 2);
    expect(messages).toHaveLength(1);
    const actions = new Map(all().map(({ question: id, assessment }) => [id, assessment?.action]));
    expect(actions.get(1)).toBe(GuardAction.GUARD_ACTION_ALLOW);
    expect(actions.get(2)).toBe(GuardAction.GUARD_ACTION_BLOCK);
    expect(await host.metrics.metrics()).toContain('fulgur_guard_assess_seconds_count{phase="input"} 2');
  });

  test('says of a question beyond its limits which field is at fault, counts it, and answers the others', async () => {
    const { stream, all, host } = await open({ maxPromptCharacters: 10 });
    stream.send({ questions: [question(1, 'far too long a prompt'), question(2, 'short')] });
    await eventually(() => all().length === 2);
    expect(all().find(({ question: id }) => id === 1)?.failure).toMatchObject({
      code: Code.INVALID_ARGUMENT,
      field: 'parts',
      retryable: false,
    });
    expect(all().find(({ question: id }) => id === 2)?.assessment?.action).toBe(GuardAction.GUARD_ACTION_ALLOW);
    const labels = { phase: 'input', code: 'invalid_argument' };
    expect(await host.metric('fulgur_guard_failures_total', labels)).toBe(1);
  });

  test('refuses one prompt more than it reads at the same time, so that another guard may take it', async () => {
    const { stream, all } = await open({ maxPrompts: 1 });
    stream.send({ questions: [question(1, 'One'), question(2, 'Two')] });
    await eventually(() => all().length === 2);
    expect(all().find(({ question: id }) => id === 2)?.failure).toMatchObject({
      code: Code.RESOURCE_EXHAUSTED,
      retryable: true,
      message: expect.stringContaining('maxPrompts'),
    });
    stream.send({ questions: [question(3, 'Three')] });
    await eventually(() => all().length === 3);
    expect(all()[2]?.assessment?.action).toBe(GuardAction.GUARD_ACTION_ALLOW);
  });
});

describe('a bundle of questions', () => {
  interface Asked {
    readonly signal: AbortSignal;
    readonly answer: (assessment: fulgur.v1.IAssessment) => void;
    readonly fail: (error: unknown) => void;
  }

  /** A server whose questions the test answers when it wants to. */
  async function open() {
    const asked = new Map<string, Asked>();
    const service = bindService(PromptAssessmentsMethods, {
      assess(stream, { draining }) {
        const bundle = new QuestionBundle(
          stream,
          ({ prompt }, signal) =>
            new Promise((answer, fail) => void asked.set(prompt.requestId, { signal, answer, fail })),
        );
        draining.addEventListener('abort', () => bundle.drain());
      },
    });
    const { channel, server } = await startTestServer({}, { services: [service] });
    return { asked, server, ...ask(channel) };
  }

  test('answers in the order of the verdicts, a failure as a failure', async () => {
    const { stream, asked, all } = await open();
    stream.send({ questions: [question(1, 'a'), question(2, 'b'), question(3, 'c')] });
    await eventually(() => asked.size === 3);
    asked.get('r3')?.answer({ policyVersion: 'third' });
    await eventually(() => all().length === 1);
    asked.get('r2')?.fail(new FulgurError(Code.ABORTED, 'no verdict', { reason: 'odd' }));
    asked.get('r1')?.answer({ policyVersion: 'first' });
    await eventually(() => all().length === 3);
    expect(all().map(({ question: id }) => id)).toEqual([3, 2, 1]);
    expect(all()[1]?.failure).toMatchObject({ code: Code.ABORTED, message: 'no verdict', reason: 'odd' });
  });

  test('stops what is cancelled, and does not answer it', async () => {
    const { stream, asked, all } = await open();
    stream.send({ questions: [question(1, 'a'), question(2, 'b')] });
    await eventually(() => asked.size === 2);
    stream.send({ questions: [{ question: 1, cancel: true }] });
    await eventually(() => asked.get('r1')?.signal.aborted);
    asked.get('r1')?.answer({});
    asked.get('r2')?.answer({});
    await eventually(() => all().length > 0);
    expect(all().map(({ question: id }) => id)).toEqual([2]);
  });

  test('stops everything when its router goes away', async () => {
    const { stream, asked } = await open();
    stream.send({ questions: [question(1, 'a')] });
    await eventually(() => asked.size === 1);
    stream.cancel();
    await eventually(() => asked.get('r1')?.signal.aborted);
  });

  test('answers what has been asked before it ends with its server', async () => {
    const { stream, asked, all, closed, server } = await open();
    stream.send({ questions: [question(1, 'a')] });
    await eventually(() => asked.size === 1);
    const drained = server.drain(5_000);
    asked.get('r1')?.answer({ policyVersion: 'last' });
    await eventually(() => closed());
    expect(all()).toMatchObject([{ question: 1, assessment: { policyVersion: 'last' } }]);
    expect(closed()?.error).toBeUndefined();
    await drained;
  });

  test('fails the stream of a router that uses a number twice', async () => {
    const { stream, closed } = await open();
    stream.send({ questions: [question(1, 'a'), question(1, 'b')] });
    await eventually(() => closed());
    expect(closed()?.error).toMatchObject({ code: Code.INVALID_ARGUMENT });
  });
});
