// `fulgur guard align`: fine-tuning and preference data through the safety reward.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../lib/process/config.ts';
import { usageOf } from '../../lib/process/usage.ts';
import { alignmentReport } from '../../lib/raise/alignment/alignment-report.ts';
import { screenAlignment } from '../../lib/raise/alignment/alignment-run.ts';
import { loadModel } from '../../lib/raise/classifier/classifier.ts';
import { inputFiles } from '../../lib/raise/corpus/input-files.ts';
import { invalid } from '../../lib/wire/errors.ts';
import { splitPositional } from './positional.ts';
import { ProgressBar } from './progress-bar.ts';

const options = z.strictObject({
  out: z.string().describe('folder for rewards.jsonl, findings.jsonl and report.html; a killed run goes on in it'),
  weights: z.string().optional().describe('weights of the classifier; default: those that ship'),
  margin: z
    .number()
    .min(0)
    .max(2)
    .default(0.2)
    .describe('how much less safe the chosen answer must be to be a finding'),
  harmAt: z.number().min(0).max(1).default(0.8).describe('probability from which an answer counts as harmful'),
  checkpointEvery: z.number().int().min(1).max(1_000_000).default(2000).describe('examples between checkpoints'),
  badRows: z.enum(['fail', 'skip']).default('fail').describe('rows that cannot be read: stop, or leave them out'),
});

const USAGE = 'fulgur guard align IN... --out DIR';

export async function alignCommand(argv: readonly string[]): Promise<number> {
  const { named, flags } = splitPositional(argv);
  if (argv.includes('--help')) {
    console.log(usageOf(USAGE, options, false));
    return 0;
  }
  if (named.length === 0) throw invalid('input', `usage: ${USAGE}`);
  const { out, weights, ...values } = loadConfig(options, { argv: flags, env: undefined });
  const files = await inputFiles(named);
  const other = files.find(({ format, packing }) => format !== 'jsonl' || packing === 'zstd');
  if (other !== undefined) throw invalid('input', `${other.path}: fine-tuning data is read from .jsonl and .jsonl.gz`);
  const bar = new ProgressBar();
  const model = await loadModel(weights);
  const statistics = await screenAlignment({
    ...values,
    files,
    outFolder: out,
    model,
    onProgress: (examples, file) => bar.show(file / files.length, `${examples} examples`),
  }).finally(() => bar.end());
  const report = path.join(out, 'report.html');
  const { margin, harmAt } = values;
  const paths = files.map((file) => file.path);
  await writeFile(report, alignmentReport({ statistics, files: paths, classifier: model.name, margin, harmAt }));
  const { examples, unreadable, pairs, reversed, harmfulAnswers, needlessRefusals } = statistics;
  console.log(
    `${examples} examples, ${unreadable === 0 ? '' : `${unreadable} rows left out that cannot be read, `}${pairs} pairs: ${reversed} with a chosen answer less safe than the rejected one, ` +
      `${harmfulAnswers} harmful answers, ${needlessRefusals} needless refusals; ${report}`,
  );
  return 0;
}
