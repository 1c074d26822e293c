// How many tokens a real replica still decodes after the text that ends an answer: a story is generated once, a word of it is then
// blocked, and the same story asked for again.
import { demoModelPath } from '../../cli/demo-model.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { ClusterMethods, GuardMethods, InferenceMethods } from '../../lib/wire/methods.ts';
import { poll, samples, total } from '../support/cluster-view.ts';
import { quantile } from '../support/latencies.ts';
import { startCluster, type Target } from '../support/target.ts';
import type { Row } from './row.ts';

const STORIES = 12;
const TOKENS = 120;
const call = { deadlineMs: 20_000 };

export async function afterVerdictRows(progress: (line: string) => void): Promise<Row[]> {
  progress('tokens decoded after the verdict');
  const target = await startCluster(demoModelPath);
  try {
    const guard = await guardOf(target);
    const decodedAfter: number[] = [];
    for (let story = 0; story < STORIES; story += 1) {
      await putPolicy(target, guard, `story-${story}`, undefined);
      const text = `Once upon a time there was a child named ${'ABCDEFGHIJKLMNOP'[story]}`;
      const whole = await generate(target, text);
      const word = longWordOf(whole.pieces);
      if (word === undefined) continue;
      await putPolicy(target, guard, `story-${story}-blocked`, word.text);
      const before = await decoded(target);
      const blocked = await generate(target, text);
      if (blocked.pieces.join('').includes(word.text)) {
        throw new FulgurError(Code.INTERNAL, `the answer showed '${word.text}', which was to be blocked`);
      }
      // A run that is told to stop ends with the step that it is in.
      decodedAfter.push((await decoded(target)) - before - word.tokens);
    }
    guard.close();
    const what = `tokens decoded after the token that ends the blocked word, ${decodedAfter.length} stories, one at a time`;
    return [[what, String(quantile(decodedAfter, 0.5)), `at most ${Math.max(...decodedAfter)}`, '']];
  } finally {
    await target.stop();
  }
}

async function guardOf(target: Target): Promise<Channel> {
  const { members } = await target.channel.unary(ClusterMethods.getStatus, {}, call);
  const address = members.find(({ service }) => service === 'guard')?.address;
  if (!address) throw new FulgurError(Code.UNAVAILABLE, 'the cluster has no guard');
  return new Channel(address);
}

/** Puts a policy and waits until all judge by it: the router's guard, too, has to make it ready first. */
async function putPolicy(target: Target, guard: Channel, version: string, word: string | undefined): Promise<void> {
  const rules = word === undefined ? '[]' : `[{ id: word, category: S1, terms: [${JSON.stringify(word)}] }]`;
  const yaml = `version: ${version}\ncategories: { S1: { input: allow, output: block } }\nrules: ${rules}\nclassifier: { enabled: false }\n`;
  await guard.unary(GuardMethods.putPolicy, { yaml }, call);
  const inForce = async () => (await samples(target)).filter(({ name }) => name === 'fulgur_guard_policy_info');
  await poll(`policy ${version} is in force`, inForce, (guards) =>
    guards.every(({ labels }) => labels['version'] === version),
  );
}

/** The text of each token. */
async function generate(target: Target, text: string): Promise<{ pieces: string[] }> {
  const pieces: string[] = [];
  const request = { text, maxTokens: TOKENS, sampling: { temperature: 0 } };
  for await (const { delta } of target.channel.serverStream(InferenceMethods.generate, request, call)) {
    if (delta) pieces.push(delta.text ?? '');
  }
  return { pieces };
}

/** A word in the middle of the text that stands in it once, and how many tokens have been generated with its last one. */
function longWordOf(pieces: readonly string[]): { text: string; tokens: number } | undefined {
  const whole = pieces.join('');
  for (const match of whole.slice(whole.length / 3).matchAll(/(?<= )[a-z]{5,}(?= )/g)) {
    const word = match[0];
    if (whole.split(word).length !== 2) continue;
    const end = whole.indexOf(word) + word.length;
    let characters = 0;
    const tokens = pieces.findIndex((piece) => {
      characters += piece.length;
      return characters >= end;
    });
    return { text: word, tokens: tokens + 1 };
  }
  return undefined;
}

async function decoded(target: Target): Promise<number> {
  let last = -1;
  for (;;) {
    const now = total(await samples(target), 'fulgur_attention_tokens_total', { phase: 'decode' });
    if (now === last) return now;
    last = now;
  }
}
