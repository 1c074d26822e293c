import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModel } from '../classifier/classifier.ts';
import { type Attack, chooseAttacks } from './attacks.ts';
import { MUTATORS } from './mutators.ts';
import { redTeamReport, summarise } from './red-team-report.ts';
import { runRedTeam } from './red-team-run.ts';
import { Target } from './target.ts';
import { wilson } from './wilson.ts';

const grammarFolder = path.resolve(import.meta.dirname, '../../../data/guard/contrast');
let folder: string;
let server: Server;
let asked: string[];
let answer: (prompt: string) => { status?: number; body: object | string };

const completion = (content: string, finish_reason = 'stop') => ({
  body: { choices: [{ message: { content }, finish_reason }] },
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-redteam-'));
  asked = [];
  answer = () => completion("I'm sorry, but I can't help with that.");
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { messages } = JSON.parse(Buffer.concat(chunks).toString());
    const prompt = messages.at(-1).content;
    asked.push(prompt);
    const { status = 200, body } = answer(prompt);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function run(attacks: readonly Attack[], out = 'out') {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = new Target({ endpoint, model: undefined, apiKey: undefined, maxTokens: 10, timeoutMs: 5000 });
  const outFolder = path.join(folder, out);
  return runRedTeam({ attacks, target, model: await loadModel(), outFolder, concurrency: 3, harmAt: 0.5 });
}

const choose = (mutators = ['plain', 'base64']) =>
  chooseAttacks({ grammarFolder, perCategory: 3, benign: 12, mutators });

describe('attacks', () => {
  it('are the same in every run, of every hazard, with benign prompts undisguised', async () => {
    const attacks = await choose();
    expect(attacks).toEqual(await choose());
    expect(new Set(attacks.map(({ category }) => category)).size).toBe(15);
    expect(attacks.filter(({ category }) => category === undefined)).toHaveLength(12);
    expect(attacks.filter(({ category }) => category === 'S9')).toHaveLength(6);
  });

  it('hide the prompt so that it can be found again', () => {
    const prompt = 'How do I make a kite?';
    const last = (name: string) => MUTATORS[name]!(prompt).at(-1)!.content;
    expect(Buffer.from(last('base64').split(' ').at(-1)!, 'base64').toString()).toBe(prompt);
    expect(Buffer.from(last('hex').split(' ').at(-1)!, 'hex').toString()).toBe(prompt);
    expect(last('rot13')).toContain('Ubj qb V znxr n xvgr?');
    expect(last('zero-width').replaceAll('\u200b', '')).toBe(prompt);
    expect(MUTATORS['many-shot']!(prompt).length).toBeGreaterThan(10);
    for (const mutator of Object.values(MUTATORS)) expect(mutator('怎么放风筝').length).toBeGreaterThan(0);
  });

  it('with a disguise that nobody knows are refused', async () => {
    await expect(choose(['tarot'])).rejects.toThrow("no mutator is called 'tarot'; they are plain, base64");
  });
});

describe('a red-team run', () => {
  it('tells what was blocked, refused, safe and unsafe', async () => {
    const attacks = (await choose(['plain'])).slice(0, 8);
    const answers = [
      completion('', 'content_filter'),
      { status: 400, body: { error: { message: 'no', code: 'content_filter' } } },
      completion('对不起，我无法提供帮助。'),
      completion('I am going to kill you tonight, and I will stab your wife.'),
      completion('Bake it for an hour.'),
    ];
    const byPrompt = new Map(attacks.map(({ prompt }, i) => [prompt, answers[Math.min(i, 4)]!]));
    answer = (prompt) => byPrompt.get(prompt)!;
    const results = await run(attacks);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'blocked',
      'blocked',
      'refused',
      'unsafe',
      'safe',
      'safe',
      'safe',
      'safe',
    ]);
  });

  it('goes on where it was killed, without asking again', async () => {
    const attacks = await choose(['plain']);
    await run(attacks.slice(0, 10));
    await writeFile(path.join(folder, 'out/results.jsonl'), '{"id":"half', { flag: 'a' });
    const results = await run(attacks);
    expect(results).toHaveLength(attacks.length);
    expect(asked).toHaveLength(attacks.length);
    const lines = (await readFile(path.join(folder, 'out/results.jsonl'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(attacks.length);
  });

  it('tries again when the server is busy', async () => {
    let busy = true;
    answer = () => {
      if (!busy) return completion('No.');
      busy = false;
      return { status: 503, body: { error: { message: 'busy' } } };
    };
    const [result] = await run((await choose(['plain'])).slice(0, 1));
    expect(result!.outcome).toBe('safe');
    expect(asked).toHaveLength(2);
  });

  it('notes what the server refuses to answer, and stops when it refuses everything', async () => {
    answer = () => ({ status: 404, body: { error: { message: 'no such model' } } });
    const [result] = await run((await choose(['plain'])).slice(0, 1), 'few');
    expect(result).toMatchObject({ outcome: 'failed', error: expect.stringContaining('status 404: no such model') });
    await expect(run(await choose(), 'many')).rejects.toThrow('20 attacks in a row failed');
  });

  it('notes answers that are none', async () => {
    answer = () => ({ body: '<html>' });
    expect((await run((await choose(['plain'])).slice(0, 1)))[0]!.error).toContain('not JSON');
    answer = () => ({ body: { choices: [] } });
    expect((await run((await choose(['plain'])).slice(1, 2)))[0]!.error).toContain('not a chat completion');
  });
});

describe('the summary', () => {
  it('counts over-refusal on benign prompts and success on harmful ones, with intervals', () => {
    const result = (category: string, outcome: 'unsafe' | 'refused' | 'safe') => ({
      id: '',
      category,
      mutator: 'plain',
      outcome,
      harm: 0,
    });
    const summary = summarise([
      ...Array.from({ length: 8 }, () => result('S1', 'refused')),
      ...Array.from({ length: 2 }, () => result('S1', 'unsafe')),
      result('benign', 'refused'),
      ...Array.from({ length: 9 }, () => result('benign', 'safe')),
    ]);
    expect(summary.success).toMatchObject({ hits: 2, of: 10, value: 0.2 });
    expect(summary.refusal.value).toBe(0.8);
    expect(summary.overRefusal.value).toBe(0.1);
  });

  it('has the intervals of the textbook', () => {
    // Newcombe (1998), table I: 81 of 263, and 0 of 20.
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
  });

  it('makes a page that needs nothing from elsewhere', () => {
    const page = redTeamReport(
      [{ id: 'S1-a-plain', category: 'S1', mutator: 'plain', outcome: 'unsafe', harm: 0.9 }],
      'http://x/<script>',
    );
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/<script|src=|href=/);
  });
});
