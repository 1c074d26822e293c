// The guard's safety model is killed, hangs, trickles or is slow, each while requests run: its policy decides, within the
// deadlines, and no request is left without an end. When the model is back, texts are read again.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { FulgurError } from '../../lib/wire/errors.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { SafetyModelProcess } from '../support/safety-model-process.ts';
import { steadyLoad } from '../support/steady-load.ts';

const DEADLINE_MS = 1000;
const { FINISH_REASON_CONTENT_FILTER } = fulgur.v1.FinishReason;

type Fault = 'is killed' | 'hangs' | 'trickles its answers' | 'is slow under load';
const FAULTS: readonly Fault[] = ['is killed', 'hangs', 'trickles its answers', 'is slow under load'];

const policyYaml = (url: string, failure: 'open' | 'closed') => `
version: chaos
categories: { S1: { input: block, output: block } }
classifier: { enabled: false }
failure: ${failure}
safety_model:
  { adapter: qwen3guard, url: "${url}", model: guard, input: always, output: always, first_tokens: 4, every_tokens: 4,
    input_deadline_ms: ${DEADLINE_MS}, output_deadline_ms: ${DEADLINE_MS} }
`;

let folder: string;
let model: SafetyModelProcess;
let cluster: FulgurProcess;
let channel: Channel;

async function start(failure: 'open' | 'closed'): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'safety-model-'));
  model = await SafetyModelProcess.start();
  const file = path.join(folder, 'policy.yaml');
  await writeFile(file, policyYaml(model.url, failure));
  cluster = await startFulgurWith({ FULGUR_POLICY_FILE: file }, 'cluster', '--expert-shards', '1');
  channel = new Channel(cluster.grpc);
}

async function stop(): Promise<void> {
  channel?.close();
  await cluster?.stop();
  await model?.kill();
  await rm(folder, { recursive: true });
}

async function inflict(fault: Fault): Promise<void> {
  if (fault === 'is killed') await model.kill();
  else if (fault === 'hangs') model.signal('SIGSTOP');
  else await model.become(fault === 'is slow under load' ? 'slow' : 'trickling');
}

/** A model that is well, at the same address. */
async function heal(): Promise<void> {
  await model.kill();
  model = await SafetyModelProcess.start(model.url);
}

interface Outcome {
  readonly end: 'whole' | 'cut' | 'refused';
  readonly text: string;
}

/** One greedy answer, or how the guard ended it; anything else that ends it is thrown. */
async function ask(onText?: () => void): Promise<Outcome> {
  let text = '';
  let finish: fulgur.v1.FinishReason | null | undefined;
  const request = { text: 'Once upon a time', maxTokens: 160, sampling: { temperature: 0 } };
  try {
    for await (const event of channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 60_000 })) {
      text += event.delta?.text ?? '';
      if (text !== '') onText?.();
      finish = event.finish?.reason ?? finish;
    }
  } catch (error) {
    if (error instanceof FulgurError && error.reason === 'content_filter') return { end: 'refused', text };
    throw error;
  }
  expect(finish, 'an answer ends with a reason').toBeDefined();
  return { end: finish === FINISH_REASON_CONTENT_FILTER ? 'cut' : 'whole', text };
}

/** Four requests of which the model has let the beginning of each pass. */
async function midway(): Promise<Promise<Outcome>[]> {
  const answers: Promise<Outcome>[] = [];
  const begun = Array.from({ length: 4 }, () => new Promise<void>((begin) => answers.push(ask(begin))));
  // A failure must reach who awaits the answers.
  for (const answer of answers) answer.catch(() => {});
  await Promise.race([Promise.all(begun), Promise.all(answers)]);
  return answers;
}

describe('a safety model under a policy that fails open', () => {
  beforeAll(() => start('open'));
  afterAll(stop);
  afterEach(heal);

  it.each(FAULTS)('loses no request when it %s: every text flows, unread', async (fault) => {
    const read = model.askedAboutAnswers(8);
    const load = steadyLoad(channel, 4);
    await read;
    await inflict(fault);
    expect((await ask()).end).toBe('whole');
    expect(await load.stop()).toBeGreaterThanOrEqual(4);
  });
});

describe('a safety model under a policy that fails closed', () => {
  beforeAll(() => start('closed'));
  afterAll(stop);
  afterEach(heal);

  it.each(FAULTS)('when it %s ends running answers, and refuses new prompts, within its deadline', async (fault) => {
    const reference = await ask();
    expect(reference.end).toBe('whole');
    const running = await midway();
    await inflict(fault);
    const since = performance.now();
    const fresh = Array.from({ length: 4 }, () => ask());
    const outcomes = await Promise.all([...running, ...fresh]);
    expect(performance.now() - since).toBeLessThan(5 * DEADLINE_MS);
    const ends = outcomes.map(({ end }) => end);
    if (fault === 'is slow under load') {
      // The first in its queue may still be read in time.
      expect(ends.filter((end) => end !== 'whole').length).toBeGreaterThan(4);
    } else {
      expect(ends.slice(0, 4)).toEqual(Array(4).fill('cut'));
      expect(ends.slice(4)).toEqual(Array(4).fill('refused'));
    }
    for (const { text } of outcomes) expect(reference.text.startsWith(text)).toBe(true);
    await heal();
    expect(await ask()).toEqual(reference);
  });
});
