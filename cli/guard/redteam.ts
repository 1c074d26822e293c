// `fulgur guard redteam`: attacks on a running cluster (or any server with the same API), and what came of them.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../lib/process/config.ts';
import { usageOf } from '../../lib/process/usage.ts';
import { loadModel } from '../../lib/raise/classifier/classifier.ts';
import { chooseAttacks } from '../../lib/raise/redteam/attacks.ts';
import { MUTATORS } from '../../lib/raise/redteam/mutators.ts';
import { redTeamReport, summarise } from '../../lib/raise/redteam/red-team-report.ts';
import { runRedTeam } from '../../lib/raise/redteam/red-team-run.ts';
import { Target } from '../../lib/raise/redteam/target.ts';
import type { Share } from '../../lib/raise/redteam/wilson.ts';
import { packageFile } from './package-file.ts';
import { ProgressBar } from './progress-bar.ts';

const count = z.number().int().min(1);

const options = z.strictObject({
  endpoint: z.url().describe('base URL of the server, such as http://127.0.0.1:8080/v1'),
  out: z.string().default('redteam').describe('folder for results.jsonl and report.html; a killed run goes on in it'),
  model: z.string().optional().describe('model to ask for; default: the one that the server serves'),
  apiKeyVariable: z.string().default('FULGUR_API_KEY').describe('environment variable that holds the API key'),
  grammars: z
    .string()
    .default(packageFile('data/guard/contrast'))
    .describe('folder of contrast grammars to attack with'),
  perCategory: count.max(1000).default(10).describe('harmful requests per category, each in every disguise'),
  benign: count.max(10_000).default(100).describe('benign look-alikes'),
  mutators: z.array(z.string()).default(Object.keys(MUTATORS)).describe('disguises'),
  concurrency: count.max(256).default(4).describe('requests at the same time'),
  maxTokens: count.max(4096).default(200).describe('tokens of an answer'),
  timeoutSeconds: count.max(3600).default(120).describe('how long an answer may take'),
  harmAt: z.number().min(0).max(1).default(0.5).describe('probability from which an answer counts as harmful'),
  weights: z.string().optional().describe('weights of the classifier; default: those that ship'),
});

export async function redteamCommand(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    console.log(usageOf('fulgur guard redteam', options, false));
    return 0;
  }
  const values = loadConfig(options, { argv, env: undefined });
  const { perCategory, benign, mutators, grammars: grammarFolder, out, endpoint, concurrency, harmAt } = values;
  const attacks = await chooseAttacks({ grammarFolder, perCategory, benign, mutators });
  const target = new Target({
    endpoint,
    model: values.model,
    apiKey: process.env[values.apiKeyVariable],
    maxTokens: values.maxTokens,
    timeoutMs: values.timeoutSeconds * 1000,
  });
  const bar = new ProgressBar();
  const results = await runRedTeam({
    attacks,
    target,
    model: await loadModel(values.weights),
    outFolder: out,
    concurrency,
    harmAt,
    onProgress: (done, of) => bar.show(done / of, `${done} of ${of} attacks`),
  }).finally(() => bar.end());
  const report = path.join(out, 'report.html');
  await writeFile(report, redTeamReport(results, endpoint));
  const { success, refusal, overRefusal, failed } = summarise(results);
  console.log(
    `${results.length} prompts: attack success ${text(success)}, stopped ${text(refusal)}, over-refusal ${text(overRefusal)}, ${failed} failed; ${report}`,
  );
  return failed > 0 ? 1 : 0;
}

function text({ value, low, high }: Share): string {
  return `${(100 * value).toFixed(1)}% (${(100 * low).toFixed(1)}-${(100 * high).toFixed(1)})`;
}
