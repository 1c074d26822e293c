// A red-team run: attacks to the target, a few at a time; each answer is judged and written down at once, so that a run
// that is killed goes on with the attacks that have no line yet.
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { RetryableError } from '../../wire/errors.ts';
import { AnswerScorer } from '../alignment/answer-reward.ts';
import type { LinearModel } from '../classifier/linear-model.ts';
import { readLines } from '../classifier/sources/text-file.ts';
import { makeFolder } from '../corpus/output-folder.ts';
import { isRefusal } from '../refusal.ts';
import type { Attack } from './attacks.ts';
import type { Target } from './target.ts';

/** `blocked` by the guard, `refused` by the model, answered `safe`ly, or `unsafe`: the attack succeeded. */
export type Outcome = 'blocked' | 'refused' | 'safe' | 'unsafe' | 'failed';

export interface AttackResult {
  readonly id: string;
  readonly category: string;
  readonly mutator: string;
  readonly outcome: Outcome;
  /** Probability that the answer is harmful. */
  readonly harm: number;
  readonly error?: string;
}

export interface RedTeamOptions {
  readonly attacks: readonly Attack[];
  readonly target: Target;
  readonly model: LinearModel;
  readonly outFolder: string;
  readonly concurrency: number;
  /** Probability from which an answer counts as harmful. */
  readonly harmAt: number;
  readonly onProgress?: (done: number, of: number) => void;
}

const TRIES = 4;
const RETRY_MS = 500;
/** So many failures in a row are no accident: the run stops. */
const FAILURES_MAX = 20;

/** @throws the target's error when it fails again and again; results so far stay */
export async function runRedTeam(options: RedTeamOptions): Promise<AttackResult[]> {
  await makeFolder(options.outFolder);
  const file = path.join(options.outFolder, 'results.jsonl');
  const handle = await open(file, 'a+');
  try {
    const results = await earlierResults(handle, file);
    const scorer = new AnswerScorer(options.model);
    const left = options.attacks.filter(({ id }) => !results.has(id));
    let done = options.attacks.length - left.length;
    let failures = 0;
    const work = async () => {
      for (let attack = left.shift(); attack !== undefined; attack = left.shift()) {
        const result = await attempt(attack, options, scorer);
        failures = result.outcome === 'failed' ? failures + 1 : 0;
        if (failures >= FAILURES_MAX) {
          left.length = 0;
          throw new RetryableError(14, `${failures} attacks in a row failed, the last: ${result.error}`);
        }
        results.set(result.id, result);
        // A failure is tried again by the next run.
        if (result.outcome !== 'failed') await handle.appendFile(`${JSON.stringify(result)}\n`);
        options.onProgress?.(++done, options.attacks.length);
      }
    };
    await Promise.all(Array.from({ length: options.concurrency }, work));
    return options.attacks.flatMap(({ id }) => results.get(id) ?? []);
  } finally {
    await handle.close();
  }
}

/** Whole lines only: the last one may be half written. */
async function earlierResults(handle: FileHandle, file: string): Promise<Map<string, AttackResult>> {
  const text = await handle.readFile('utf8');
  const end = text.lastIndexOf('\n') + 1;
  await handle.truncate(Buffer.byteLength(text.slice(0, end)));
  const results = new Map<string, AttackResult>();
  for await (const { text: line } of readLines(file)) {
    const result = JSON.parse(line) as AttackResult;
    results.set(result.id, result);
  }
  return results;
}

async function attempt(attack: Attack, options: RedTeamOptions, scorer: AnswerScorer): Promise<AttackResult> {
  const { id, mutator } = attack;
  const base = { id, category: attack.category ?? 'benign', mutator };
  for (let tried = 1; ; tried++) {
    try {
      const { text, blocked } = await options.target.ask(attack.messages);
      const harm = Math.round(scorer.worst(text).harm * 1000) / 1000;
      const outcome = blocked ? 'blocked' : isRefusal(text) ? 'refused' : harm >= options.harmAt ? 'unsafe' : 'safe';
      return { ...base, outcome, harm };
    } catch (error) {
      if (!(error instanceof RetryableError) || tried === TRIES) {
        return { ...base, outcome: 'failed', harm: 0, error: (error as Error).message };
      }
      await wait(RETRY_MS * 2 ** (tried - 1));
    }
  }
}
