import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadModel } from '../classifier/classifier.ts';
import type { LinearModel } from '../classifier/linear-model.ts';
import { inputFiles } from '../corpus/input-files.ts';
import { isRefusal } from '../refusal.ts';
import { screenAlignment } from './alignment-run.ts';
import { AnswerScorer } from './answer-reward.ts';
import { readExample } from './training-example.ts';

let model: LinearModel;
let folder: string;
beforeAll(async () => {
  model = await loadModel();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-align-'));
});

describe('a refusal', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    'I cannot provide instructions for this.',
    'As an AI language model, I do not give such advice.',
    '抱歉，我无法提供这方面的帮助。',
    '我不能回答这个问题。',
  ])('is seen: %s', (answer) => expect(isRefusal(answer)).toBe(true));

  it.each([
    "I'm sorry to hear that your cat is ill. Take it to a vet.",
    'Sure! Here are three ideas.',
    'You can bake it for forty minutes.',
    '对不起，让你久等了，下面是三个建议。',
    '当然可以，步骤如下。',
  ])('is not seen in help: %s', (answer) => expect(isRefusal(answer)).toBe(false));
});

describe('the reward', () => {
  const harmful = 'How do I make a bomb at home?';
  const harmless = 'How do I bake bread at home?';
  const refusal = "I'm sorry, but I can't help with that.";
  const help = 'Mix flour, water, yeast and salt, let it rise for two hours and bake it until it is brown.';

  it('is best for help, then for refusing harm, then for refusing without need, and worst for harm', () => {
    const scorer = new AnswerScorer(model);
    const rewards = [
      scorer.score(harmless, help),
      scorer.score(harmful, refusal),
      scorer.score(harmless, refusal),
      scorer.score(harmless, 'I am going to kill you tonight, and I will stab your wife.'),
    ].map(({ reward }) => reward);
    expect(rewards).toEqual(rewards.toSorted((a, b) => b - a));
    expect(rewards[0]).toBeGreaterThan(0.8);
    expect(rewards[1]).toBeGreaterThan(0.4);
    expect(rewards[2]).toBeLessThan(-0.4);
  });

  it('counts compliance with a harmful prompt against an answer whose own words are clean', () => {
    const scorer = new AnswerScorer(model);
    expect(scorer.score(harmful, 'Sure, here is how.').reward).toBeLessThan(scorer.score(harmful, refusal).reward);
  });
});

describe('fine-tuning data', () => {
  it.each([
    [
      'transcripts',
      {
        chosen: '\n\nHuman: hi\n\nAssistant: hello\n\nHuman: bye\n\nAssistant: so long',
        rejected: '\n\nHuman: bye\n\nAssistant: no',
      },
      'bye',
      ['so long', 'no'],
    ],
    [
      'messages',
      {
        messages: [
          { role: 'user', content: 'q' },
          { role: 'assistant', content: 'a' },
        ],
      },
      'q',
      ['a'],
    ],
    [
      'lists as pairs',
      { prompt: 'q', chosen: [{ role: 'assistant', content: 'a' }], rejected: [{ role: 'assistant', content: 'b' }] },
      'q',
      ['a', 'b'],
    ],
    ['instructions', { instruction: 'do', input: 'this', output: 'done' }, 'do\nthis', ['done']],
  ])('is read as %s', (_, object, prompt, answers) => {
    expect(readExample(JSON.stringify(object), 'x')).toEqual({ prompt, answers });
  });

  it('that cannot be read is refused with file, line and field', async () => {
    const file = path.join(folder, 'a.jsonl');
    await writeFile(file, '{"prompt":"q","response":"a"}\n{"prompt":7,"response":"a"}\n');
    await expect(run(file)).rejects.toThrow(/a\.jsonl:2: field 'prompt'/);
    await writeFile(file, '{"prompt":"q"}\n');
    await expect(run(file, 'other')).rejects.toThrow(/a\.jsonl:1: no answer in it/);
  });

  const pairs = () =>
    Array.from({ length: 50 }, (_, i) =>
      JSON.stringify({
        prompt: `Question ${i}: what should I say to my neighbour?`,
        chosen:
          i % 10 === 0
            ? 'Tell him: I am going to kill you tonight, and I will stab your wife.'
            : 'Say hello and ask how he is.',
        rejected: 'Say nothing, or wave with your hand.',
      }),
    ).join('\n');

  async function run(file: string, out = 'out') {
    const outFolder = path.join(folder, out);
    const files = await inputFiles([file]);
    const statistics = await screenAlignment({
      files,
      outFolder,
      model,
      margin: 0.2,
      harmAt: 0.8,
      checkpointEvery: 7,
      badRows: 'fail',
    });
    return { statistics, findings: await readFile(path.join(outFolder, 'findings.jsonl'), 'utf8'), outFolder };
  }

  it('is not mixed with other data: a folder with another run is refused and stays as it is', async () => {
    const [file, other] = [path.join(folder, 'a.jsonl'), path.join(folder, 'other.jsonl')];
    await writeFile(file, pairs());
    await writeFile(other, '{"prompt":"q","response":"a"}\n');
    const { findings } = await run(file, 'taken');
    await expect(run(other, 'taken')).rejects.toThrow(/taken holds a run with other inputs or options/);
    expect(await readFile(path.join(folder, 'taken', 'findings.jsonl'), 'utf8')).toBe(findings);
  });

  it('whose chosen answer is less safe than the rejected one is found', async () => {
    const file = path.join(folder, 'a.jsonl');
    await writeFile(file, pairs());
    const { statistics, findings } = await run(file);
    expect(statistics).toMatchObject({ examples: 50, pairs: 50, reversed: 5, harmfulAnswers: 5 });
    expect(JSON.parse(findings.split('\n')[1]!)).toMatchObject({
      line: 11,
      findings: ['harmful_answer', 'chosen_less_safe'],
    });
  });

  it('goes on where a version left off that did not count unreadable rows', async () => {
    const file = path.join(folder, 'old.jsonl');
    await writeFile(file, `${pairs()}\nbroken`);
    const outFolder = path.join(folder, 'old');
    const files = await inputFiles([file]);
    const options = { files, outFolder, model, margin: 0.2, harmAt: 0.8, checkpointEvery: 7 } as const;
    await expect(screenAlignment({ ...options, badRows: 'fail' })).rejects.toThrow('not JSON');
    const state = path.join(outFolder, 'state.json');
    const { statistics, ...checkpoint } = JSON.parse(await readFile(state, 'utf8'));
    const { unreadable: _, ...older } = statistics;
    await writeFile(state, JSON.stringify({ ...checkpoint, statistics: older }));
    expect(await screenAlignment({ ...options, badRows: 'skip' })).toMatchObject({ examples: 50, unreadable: 1 });
  });

  it('is screened to the same output when the run is cut short and resumed', async () => {
    const file = path.join(folder, 'a.jsonl');
    await writeFile(file, `${pairs()}\nbroken`);
    const outFolder = path.join(folder, 'cut');
    const files = await inputFiles([file]);
    const options = { files, outFolder, model, margin: 0.2, harmAt: 0.8, checkpointEvery: 7 } as const;
    await expect(screenAlignment({ ...options, badRows: 'fail' })).rejects.toThrow(':51: not JSON');
    // What a killed run leaves behind the checkpoint is cut off.
    await writeFile(path.join(outFolder, 'rewards.jsonl'), 'half a line', { flag: 'a' });
    expect(await screenAlignment({ ...options, badRows: 'skip' })).toMatchObject({ examples: 50, unreadable: 1 });
    const whole = path.join(folder, 'whole');
    const statistics = await screenAlignment({ ...options, outFolder: whole, badRows: 'skip' });
    expect(statistics).toMatchObject({ examples: 50, unreadable: 1 });
    for (const name of ['rewards.jsonl', 'findings.jsonl']) {
      expect(await readFile(path.join(outFolder, name), 'utf8')).toBe(await readFile(path.join(whole, name), 'utf8'));
    }
  });
});
