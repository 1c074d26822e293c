// How well the shipped classifier ranks texts that its training never saw, and what it does with benign look-alikes.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assessPrompt } from '../../lib/raise/assess.ts';
import { areaUnderRoc, type Judged, measure } from '../../lib/raise/classifier/metrics.ts';
import { labelledTexts } from '../../lib/raise/classifier/sources/labelled-texts.ts';
import { readManifest } from '../../lib/raise/classifier/sources/manifest.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import type { Category } from '../../lib/raise/taxonomy.ts';
import { documentWindows } from '../../lib/raise/testing/documents.ts';
import type { TextClassifier } from '../../lib/raise/text-classifier.ts';
import { median } from '../support/table.ts';
import type { Row } from './row.ts';

const decimals = (value: number): string => value.toFixed(3);

export async function classifierRows(
  classifier: TextClassifier,
  policy: CompiledPolicy,
  dataFolder: string,
): Promise<Row[]> {
  return [
    ...(await rankingRows(classifier, dataFolder)),
    ...(await threatRows(classifier, dataFolder)),
    ...(await documentRows(policy, path.resolve(dataFolder, '../..'))),
    ...(await lookAlikeRows(policy, dataFolder)),
  ];
}

/** Over the contrast pairs that were held out: the other sources are not part of the repository. */
async function rankingRows(classifier: TextClassifier, dataFolder: string): Promise<Row[]> {
  const manifest = await readManifest(path.join(dataFolder, 'tier1.yaml'));
  const contrast = { ...manifest, sources: manifest.sources.filter(({ format }) => format === 'contrast') };
  const judged = new Map<Category, Judged[]>(manifest.categories.map((name) => [name as Category, []]));
  let texts = 0;
  for await (const { text, positive, heldOut } of labelledTexts(contrast, dataFolder, dataFolder)) {
    if (!heldOut) continue;
    texts += 1;
    const scores = classifier.classify(text);
    for (const [index, name] of manifest.categories.entries()) {
      const score = scores[name as Category] ?? 0;
      judged.get(name as Category)!.push({ score, positive: positive.includes(index) });
    }
  }
  const measured = Array.from(judged.values(), (scores) => measure(scores, 0.5));
  const auprc = measured.map((metrics) => metrics.auprc);
  const recall = measured.map(({ recallAtOnePercent }) => recallAtOnePercent);
  const over = `${texts} held-out contrast texts, ${judged.size} categories, lowest and median`;
  return [
    [`AUPRC over ${over}`, `${decimals(Math.min(...auprc))}, ${decimals(median(auprc))}`, '', ''],
    [
      'recall at 1 % false positives, the same',
      `${decimals(Math.min(...recall))}, ${decimals(median(recall))}`,
      '',
      '',
    ],
  ];
}

/** Threats in words that training never saw, beside sentences that are built alike. */
async function threatRows(classifier: TextClassifier, dataFolder: string): Promise<Row[]> {
  const lines = (await readFile(path.join(dataFolder, 'held-out/threats.jsonl'), 'utf8')).trim().split('\n');
  const texts = lines.map((line) => JSON.parse(line) as { text: string; threat: boolean; language: string });
  return ['en', 'zh'].map((language): Row => {
    const scored = texts
      .filter((one) => one.language === language)
      .map(({ text, threat }) => ({ threat, score: classifier.classify(text).S1 ?? 0 }));
    const threats = scored.filter(({ threat }) => threat);
    const others = scored.filter(({ threat }) => !threat);
    const likely = (some: typeof scored) => `${some.filter(({ score }) => score >= 0.5).length} of ${some.length}`;
    const [inside, outside] = [threats, others].map((some) => some.map(({ score }) => score));
    const auroc = areaUnderRoc(inside!, outside!);
    const what = `S1 of threats in unseen words, ${language}: AUROC; of threats and of others, S1 >= 0.5`;
    return [what, `${decimals(auroc)}; ${likely(threats)}, ${likely(others)}`, '', ''];
  });
}

/** What other people write about software is not harmful; the guard reads much of it. */
async function documentRows(policy: CompiledPolicy, root: string): Promise<Row[]> {
  const windows = await documentWindows(root);
  return Promise.all(
    Object.entries(windows).map(async ([kind, texts]): Promise<Row> => {
      let found = 0;
      for (const text of texts) {
        const { findings } = await assessPrompt(policy, '', [{ role: 'user', text }]);
        if (findings.some(({ tier }) => tier === 1)) found += 1;
      }
      const what = `${texts.length} windows of dependencies' ${kind}: tier 1 flags (%)`;
      return [what, ((100 * found) / texts.length).toFixed(1), '', ''];
    }),
  );
}

async function lookAlikeRows(policy: CompiledPolicy, dataFolder: string): Promise<Row[]> {
  const texts = (await readFile(path.join(dataFolder, 'held-out/look-alikes.txt'), 'utf8')).trim().split('\n');
  const verdicts = await Promise.all(texts.map((text) => assessPrompt(policy, '', [{ role: 'user', text }])));
  const share = (action: string) =>
    ((100 * verdicts.filter((verdict) => verdict.action === action).length) / texts.length).toFixed(1);
  const what = `${texts.length} benign look-alikes under the shipped policy: blocked, flagged (%)`;
  return [[what, `${share('block')}, ${share('flag')}`, '', 'blocked <= 2']];
}
