// The gRPC methods for data that models are trained on. Documents are judged in a thread of its own, so that prompts and
// answers of users never wait behind a corpus.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AnswerScorer } from '../../lib/raise/alignment/answer-reward.ts';
import { loadModel } from '../../lib/raise/classifier/classifier.ts';
import { loadCorpusPolicy } from '../../lib/raise/corpus/corpus-policy.ts';
import { Duplicates } from '../../lib/raise/corpus/duplicates.ts';
import { JudgePool } from '../../lib/raise/corpus/judge-pool.ts';
import type { Judgement } from '../../lib/raise/corpus/verdict.ts';
import { Code, invalid, RetryableError } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { TrainingDataMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { answerBatches } from './batch-answers.ts';

export interface TrainingDataOptions {
  readonly classifierWeights?: string | undefined;
  readonly maxPromptCharacters: number;
}

const CALLS_MAX = 2;
const TEXTS_MAX = 10_000;
const DUPLICATE_BYTES = 16 * 1024 * 1024;
const FLAG_AT = 0.5;
const DROP_AT = 0.95;
const { DocumentAction } = fulgur.v1;
const ACTIONS = {
  keep: DocumentAction.DOCUMENT_ACTION_KEEP,
  redact: DocumentAction.DOCUMENT_ACTION_REDACT,
  drop: DocumentAction.DOCUMENT_ACTION_DROP,
} as const;

export function trainingDataService({ classifierWeights, maxPromptCharacters }: TrainingDataOptions): ServiceBinding {
  let calls = 0;
  const begin = () => {
    if (calls >= CALLS_MAX) {
      throw new RetryableError(Code.RESOURCE_EXHAUSTED, `the guard screens ${calls} corpora; at most ${CALLS_MAX}`);
    }
    calls++;
  };
  const checkTexts = (texts: readonly string[], field: string) => {
    if (texts.length > TEXTS_MAX) throw invalid(field, `${texts.length} ${field}; a batch holds at most ${TEXTS_MAX}`);
    const long = texts.findIndex((text) => text.length > maxPromptCharacters);
    if (long < 0) return;
    const limit = `${maxPromptCharacters} (maxPromptCharacters)`;
    throw invalid(field, `${field}[${long}]: ${texts[long]!.length} characters; the guard reads at most ${limit}`);
  };
  return bindService(TrainingDataMethods, {
    async screenCorpus(stream) {
      begin();
      const policy = await loadCorpusPolicy(undefined);
      const tests = { names: [], long: new Map(), short: new Map(), fingerprint: '' };
      const options = { policy, textField: 'text', flagAt: FLAG_AT, dropAt: DROP_AT, tests };
      const pool = new JudgePool({ options, weightsPath: classifierWeights }, 1);
      const duplicates = new Duplicates(DUPLICATE_BYTES);
      answerBatches(
        stream,
        async ({ texts }) => {
          checkTexts(texts, 'texts');
          const lines = texts.map((text) => `${JSON.stringify({ text })}\n`).join('');
          const judgements = await pool.judge(new TextEncoder().encode(lines), 'jsonl', 1);
          return { verdicts: judgements.map((judgement) => verdictOf(judgement, duplicates)) };
        },
        () => {
          calls--;
          void pool.close();
        },
      );
    },

    async scoreAnswers(stream) {
      begin();
      const scorer = new AnswerScorer(await loadModel(classifierWeights));
      answerBatches(
        stream,
        async ({ answers }) => {
          checkTexts(
            answers.flatMap(({ prompt, answer }) => [prompt ?? '', answer ?? '']),
            'answers',
          );
          const scores: fulgur.v1.IAnswerScore[] = [];
          for (const { prompt, answer } of answers) {
            const { category, ...score } = scorer.score(prompt ?? '', answer ?? '');
            scores.push({ ...score, category: category ?? '' });
            await nextTurn();
          }
          return { scores };
        },
        () => {
          calls--;
        },
      );
    },
  });
}

function verdictOf(judgement: Judgement, duplicates: Duplicates): fulgur.v1.IDocumentVerdict {
  const reasons = judgement.reasons.map(({ kind, name, detector = '', score = 0, start = 0, end = 0 }) => {
    return { kind, name, detector, score, startOffset: start, endOffset: end };
  });
  const repeats = judgement.action === 'drop' ? undefined : duplicates.find(judgement);
  if (repeats !== undefined) {
    reasons.push({ kind: 'duplicate', name: repeats, detector: '', score: 1, startOffset: 0, endOffset: 0 });
    return { action: ACTIONS.drop, reasons };
  }
  if (judgement.action !== 'drop') duplicates.add(judgement);
  const redacted =
    judgement.action === 'redact' ? (JSON.parse(Buffer.from(judgement.kept).toString()) as { text: string }).text : '';
  return { action: ACTIONS[judgement.action], reasons, redacted };
}
