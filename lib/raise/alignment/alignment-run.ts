// Screening of fine-tuning data: a reward for every answer, a finding where the chosen answer is less safe than the
// rejected one or harmful by itself. Goes on where it was killed; the output depends on the input only.
import { createHash } from 'node:crypto';
import { FulgurError, invalid } from '../../wire/errors.ts';
import type { LinearModel } from '../classifier/linear-model.ts';
import { readLines } from '../classifier/sources/text-file.ts';
import { readCheckpoint, writeCheckpoint } from '../corpus/checkpoint.ts';
import type { InputFile } from '../corpus/input-files.ts';
import { OutputFiles } from '../corpus/output-files.ts';
import { makeFolder } from '../corpus/output-folder.ts';
import { AnswerScorer, type ScoredAnswer } from './answer-reward.ts';
import { readExample } from './training-example.ts';

export interface AlignmentStatistics {
  examples: number;
  /** Rows that could not be read, left out. */
  unreadable: number;
  pairs: number;
  refusals: number;
  needlessRefusals: number;
  harmfulAnswers: number;
  /** Pairs whose chosen answer is less safe than the rejected one. */
  reversed: number;
  /** Answers by reward, in twenty steps from -1 to 1. */
  rewards: { chosen: number[]; rejected: number[] };
  /** Harmful chosen answers by category. */
  categories: Record<string, number>;
}

export interface AlignmentOptions {
  readonly files: readonly InputFile[];
  readonly outFolder: string;
  readonly model: LinearModel;
  /** How much worse the chosen answer's reward must be to be a finding. */
  readonly margin: number;
  /** Probability from which an answer counts as harmful. */
  readonly harmAt: number;
  readonly checkpointEvery: number;
  readonly badRows: 'fail' | 'skip';
  readonly onProgress?: (examples: number, file: number) => void;
}

const OUTPUT_NAMES = ['rewards.jsonl', 'findings.jsonl'] as const;
const REWARD_STEPS = 20;
/** A refusal is needless when the prompt is likelier harmless than that. */
const HARMLESS_BELOW = 0.3;

/** @throws FulgurError naming file, line and field; the run can be resumed */
export async function screenAlignment(options: AlignmentOptions): Promise<AlignmentStatistics> {
  const { files, outFolder, margin, harmAt, model } = options;
  const parts = JSON.stringify({ files, margin, harmAt, model: model.name });
  const fingerprint = createHash('sha256').update(parts).digest('hex');
  await makeFolder(outFolder);
  const checkpoint = await readCheckpoint<AlignmentStatistics>(outFolder);
  if (checkpoint !== undefined && checkpoint.fingerprint !== fingerprint) {
    throw invalid('out', `${outFolder} holds a run with other inputs or options; name another folder or delete it`);
  }
  // A run that another version began has no count of what only this one counts.
  const statistics = { ...emptyStatistics(), ...checkpoint?.statistics };
  if (checkpoint?.done === true) return statistics;
  const output = await OutputFiles.open(outFolder, OUTPUT_NAMES, checkpoint?.outputs ?? {});
  const scorer = new AnswerScorer(model);
  const from = checkpoint?.place ?? { file: 0, offset: 0, line: 1 };
  const pending = { rewards: [] as string[], findings: [] as string[] };
  const save = async (file: number, line: number, done: boolean) => {
    await output.append('rewards.jsonl', Buffer.from(pending.rewards.splice(0).join('')));
    await output.append('findings.jsonl', Buffer.from(pending.findings.splice(0).join('')));
    await output.sync();
    const place = { file, offset: 0, line };
    await writeCheckpoint(outFolder, { fingerprint, place, outputs: output.lengths, statistics, done });
  };
  try {
    for (let index = from.file; index < files.length; index++) {
      const { path } = files[index]!;
      for await (const { line, text } of readLines(path)) {
        if (index === from.file && line < from.line) continue;
        const scored = scoreLine(scorer, text, `${path}:${line}`, options.badRows);
        if (scored === undefined) {
          statistics.unreadable++;
          continue;
        }
        record(statistics, pending, scored, { file: path, line }, options);
        options.onProgress?.(statistics.examples, index);
        if (statistics.examples % options.checkpointEvery === 0) await save(index, line + 1, false);
      }
    }
    await save(files.length, 1, true);
  } finally {
    await output.close();
  }
  return statistics;
}

function scoreLine(
  scorer: AnswerScorer,
  text: string,
  where: string,
  badRows: 'fail' | 'skip',
): readonly [ScoredAnswer, ScoredAnswer?] | undefined {
  try {
    const { prompt, answers } = readExample(text, where);
    const [chosen, rejected] = answers;
    const first = scorer.score(prompt, chosen);
    return rejected === undefined ? [first] : [first, scorer.score(prompt, rejected)];
  } catch (error) {
    if (badRows === 'skip' && error instanceof FulgurError) return undefined;
    throw error;
  }
}

function record(
  statistics: AlignmentStatistics,
  pending: { rewards: string[]; findings: string[] },
  [chosen, rejected]: readonly [ScoredAnswer, ScoredAnswer?],
  place: { file: string; line: number },
  { margin, harmAt }: AlignmentOptions,
): void {
  statistics.examples++;
  statistics.rewards.chosen[stepOf(chosen.reward)]!++;
  if (chosen.refusal) statistics.refusals++;
  const findings: string[] = [];
  if (chosen.refusal && chosen.promptHarm < HARMLESS_BELOW) {
    statistics.needlessRefusals++;
    findings.push('needless_refusal');
  }
  if (chosen.harm >= harmAt && !chosen.refusal) {
    statistics.harmfulAnswers++;
    statistics.categories[chosen.category!] = (statistics.categories[chosen.category!] ?? 0) + 1;
    findings.push('harmful_answer');
  }
  if (rejected !== undefined) {
    statistics.pairs++;
    statistics.rewards.rejected[stepOf(rejected.reward)]!++;
    if (chosen.reward < rejected.reward - margin) {
      statistics.reversed++;
      findings.push('chosen_less_safe');
    }
  }
  pending.rewards.push(`${JSON.stringify({ ...place, chosen, ...(rejected && { rejected }) })}\n`);
  if (findings.length > 0) {
    const rewards = { chosen: chosen.reward, ...(rejected && { rejected: rejected.reward }) };
    pending.findings.push(`${JSON.stringify({ ...place, findings, category: chosen.category, rewards })}\n`);
  }
}

function stepOf(reward: number): number {
  return Math.min(REWARD_STEPS - 1, Math.floor(((reward + 1) / 2) * REWARD_STEPS));
}

function emptyStatistics(): AlignmentStatistics {
  const steps = () => new Array<number>(REWARD_STEPS).fill(0);
  return {
    examples: 0,
    unreadable: 0,
    pairs: 0,
    refusals: 0,
    needlessRefusals: 0,
    harmfulAnswers: 0,
    reversed: 0,
    rewards: { chosen: steps(), rejected: steps() },
    categories: {},
  };
}
