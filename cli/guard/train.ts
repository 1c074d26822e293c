// `fulgur guard train`: the classifier of tier 1 from labelled texts. The same data gives the same bytes.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../lib/process/config.ts';
import { usageOf } from '../../lib/process/usage.ts';
import { LinearModel } from '../../lib/raise/classifier/linear-model.ts';
import { modelCard } from '../../lib/raise/classifier/model-card.ts';
import { type TrainingReport, trainFromManifest } from '../../lib/raise/classifier/train-from-manifest.ts';
import { encodeModel } from '../../lib/raise/classifier/weights-file.ts';
import { makeFolder } from '../../lib/raise/corpus/output-folder.ts';
import { packageFile } from './package-file.ts';

const options = z.strictObject({
  data: z.string().default('.').describe('folder that the files of the manifest lie in'),
  manifest: z.string().default(packageFile('data/guard/tier1.yaml')).describe('YAML file that names the sources'),
  out: z.string().default('guard-tier1.bin').describe('file of weights to write; its card goes beside it, as .md'),
});

export async function trainCommand(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    console.log(usageOf('fulgur guard train', options, false));
    return 0;
  }
  const { data, manifest, out } = loadConfig(options, { argv, env: undefined });
  // Before minutes of work whose result could not be written.
  await makeFolder(path.dirname(path.resolve(out)));
  const report = await trainFromManifest(manifest, data, (message) => console.error(message));
  const bytes = encodeModel(report.model);
  await writeFile(out, bytes);
  const card = `${out.replace(/\.bin$/, '')}.md`;
  await writeFile(card, modelCard(report, bytes.length));
  console.log(`${out}: ${(bytes.length / 2 ** 20).toFixed(2)} MiB, ${report.model.header.rows} features; card ${card}`);
  console.log(table(report));
  return 0;
}

function table(report: TrainingReport): string {
  const model = new LinearModel(report.model);
  const rows = model.categories.map(({ name }) => {
    const metrics = report.metrics.get(name)!;
    const numbers = [metrics.f1, metrics.auprc, metrics.recallAtOnePercent, metrics.falsePositiveRate];
    return [
      name.padEnd(18),
      String(metrics.positives).padStart(6),
      ...numbers.map((value) => value.toFixed(3).padStart(9)),
    ].join('');
  });
  return [`${'category'.padEnd(18)}  held       F1    AUPRC  R@1%FPR      FPR`, ...rows].join('\n');
}
