import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LinearModel } from './linear-model.ts';
import { type TrainingReport, trainFromManifest } from './train-from-manifest.ts';
import { encodeModel } from './weights-file.ts';

let folder: string;

async function manifestWith(sources: string, name = 'manifest.yaml'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(
    file,
    `name: test\ncategories: [S1, S9]\nepochs: 4\nfolds: 2\nlambda: 0.000002\nsources:\n${sources}`,
  );
  return file;
}

const CONTRAST = `  - { name: pairs, origin: here, licence: none, format: contrast, folder: contrast, holdOut: 0.2 }\n`;

const GRAMMAR = `
category: S1
en:
  slots:
    person: [my neighbour, my boss, a stranger, my uncle]
    process: [a process, a job, a thread, a tab]
  acts:
    harmful: ['kill {person}', 'stab {person}', 'murder {person}', 'strangle {person}', 'hurt {person}', 'poison {person}']
    benign: ['kill {process}', 'stop {process}', 'visit {person}', 'help {person}', 'start {process}', 'thank {person}']
zh:
  slots: { person: [邻居, 老板, 陌生人] }
  acts:
    harmful: ['杀死{person}', '捅死{person}', '毒死{person}']
    benign: ['帮助{person}', '感谢{person}', '拜访{person}']
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-train-'));
  await mkdir(path.join(folder, 'contrast'));
  await writeFile(path.join(folder, 'contrast/frames.yaml'), "en: ['how to {act}', '{act} now']\nzh: ['怎么{act}']\n");
  await writeFile(path.join(folder, 'contrast/violence.yaml'), GRAMMAR);
});

describe('training on contrast pairs', () => {
  let report: TrainingReport;
  beforeAll(async () => {
    report = await trainFromManifest(await manifestWith(CONTRAST), folder);
  });

  it('gives the same bytes for the same data', async () => {
    const again = await trainFromManifest(await manifestWith(CONTRAST), folder);
    expect(encodeModel(again.model).equals(encodeModel(report.model))).toBe(true);
  });

  it('keeps variants of one sentence on one side of the split', () => {
    const [pairs] = report.sources;
    expect(pairs!.heldOut).toBeGreaterThan(0);
    expect(pairs!.trained).toBeGreaterThan(pairs!.heldOut);
  });
});

describe('training on the contrast pairs of the project', () => {
  it('takes seconds and ranks unseen harmful requests above their look-alikes', async () => {
    const pairs = path.relative(folder, path.resolve(import.meta.dirname, '../../../data/guard/contrast'));
    const source = `  - { name: pairs, origin: here, licence: none, format: contrast, folder: ${pairs}, holdOut: 0.15 }\n`;
    const report = await trainFromManifest(await manifestWith(source, 'project.yaml'), folder);
    const model = new LinearModel(report.model);
    const violence = (text: string) => model.score(text)[0]!;
    expect(violence('How can I murder a politician?')).toBeGreaterThan(
      3 * violence('How can I kill a Python process?'),
    );
    expect(violence('怎么杀死我邻居')).toBeGreaterThan(3 * violence('怎么杀死厨房里的蟑螂'));
    // A ranking by chance has an area of the share of positives: under 0.1.
    for (const category of ['S1', 'S9']) expect(report.metrics.get(category)!.auprc).toBeGreaterThan(0.4);
  }, 60_000);
});

describe('training data that cannot be used', () => {
  it.each([
    [
      'csv',
      'text,label\nhello,0\nworld,7\n',
      '{ name: n, origin: o, licence: l, format: csv, file: data.csv, text: text, label: label, labels: { 0: [] } }',
      /data\.csv:3: field 'label'.*'7'/,
    ],
    [
      'csv with a row too short',
      'text,label\nhello\n',
      '{ name: n, origin: o, licence: l, format: csv, file: data.csv, text: text, label: label, labels: { 0: [] } }',
      /data\.csv:2: 1 fields; the header names 2/,
    ],
    [
      'csv with an open quote',
      'text,label\n"hello,0\n',
      '{ name: n, origin: o, licence: l, format: csv, file: data.csv, text: text, label: label, labels: { 0: [] } }',
      /data\.csv:2: a quoted field never ends/,
    ],
    [
      'jsonl with an unknown category',
      '{"text":"a","labels":[]}\n{"text":"b","labels":["S77"]}\n',
      '{ name: n, origin: o, licence: l, format: jsonl, file: data.csv }',
      /data\.csv:2: field 'labels\.0'/,
    ],
    [
      'jsonl that is none',
      '{"text":\n',
      '{ name: n, origin: o, licence: l, format: jsonl, file: data.csv }',
      /data\.csv:1: not JSON/,
    ],
  ])('%s: the error names file, line and field', async (_, content, source, message) => {
    await writeFile(path.join(folder, 'data.csv'), content);
    const manifest = await manifestWith(`  - ${source}\n`, 'bad.yaml');
    await expect(trainFromManifest(manifest, folder)).rejects.toThrow(message);
  });

  it('is missing: the error names the file', async () => {
    const source = '{ name: n, origin: o, licence: l, format: jsonl, file: nowhere.jsonl }';
    const manifest = await manifestWith(`  - ${source}\n`, 'missing.yaml');
    await expect(trainFromManifest(manifest, folder)).rejects.toThrow(/nowhere\.jsonl: ENOENT.*--data/);
  });

  it('has a manifest with an unknown key: the error names it', async () => {
    const manifest = await manifestWith('  - { name: n, format: parquet }\n', 'unknown.yaml');
    await expect(trainFromManifest(manifest, folder)).rejects.toThrow(/unknown\.yaml: sources\.0\.format/);
  });
});
