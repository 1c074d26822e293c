// The texts of a manifest's sources, one after another, with their labels as numbers.
import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Code, FulgurError, invalid } from '../../../wire/errors.ts';
import { hashText, type LabelledText } from '../example-set.ts';
import { LABEL_NAMES, type Label } from '../labels.ts';
import { contrastTexts } from './contrast.ts';
import { readCsv } from './csv.ts';
import type { TrainingManifest, TrainingSource } from './manifest.ts';
import { readLines, readText } from './text-file.ts';

interface RawText {
  readonly text: string;
  readonly labels: readonly Label[];
  /** Besides those of the source. */
  readonly unknown?: readonly Label[];
  readonly group?: string;
}

const jsonLine = z.object({
  text: z.string(),
  labels: z.array(z.enum(LABEL_NAMES)),
  group: z.string().optional(),
});
const jsonLists = z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]);

/** @throws FulgurError naming file, line and field of what cannot be read */
export async function* labelledTexts(
  manifest: TrainingManifest,
  dataFolder: string,
  manifestFolder: string,
): AsyncGenerator<LabelledText> {
  const index = new Map(manifest.categories.map((name, k) => [name, k]));
  await findFiles(manifest, dataFolder);
  for (const source of manifest.sources) {
    const indicesOf = (names: readonly Label[]) => names.flatMap((name) => index.get(name) ?? []);
    for await (const { text, labels, unknown = [], group } of rawTexts(source, dataFolder, manifestFolder)) {
      const key = group ?? text;
      yield {
        text,
        positive: indicesOf(labels),
        unknown: indicesOf([...source.unknown, ...unknown]),
        weight: source.weight,
        group: key,
        source: source.name,
        // Another hash than the one that folds go by.
        heldOut: hashText(`held out ${key}`) / 2 ** 32 < source.holdOut,
      };
    }
  }
}

/** Of all sources, before minutes of reading the first ones. */
async function findFiles({ sources }: TrainingManifest, dataFolder: string): Promise<void> {
  for (const source of sources) {
    if (source.format === 'contrast') continue;
    const file = path.join(dataFolder, source.file);
    await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
      const where = `give the folder that the files of the manifest lie in with --data (it is ${dataFolder})`;
      throw new FulgurError(Code.INVALID_ARGUMENT, `${file}: ${error.code}, for the source ${source.name}; ${where}`, {
        cause: error,
        field: 'data',
      });
    });
  }
}

async function* rawTexts(source: TrainingSource, dataFolder: string, manifestFolder: string): AsyncGenerator<RawText> {
  if (source.format === 'contrast') {
    yield* await contrastTexts(path.join(manifestFolder, source.folder));
    return;
  }
  const file = path.join(dataFolder, source.file);
  if (source.format === 'csv') yield* csvTexts(source, file);
  else if (source.format === 'jsonl') yield* jsonlTexts(file);
  else if (source.format === 'jsonl-field') yield* fieldTexts(source, file);
  else if (source.format === 'lines') yield* lineTexts(source, file);
  else yield* listTexts(source, file);
}

type Of<Format extends TrainingSource['format']> = Extract<TrainingSource, { format: Format }>;

async function* csvTexts(source: Of<'csv'>, file: string): AsyncGenerator<RawText> {
  for await (const { line, fields } of readCsv(readText(file), file)) {
    const text = fields[source.text];
    const value = fields[source.label];
    if (text === undefined || value === undefined) {
      throw invalid('data', `${file}:${line}: no column '${text === undefined ? source.text : source.label}'`);
    }
    const labels = Object.hasOwn(source.labels, value) ? source.labels[value] : undefined;
    if (labels === undefined) {
      throw invalid(
        'data',
        `${file}:${line}: field '${source.label}': the manifest does not say what '${value}' means`,
      );
    }
    yield { text, labels };
  }
}

async function* jsonlTexts(file: string): AsyncGenerator<RawText> {
  for await (const { line, text } of readLines(file)) {
    const parsed = jsonLine.safeParse(parseJson(text, `${file}:${line}`));
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      throw invalid('data', `${file}:${line}: field '${issue.path.join('.')}': ${issue.message}`);
    }
    const { group, ...rest } = parsed.data;
    yield group === undefined ? rest : { ...rest, group };
  }
}

async function* fieldTexts(source: Of<'jsonl-field'>, file: string): AsyncGenerator<RawText> {
  for await (const { line, text } of readLines(file)) {
    const value = (parseJson(text, `${file}:${line}`) as Record<string, unknown> | null)?.[source.field];
    if (typeof value !== 'string') throw invalid('data', `${file}:${line}: field '${source.field}' is not a text`);
    const from = source.after === undefined ? -1 : value.lastIndexOf(source.after);
    yield { text: from < 0 ? value : value.slice(from + source.after!.length), labels: source.means };
  }
}

async function* lineTexts(source: Of<'lines'>, file: string): AsyncGenerator<RawText> {
  const byLine = new Map<number, Label[]>();
  for (const [category, spans] of Object.entries(source.labels) as [Label, string][]) {
    for (const span of spans.split(',')) {
      const [first, last] = span.split('-').map(Number) as [number, number?];
      for (let line = first; line <= (last ?? first); line++) {
        byLine.set(line, [...(byLine.get(line) ?? []), category]);
      }
    }
  }
  for await (const { line, text } of readLines(file)) yield { text, labels: byLine.get(line) ?? source.means };
}

async function* listTexts(source: Of<'json-lists'>, file: string): AsyncGenerator<RawText> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    throw new FulgurError(Code.INVALID_ARGUMENT, `${file}: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
      field: 'data',
    });
  }
  const parsed = jsonLists.safeParse(parseJson(content, file));
  if (!parsed.success) throw invalid('data', `${file}: neither a list of texts nor an object of such lists`);
  const lists = Array.isArray(parsed.data)
    ? [parsed.data]
    : Object.entries(parsed.data).flatMap(([key, list]) => (source.leaveOut.includes(key) ? [] : [list]));
  for (const text of lists.flat()) {
    for (const carrier of source.carriers ?? ['{text}']) {
      yield { text: carrier.replace('{text}', () => text), labels: source.means, group: text };
    }
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid('data', `${where}: not JSON: ${(error as Error).message}`);
  }
}
