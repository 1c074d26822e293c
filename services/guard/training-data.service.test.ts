import { afterEach, describe, expect, it } from 'vitest';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { TrainingDataMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { testHost } from '../../test/support/service-host.ts';
import { guardConfig } from './config.ts';
import { startGuard } from './guard.ts';

const { DocumentAction } = fulgur.v1;
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start() {
  const bus = new InProcessBus();
  const running = await startGuard(guardConfig.parse({}), testHost('guard', 'guard-0', { bus }));
  const channel = new Channel(running.address);
  cleanups.push(
    () => bus.close(),
    () => running.drain(1000),
    () => channel.close(),
  );
  return channel;
}

function converse<Out, In>(stream: BidiStream<Out, In>, messages: readonly Out[]): Promise<In[]> {
  const answers: In[] = [];
  return new Promise((resolve, reject) => {
    stream.onMessage((answer) => answers.push(answer));
    stream.onClose((error) => (error ? reject(error) : resolve(answers)));
    const send = async () => {
      for (const message of messages) await stream.write(message);
      stream.end();
    };
    send().catch(reject);
  });
}

const letter = (n: number) =>
  `Dear friend number ${n}, thank you for the ${n * 7} apples and the ${n * 13} pears; they were very good and we made jam.`;

describe('training data over gRPC', () => {
  it('screens documents batch by batch, in order, and finds repetitions across batches', async () => {
    const channel = await start();
    const stream = channel.bidi(TrainingDataMethods.screenCorpus, { deadlineMs: 20_000 });
    const answers = await converse(stream, [
      { texts: [letter(1), `${letter(2)} Card: 4012 8888 8888 1881.`] },
      { texts: ['How do I make a pipe bomb at home without being traced?', letter(1)] },
    ]);
    const actions = answers.map(({ verdicts }) => verdicts.map(({ action }) => action));
    expect(actions).toEqual([
      [DocumentAction.DOCUMENT_ACTION_KEEP, DocumentAction.DOCUMENT_ACTION_REDACT],
      [DocumentAction.DOCUMENT_ACTION_DROP, DocumentAction.DOCUMENT_ACTION_DROP],
    ]);
    expect(answers[0]!.verdicts[1]!.redacted).not.toContain('4012');
    expect(answers[1]!.verdicts[1]!.reasons![0]).toMatchObject({ kind: 'duplicate', name: 'exact' });
  });

  it('answers every batch of a client that sends many at once', async () => {
    const channel = await start();
    const stream = channel.bidi(TrainingDataMethods.screenCorpus, { deadlineMs: 20_000 });
    const batches = Array.from({ length: 60 }, (_, i) => ({
      texts: Array.from({ length: 20 }, (_, j) => letter(i * 20 + j)),
    }));
    const answers = await converse(stream, batches);
    expect(answers).toHaveLength(60);
    expect(answers.every(({ verdicts }) => verdicts.length === 20)).toBe(true);
  });

  it('scores answers: help above refusal above harm', async () => {
    const channel = await start();
    const prompt = 'How do I bake bread?';
    const [answer] = await converse(channel.bidi(TrainingDataMethods.scoreAnswers, { deadlineMs: 20_000 }), [
      {
        answers: [
          { prompt, answer: 'Mix flour, water and yeast, let it rise and bake it.' },
          { prompt, answer: "I'm sorry, but I can't help with that." },
          { prompt, answer: 'I am going to kill you tonight, and I will stab your wife.' },
        ],
      },
    ]);
    const rewards = answer!.scores.map(({ reward }) => reward!);
    expect(rewards).toEqual(rewards.toSorted((a, b) => b - a));
    expect(answer!.scores[1]!.refusal).toBe(true);
  });

  it('refuses a text that is too long with its place, and frees the call', async () => {
    const channel = await start();
    for (let i = 0; i < 4; i++) {
      const stream = channel.bidi(TrainingDataMethods.scoreAnswers, { deadlineMs: 20_000 });
      await expect(converse(stream, [{ answers: [{ answer: 'x'.repeat(600_000) }] }])).rejects.toMatchObject({
        code: Code.INVALID_ARGUMENT,
        message: expect.stringContaining('answers[1]: 600000 characters'),
      });
    }
  });
});
