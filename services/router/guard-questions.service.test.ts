// How prompts are asked about: on one stream per guard, by calls where a guard knows no stream, and of whom.
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { systemClock } from '../../lib/actor/clock.ts';
import { noTracer } from '../../lib/telemetry/no-tracer.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { eventually } from '../../test/support/service-host.ts';
import { GuardQuestions } from './guard-questions.ts';
import { RouterBench } from './testing/router-bench.ts';
import type { GuardScript, ScriptedGuard } from './testing/scripted-guard.ts';

const chat = { model: 'fulgur-tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }] };
const silence: GuardScript = { assess: () => new Promise(() => {}) };

async function answering(config: Parameters<typeof RouterBench.start>[0] = {}): Promise<RouterBench> {
  const bench = await RouterBench.start(config);
  await bench.attention('attention-0', {
    answer: (submission) => submission.tokens(bench.ids('Hello')).finish('stop'),
  });
  return bench;
}

const ask = (bench: RouterBench) => bench.openai().chat.completions.create(chat);
const asked = (guard: ScriptedGuard, prompts: number) => eventually(() => guard.assessed.length === prompts);

test('prompts of many requests are asked about on one stream', async () => {
  await using bench = await answering();
  const guard = await bench.guard('guard-0');
  await Promise.all(Array.from({ length: 5 }, () => ask(bench)));
  expect(guard.assessed).toHaveLength(5);
  expect(guard.streams).toHaveLength(1);
});

test('a guard that knows no such stream is asked by calls', async () => {
  await using bench = await answering({ guardFailure: 'closed' });
  const guard = await bench.guard('guard-0', { callsOnly: true });
  for (let request = 0; request < 2; request += 1) {
    expect((await ask(bench)).choices[0]?.message.content).toBe('Hello');
  }
  expect(guard.assessed).toHaveLength(2);
});

test('what the guard says is wrong with a prompt is what the client hears', async () => {
  await using bench = await answering();
  await bench.guard('guard-0', {
    assess: () => {
      throw invalid('parts', 'a prompt of 9 parts; the guard reads at most 8');
    },
  });
  await expect(ask(bench)).rejects.toMatchObject({ status: 400, message: expect.stringContaining('at most 8') });
});

test('the question of a client that goes away is taken back', async () => {
  await using bench = await answering();
  const guard = await bench.guard('guard-0', silence);
  const gone = new AbortController();
  const answer = bench.openai().chat.completions.create(chat, { signal: gone.signal });
  await asked(guard, 1);
  gone.abort();
  await expect(answer).rejects.toThrow();
  await eventually(() => guard.cancelled.length === 1);
});

test('a question that nobody answers is taken back at its deadline', async () => {
  await using bench = await answering({ guardPromptTimeoutMs: 100 });
  const guard = await bench.guard('guard-0', silence);
  await ask(bench);
  await eventually(() => guard.cancelled.length === 1);
});

test('questions of a stream that breaks are put to another guard', async () => {
  await using bench = await answering();
  const first = await bench.guard('guard-0', silence);
  const answers = [ask(bench), ask(bench)];
  await asked(first, 2);
  const second = await bench.guard('guard-1');
  first.streams[0]?.cancel(new FulgurError(Code.INTERNAL, 'broken'));
  await Promise.all(answers);
  expect(second.assessed).toHaveLength(2);
});

test('a stream that breaks with no other guard leaves the policy to decide, at once', async () => {
  await using bench = await answering({ guardFailure: 'closed', guardPromptTimeoutMs: 60_000 });
  const guard = await bench.guard('guard-0', silence);
  const answer = ask(bench);
  await asked(guard, 1);
  await guard.crash();
  await expect(answer).rejects.toMatchObject({ status: 503, code: 'guard_unavailable' });
});

test('a stream that the guard has ended is opened again', async () => {
  await using bench = await answering();
  const guard = await bench.guard('guard-0');
  await ask(bench);
  guard.streams[0]?.end();
  await eventually(() => guard.streams[0]?.closed);
  await eventually(async () => {
    await ask(bench);
    return guard.streams.length === 2;
  });
});

/** The questions to one guard, without a router around them. */
function questionsFor(guard: ScriptedGuard) {
  const channel = new Channel(guard.address);
  const questions = new GuardQuestions({ tracer: noTracer, clock: systemClock, channel, linkChannel: channel });
  const ask = (text: string) => {
    const { signal } = new AbortController();
    return questions.ask(
      { parts: [{ role: 'user', text }] },
      { deadlineMs: 60_000, signal, traceContext: ROOT_CONTEXT },
    );
  };
  return { ask, [Symbol.dispose]: () => channel.close() };
}

test('a prompt too large to share a message has a call of its own', async () => {
  await using bench = await RouterBench.start();
  const guard = await bench.guard('guard-0');
  using questions = questionsFor(guard);
  await questions.ask('x'.repeat(300_000));
  expect(guard.streams).toHaveLength(0);
  await questions.ask('x'.repeat(200_000));
  expect(guard.streams).toHaveLength(1);
});

test('one question more than may wait for a guard fails as retryable', async () => {
  await using bench = await RouterBench.start();
  const guard = await bench.guard('guard-0', silence);
  using questions = questionsFor(guard);
  const waiting = Array.from({ length: 8192 }, () => questions.ask('').catch((error: unknown) => error));
  await expect(questions.ask('')).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED, reason: 'guard_overloaded' });
  await guard.crash();
  await Promise.all(waiting);
});

test('each guard gets its part of the prompts and of the answers', async () => {
  await using bench = await answering();
  const guards = [await bench.guard('guard-0'), await bench.guard('guard-1')];
  await eventually(async () => {
    await ask(bench);
    return guards.every(({ assessed }) => assessed.length > 0);
  });
  const before = guards.map(({ assessed, screened }) => [assessed.length, screened.length] as const);
  for (let request = 0; request < 6; request += 1) await ask(bench);
  const grown = guards.map(({ assessed, screened }, index) => [
    assessed.length - before[index]![0],
    screened.length - before[index]![1],
  ]);
  expect(grown).toEqual([
    [3, 3],
    [3, 3],
  ]);
});

test('a guard that has prompts to read is asked less', async () => {
  await using bench = await answering();
  const busy = await bench.guard('guard-0', silence);
  const held = [ask(bench), ask(bench), ask(bench)];
  await asked(busy, 3);
  const idle = await bench.guard('guard-1');
  for (let request = 0; request < 6; request += 1) await ask(bench);
  expect(idle.assessed).toHaveLength(6);
  expect(busy.assessed).toHaveLength(3);
  await busy.crash();
  await Promise.all(held);
});
