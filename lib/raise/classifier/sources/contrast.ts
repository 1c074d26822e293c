// Contrast pairs by grammar: harmful requests beside benign ones that look alike. A file per subject holds, per language,
// acts ("kill my neighbour" / "kill a stuck process") that go into the frames that all subjects share ("How do I {act}?"),
// and whole texts. Harmful and benign acts go into the same frames, so that a frame says nothing. Expansion is
// deterministic: variants of an act are drawn from a seed made of its own words.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Code, FulgurError, invalid } from '../../../wire/errors.ts';
import { CATEGORY_NAMES, type Category } from '../../taxonomy.ts';
import { hashText } from '../example-set.ts';
import { linearCongruential } from '../linear-training.ts';

export interface ContrastText {
  readonly text: string;
  readonly categories: readonly Category[];
  /** Variants of one act or text share it. */
  readonly group: string;
}

const VARIANTS_PER_ENTRY = 12;
/** Further ones for each slot. */
const VARIANTS_PER_SLOT = 8;
/** Variants that come without spaces besides: what is left of letters that were dotted apart. */
const JOINED_PER_ENTRY = 6;

const entries = z.array(z.string().min(1).max(1000)).default([]);
const pair = z.strictObject({ harmful: entries, benign: entries }).prefault({});
const language = z.strictObject({
  slots: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** Go into frames. An entry may end in ` | S9, S1`: further categories that it belongs to. */
  acts: pair,
  /** Stand alone. */
  texts: pair,
});
const subject = z.strictObject({
  /** Of the harmful side; a file without one has benign entries only. */
  category: z.enum(CATEGORY_NAMES).optional(),
  en: language.optional(),
  zh: language.optional(),
});
const frames = z.strictObject({ en: z.array(z.string().includes('{act}')), zh: z.array(z.string().includes('{act}')) });

type LanguageGrammar = z.output<typeof language>;

/** Every text of the grammars in a folder, in the order of file names. */
export async function contrastTexts(folder: string): Promise<ContrastText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const shared = await readGrammar(path.join(folder, 'frames.yaml'), frames);
  const texts: ContrastText[] = [];
  for (const name of names) {
    if (name === 'frames.yaml') continue;
    const file = path.join(folder, name);
    const { category, en, zh } = await readGrammar(file, subject);
    for (const [grammar, frameList] of [
      [en, shared.en],
      [zh, shared.zh],
    ] as const) {
      if (grammar === undefined) continue;
      if (category === undefined && grammar.acts.harmful.length + grammar.texts.harmful.length > 0) {
        throw invalid('data', `${file}: harmful entries need a category`);
      }
      texts.push(...expand(grammar, frameList, category, file));
    }
  }
  return texts;
}

function expand(
  grammar: LanguageGrammar,
  frameList: readonly string[],
  category: Category | undefined,
  file: string,
): ContrastText[] {
  const harmful = category === undefined ? [] : [category];
  return [
    ...grammar.acts.harmful.flatMap((entry) => variants(entry, grammar, frameList, harmful, file)),
    ...grammar.acts.benign.flatMap((entry) => variants(entry, grammar, frameList, [], file)),
    ...grammar.texts.harmful.flatMap((entry) => variants(entry, grammar, ['{act}'], harmful, file)),
    ...grammar.texts.benign.flatMap((entry) => variants(entry, grammar, ['{act}'], [], file)),
  ];
}

function variants(
  entry: string,
  grammar: LanguageGrammar,
  frameList: readonly string[],
  categories: readonly Category[],
  file: string,
): ContrastText[] {
  const [phrase, further] = entry.split(' | ') as [string, string?];
  const labels = [...categories, ...(further ?? '').split(/[,\s]+/).filter((name) => name !== '')];
  const unknown = labels.find((name) => !CATEGORY_NAMES.includes(name as Category));
  if (unknown !== undefined) throw invalid('data', `${file}: '${entry}': no category is called '${unknown}'`);
  const random = linearCongruential(hashText(phrase));
  for (let i = 0; i < 3; i++) random();
  const made = new Set<string>();
  const count = VARIANTS_PER_ENTRY + VARIANTS_PER_SLOT * phrase.split('{').slice(1).length;
  for (let i = 0; i < count; i++) {
    const frame = pick(frameList, random);
    const filled = phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
      const choices = grammar.slots[name];
      if (choices === undefined) throw invalid('data', `${file}: '${entry}': no slot is called '${name}'`);
      return pick(choices, random);
    });
    made.add(sentenceCase(frame.replace('{act}', filled)));
  }
  const joined = [...made].slice(0, JOINED_PER_ENTRY).map((text) => text.replace(/\s+/g, ''));
  return [...new Set([...made, ...joined])].map((text) => ({ text, categories: labels as Category[], group: phrase }));
}

function pick<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.floor(random() * choices.length)]!;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function readGrammar<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  let document: unknown;
  try {
    document = parse(await readFile(file, 'utf8'));
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    throw new FulgurError(Code.INVALID_ARGUMENT, `contrast grammar ${file}: ${why}`, { cause: error, field: 'data' });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw invalid('data', `contrast grammar ${file}: ${issue.path.join('.')}: ${issue.message}`);
}
