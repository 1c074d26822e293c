// `fulgur guard screen`: a corpus through the detectors before it is trained on.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../lib/process/config.ts';
import { usageOf } from '../../lib/process/usage.ts';
import { loadClassifier } from '../../lib/raise/classifier/classifier.ts';
import { readTestSets } from '../../lib/raise/corpus/contamination.ts';
import { loadCorpusPolicy } from '../../lib/raise/corpus/corpus-policy.ts';
import { corpusReport } from '../../lib/raise/corpus/corpus-report.ts';
import { type CorpusProgress, screenCorpus } from '../../lib/raise/corpus/corpus-run.ts';
import { inputFiles } from '../../lib/raise/corpus/input-files.ts';
import { invalid } from '../../lib/wire/errors.ts';
import { splitPositional } from './positional.ts';
import { ProgressBar } from './progress-bar.ts';

const MEGABYTE = 1024 * 1024;
const probability = z.number().min(0).max(1.01);

const options = z.strictObject({
  out: z.string().describe('folder for kept.jsonl, decisions.jsonl and report.html; a killed run goes on in it'),
  textField: z.string().default('text').describe('field (or Parquet column) that holds the text'),
  policy: z.string().optional().describe('YAML policy for patterns, personal data and secrets; default: redact both'),
  weights: z.string().optional().describe('weights of the classifier; default: those that ship'),
  flagAt: probability.default(0.5).describe('probability from which the classifier notes a category'),
  dropAt: probability.default(0.95).describe('probability from which it drops the document; 1.01: never'),
  testSet: z
    .array(z.string().regex(/^[^=]+=.+$/, 'is NAME=FILE'))
    .default([])
    .describe('NAME=FILE,...: test sets whose texts must not be in the corpus'),
  workers: z.number().int().min(1).max(256).default(availableParallelism()).describe('worker threads'),
  duplicateMegabytes: z.number().int().min(1).max(65_536).default(96).describe('memory for finding duplicates'),
  rowMegabytesMax: z.number().int().min(1).max(256).default(8).describe('longest line, paragraph or row'),
  checkpointSeconds: z.number().min(0).max(3600).default(5).describe('how often progress is made safe'),
  badRows: z.enum(['fail', 'skip']).default('fail').describe('rows that cannot be read: stop, or drop them'),
});

const USAGE = 'fulgur guard screen IN... --out DIR';

export async function screenCommand(argv: readonly string[]): Promise<number> {
  const { named, flags } = splitPositional(argv);
  if (argv.includes('--help')) {
    console.log(usageOf(USAGE, options, false));
    return 0;
  }
  if (named.length === 0) throw invalid('input', `usage: ${USAGE}`);
  const values = loadConfig(options, { argv: flags, env: undefined });
  const files = await inputFiles(named);
  const policy = await loadCorpusPolicy(values.policy);
  const classifier = await loadClassifier(values.weights);
  const sets = values.testSet.map((set) => ({
    name: set.slice(0, set.indexOf('=')),
    path: set.slice(set.indexOf('=') + 1),
  }));
  const tests = await readTestSets(sets);
  const bar = new ProgressBar();
  const startedMs = Date.now();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(invalid('signal', 'interrupted; the same command goes on where it stopped')));
  const statistics = await screenCorpus({
    files,
    policy,
    tests,
    outFolder: values.out,
    textField: values.textField,
    flagAt: values.flagAt,
    dropAt: values.dropAt,
    weightsPath: values.weights,
    workers: values.workers,
    checkpointEveryMs: values.checkpointSeconds * 1000,
    duplicateMemoryBytes: values.duplicateMegabytes * MEGABYTE,
    rowBytesMax: values.rowMegabytesMax * MEGABYTE,
    badRows: values.badRows,
    signal: stop.signal,
    onProgress: (progress) => bar.show(progress.bytesRead / Math.max(1, progress.bytesTotal), progressText(progress)),
  }).finally(() => bar.end());
  const report = path.join(values.out, 'report.html');
  const names = files.map((file) => file.path);
  await writeFile(
    report,
    corpusReport({
      statistics,
      files: names,
      policyVersion: policy.version,
      classifier: classifier.version,
      flagAt: values.flagAt,
      dropAt: values.dropAt,
      testSets: tests.names,
    }),
  );
  const seconds = (Date.now() - startedMs) / 1000;
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  console.log(
    `${statistics.documents} documents: ${statistics.kept} kept, ${statistics.redacted} redacted, ${statistics.dropped} dropped; ` +
      `${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s (${(megabytes / seconds).toFixed(1)} MB/s), ` +
      `at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB of memory; ${report}`,
  );
  return 0;
}

function progressText({ statistics: { documents, kept, redacted, dropped } }: CorpusProgress): string {
  return `${documents} documents: ${kept} kept, ${redacted} redacted, ${dropped} dropped`;
}
