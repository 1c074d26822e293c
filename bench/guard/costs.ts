// What reading costs, in this process: a prompt, a delta of an answer, a corpus.
import type { RuleSet } from '../../lib/raise/policy/rule-set.ts';
import { Screen } from '../../lib/raise/screen.ts';
import type { Random } from '../../lib/raise/testing/random.ts';
import { quantile } from '../support/latencies.ts';
import { prose } from './prose.ts';
import type { GuardPolicies, Row } from './row.ts';

const PROMPT_CHARACTERS = 1000;
/** Beyond what a router has a guard of its own process read; of a file or a long conversation. */
const LONG_PROMPTS = [8_000, 32_000];
const ROUNDS = 2000;
const LONG_ROUNDS = 200;
const CORPUS_CHARACTERS = 4_000_000;
const DOCUMENT_CHARACTERS = 4000;

export function costRows({ exact, learned }: GuardPolicies, random: Random, progress: (line: string) => void): Row[] {
  const rows: Row[] = [];
  const tiers = [
    ['tier 0', exact, true],
    ['tiers 0 and 1', learned, false],
  ] as const;
  for (const [name, policy, hasGoal] of tiers) {
    progress(`${name}: prompts, deltas, corpus`);
    const input = policy.ruleSet('', 'input', 'user');
    const prompts = promptTimes(input, random, PROMPT_CHARACTERS, ROUNDS);
    rows.push(timeRow(`${name}, a prompt of 1,000 characters (ms)`, prompts, hasGoal ? 'p99 < 1' : ''));
    for (const characters of LONG_PROMPTS) {
      const what = `${name}, a prompt of ${characters.toLocaleString('en')} characters (ms)`;
      rows.push(timeRow(what, promptTimes(input, random, characters, LONG_ROUNDS), ''));
    }
    const deltas = deltaTimes(policy.ruleSet('', 'output', 'assistant'), random);
    rows.push(timeRow(`${name}, a delta of 4 characters (ms)`, deltas, hasGoal ? 'p99 < 0.1' : ''));
    rows.push([`${name} over a corpus, one core (MB/s)`, throughput(input, random).toFixed(1), '', '']);
  }
  return rows;
}

export function timeRow(what: string, milliseconds: readonly number[], goal: string): Row {
  return [what, quantile(milliseconds, 0.5).toFixed(3), quantile(milliseconds, 0.99).toFixed(3), goal];
}

function promptTimes(ruleSet: RuleSet, random: Random, characters: number, rounds: number): number[] {
  const prompts = Array.from({ length: 50 }, () => prose(random, characters));
  const times: number[] = [];
  for (let round = -rounds / 10; round < rounds; round += 1) {
    const text = prompts[(round + rounds) % prompts.length]!;
    const started = performance.now();
    new Screen(ruleSet, { wholeText: text }).push(text, true);
    if (round >= 0) times.push(performance.now() - started);
  }
  return times;
}

/** Answers cut as tokens are: four characters each. */
function deltaTimes(ruleSet: RuleSet, random: Random): number[] {
  const times: number[] = [];
  for (let answer = 0; answer < 60; answer += 1) {
    const text = prose(random, 1200);
    const screen = new Screen(ruleSet);
    for (let at = 0; at < text.length; at += 4) {
      const started = performance.now();
      screen.push(text.slice(at, at + 4), at + 4 >= text.length);
      if (answer >= 10) times.push(performance.now() - started);
    }
  }
  return times;
}

/** Megabytes of UTF-8 a second, on one core. */
function throughput(ruleSet: RuleSet, random: Random): number {
  const count = CORPUS_CHARACTERS / DOCUMENT_CHARACTERS;
  const documents = Array.from({ length: count }, () => prose(random, DOCUMENT_CHARACTERS));
  const bytes = documents.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const read = () => {
    for (const text of documents) new Screen(ruleSet, { wholeText: text }).push(text, true);
  };
  read();
  const started = performance.now();
  read();
  return bytes / 1000 / (performance.now() - started);
}
