// How fast a corpus is screened: the whole command, with its memory, and its stages by themselves.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { loadModel } from '../lib/raise/classifier/classifier.ts';
import { loadCorpusPolicy } from '../lib/raise/corpus/corpus-policy.ts';
import { corpusRules, DocumentJudge } from '../lib/raise/corpus/document-judge.ts';
import { Prescan } from '../lib/raise/prescan.ts';
import { TextUnits } from '../lib/raise/text-units.ts';
import { writeCorpus } from './support/made-up-corpus.ts';
import type { Measurement, Question } from './support/question.ts';

const CORPUS_BYTES = 160e6;
const SAMPLE_BYTES = 16e6;
const root = path.resolve(import.meta.dirname, '../..');

export const screen: Question = {
  name: 'screen',
  asks: 'how fast `fulgur guard screen` reads a corpus, and with how much memory',
  byName: true,
  async measure({ threads, repeats, progress }): Promise<Measurement> {
    const folder = await mkdtemp(path.join(tmpdir(), 'fulgur-bench-screen-'));
    try {
      const corpus = path.join(folder, 'corpus.jsonl');
      await writeCorpus(corpus, CORPUS_BYTES, 1, root);
      const { size } = await stat(corpus);
      const runs: { rate: number; memory: number }[] = [];
      for (let run = 0; run < repeats; run++) {
        progress(`run ${run + 1} of ${repeats}`);
        runs.push(await screenOnce(corpus, path.join(folder, `out${run}`), threads));
      }
      runs.sort((a, b) => a.rate - b.rate);
      const median = runs[Math.floor(runs.length / 2)]!.rate.toFixed(1);
      const range = `${runs[0]!.rate.toFixed(1)} to ${runs.at(-1)!.rate.toFixed(1)}`;
      const most = Math.max(...runs.map(({ memory }) => memory));
      progress('stages');
      const stages = await stageRates(corpus);
      return {
        head: ['what', 'median', 'lowest to highest', 'goal'],
        rows: [
          [`whole command, ${(size / 1e6).toFixed(0)} MB (MB/s)`, median, range, '>= 20'],
          ['its memory at most (MB)', ((most * 2 ** 20) / 1e6).toFixed(0), '', '< 500'],
          ...stages.map(([name, rate]) => [`${name}, one core (MB/s)`, rate.toFixed(1), '', '']),
        ],
        notes: [
          'made-up JSON lines in the words of this repository: one text in five Chinese, 7 % of words never seen before, 4 % copies, 1 % with a card number',
          'the whole command starts, reads, judges, writes and reports; a stage runs by itself, warmed up, on the first 16 MB',
        ],
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function screenOnce(corpus: string, out: string, threads: number): Promise<{ rate: number; memory: number }> {
  const command = [path.join(root, 'dist/cli/main.js'), 'guard', 'screen', corpus, '--out', out];
  const { stdout } = await promisify(execFile)(process.execPath, [...command, '--workers', String(threads)]);
  await rm(out, { recursive: true });
  const said = /\(([\d.]+) MB\/s\), at most (\d+) MiB/.exec(stdout);
  if (said === null) throw new Error(`fulgur guard screen said: ${stdout}`);
  return { rate: Number(said[1]), memory: Number(said[2]) };
}

async function stageRates(corpus: string): Promise<[string, number][]> {
  const file = await readFile(corpus, { encoding: 'latin1' });
  const lines = Buffer.from(file.slice(0, file.lastIndexOf('\n', SAMPLE_BYTES)), 'latin1')
    .toString()
    .split('\n');
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
  const policy = await loadCorpusPolicy(undefined);
  const tests = { names: [], long: new Map(), short: new Map(), fingerprint: '' };
  const model = await loadModel();
  const judge = new DocumentJudge({ policy, textField: 'text', flagAt: 0.5, dropAt: 0.95, tests }, model);
  const prescan = new Prescan(corpusRules(policy));
  const units = new TextUnits();
  const probabilities = new Float64Array(model.categories.length);
  return [
    ['JSON', rateOf(lines, (line) => void JSON.parse(line))],
    ['tier 0, first look', rateOf(texts, (text) => void prescan.mayFind(units.read(text), text.length))],
    ['tier 1', rateOf(texts, (text) => model.assess(text, probabilities))],
    ['all that is judged of a document', rateOf(lines, (line) => void judge.judgeLine(1, line))],
  ];
}

/** Megabytes a second, the second time. */
function rateOf(texts: readonly string[], work: (text: string) => void): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  for (const text of texts) work(text);
  const started = performance.now();
  for (const text of texts) work(text);
  return bytes / 1000 / (performance.now() - started);
}
