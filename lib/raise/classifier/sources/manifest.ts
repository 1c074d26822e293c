// What a model is trained on: a YAML file that names each source, its format, what its labels mean, where it comes from
// and its licence. The files lie in a folder given on the command line; grammars lie beside the manifest.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { Code, FulgurError, invalid } from '../../../wire/errors.ts';
import { LABEL_NAMES } from '../labels.ts';

const category = z.enum(LABEL_NAMES);
const categories = z.array(category);

const shared = {
  name: z.string().min(1).max(100),
  origin: z.string().min(1),
  licence: z.string().min(1),
  weight: z.number().positive().max(100).default(1),
  /** Share of groups kept out of training to measure on. */
  holdOut: z.number().min(0).max(0.9).default(0.1),
  /** Categories that the source says nothing about: its texts neither belong to them nor not. */
  unknown: categories.default([]),
};

const source = z.discriminatedUnion('format', [
  /** A label column whose values mean categories; other values are an error. */
  z.strictObject({
    ...shared,
    format: z.literal('csv'),
    file: z.string(),
    text: z.string(),
    label: z.string(),
    labels: z.record(z.string(), categories),
  }),
  /** Objects with `text`, `labels` (category names) and, when variants belong together, `group`. */
  z.strictObject({ ...shared, format: z.literal('jsonl'), file: z.string() }),
  /** Objects of which one field is a text; all mean the same. `after`: only what follows the last occurrence counts. */
  z.strictObject({
    ...shared,
    format: z.literal('jsonl-field'),
    file: z.string(),
    field: z.string(),
    after: z.string().optional(),
    means: categories,
  }),
  /** One text per line; `labels` gives categories by line numbers ("1-3,7"), `means` those of all other lines. */
  z.strictObject({
    ...shared,
    format: z.literal('lines'),
    file: z.string(),
    means: categories.default([]),
    labels: z.partialRecord(category, z.string().regex(/^\d+(-\d+)?(,\d+(-\d+)?)*$/)).default({}),
  }),
  /** A JSON array of texts, or an object of such arrays. `leaveOut` names keys of the object. */
  z.strictObject({
    ...shared,
    format: z.literal('json-lists'),
    file: z.string(),
    means: categories,
    leaveOut: z.array(z.string()).default([]),
    /** Texts to put one into: '{text}' stands for it. Default: the text alone. */
    carriers: z.array(z.string().includes('{text}')).min(1).optional(),
  }),
  /** Grammars of contrast pairs, beside the manifest. */
  z.strictObject({ ...shared, format: z.literal('contrast'), folder: z.string() }),
]);

const manifest = z.strictObject({
  name: z.string().min(1).max(100),
  /** For the model's card: what it is, and what its data cannot teach it. */
  about: z.string().default('A classifier of texts for the guard.'),
  limits: z.array(z.string().min(1)).default([]),
  categories: categories.min(1),
  seed: z.number().int().min(0).default(1),
  epochs: z.number().int().min(1).max(100).default(8),
  lambda: z.number().positive().max(1).default(1e-5),
  learningRate: z.number().positive().max(100).default(4),
  /** Scores for calibration come from models that have not seen the text: that many are trained. */
  folds: z.number().int().min(2).max(20).default(5),
  rows: z
    .number()
    .int()
    .min(1)
    .max(1 << 20)
    .default(120_000),
  sources: z.array(source).min(1),
});

export type TrainingManifest = z.output<typeof manifest>;
export type TrainingSource = TrainingManifest['sources'][number];

/** @throws FulgurError naming the file and the field at fault */
export async function readManifest(path: string): Promise<TrainingManifest> {
  let document: unknown;
  try {
    document = parse(await readFile(path, 'utf8'));
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    throw new FulgurError(Code.INVALID_ARGUMENT, `training manifest ${path}: ${why}`, {
      cause: error,
      field: 'manifest',
    });
  }
  const parsed = manifest.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw invalid('manifest', `training manifest ${path}: ${issue.path.join('.')}: ${issue.message}`);
}
