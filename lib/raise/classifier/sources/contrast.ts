// Contrast pairs by grammar: harmful requests beside benign ones that look alike. A file per subject holds, per language,
// acts ("kill my neighbour" / "kill a stuck process") that go into the frames that all subjects share ("How do I {act}?"),
// and whole texts. Harmful and benign acts go into the same frames, so that a frame says nothing. Expansion is
// deterministic: variants of an act are drawn from a seed made of its own words.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Code, FulgurError, invalid } from '../../../wire/errors.ts';
import { hashText } from '../example-set.ts';
import { LABEL_NAMES, type Label } from '../labels.ts';
import { linearCongruential } from '../linear-training.ts';

export interface ContrastText {
  readonly text: string;
  readonly labels: readonly Label[];
  /** Labels that the text neither has nor lacks for sure. */
  readonly unknown: readonly Label[];
  /** Variants of one act or text share it. */
  readonly group: string;
}

const FRAMES = 'frames.yaml';
const VARIANTS_PER_ENTRY = 12;
/** Further ones for each slot. */
const VARIANTS_PER_SLOT = 8;
/** Variants that come without spaces besides: what is left of letters that were dotted apart. */
const JOINED_PER_ENTRY = 10;

const entries = z.array(z.string().min(1).max(1000)).default([]);
const pair = z.strictObject({ harmful: entries, benign: entries }).prefault({});
const language = z.strictObject({
  slots: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** Go into frames. An entry may end in ` | S9, S1`: further labels that it has. */
  acts: pair,
  /** Stand alone. */
  texts: pair,
});
const subject = z.strictObject({
  /** Of the harmful side; in a file without one every harmful entry names its own labels. */
  category: z.enum(LABEL_NAMES).optional(),
  /** Labels that harmful entries say nothing about unless they name them. */
  unknown: z.array(z.enum(LABEL_NAMES)).default([]),
  en: language.optional(),
  zh: language.optional(),
});
const frames = z.strictObject({ en: z.array(z.string().includes('{act}')), zh: z.array(z.string().includes('{act}')) });

type LanguageGrammar = z.output<typeof language>;
type Labels = Pick<z.output<typeof subject>, 'category' | 'unknown'>;

/** Every text of the grammars in a folder, in the order of file names. A folder of whole texts needs no `frames.yaml`. */
export async function contrastTexts(folder: string): Promise<ContrastText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const shared = names.includes(FRAMES) ? await readGrammar(path.join(folder, FRAMES), frames) : { en: [], zh: [] };
  const texts: ContrastText[] = [];
  for (const name of names) {
    if (name === FRAMES) continue;
    const file = path.join(folder, name);
    const { en, zh, ...labels } = await readGrammar(file, subject);
    for (const [grammar, frameList] of [
      [en, shared.en],
      [zh, shared.zh],
    ] as const) {
      if (grammar !== undefined) texts.push(...new Expansion(grammar, frameList, labels, file).texts());
    }
  }
  return texts;
}

/** The texts of one language of one file. */
class Expansion {
  readonly #grammar: LanguageGrammar;
  readonly #frames: readonly string[];
  readonly #category: readonly Label[];
  readonly #unknown: readonly Label[];
  readonly #file: string;

  constructor(grammar: LanguageGrammar, frameList: readonly string[], { category, unknown }: Labels, file: string) {
    this.#grammar = grammar;
    this.#frames = frameList;
    this.#category = category === undefined ? [] : [category];
    this.#unknown = unknown;
    this.#file = file;
  }

  texts(): ContrastText[] {
    const { acts, texts } = this.#grammar;
    const alone = ['{act}'];
    return [
      ...acts.harmful.flatMap((entry) => this.#harmful(entry, this.#frames)),
      ...acts.benign.flatMap((entry) => this.#variants(entry, this.#frames, [], [])),
      ...texts.harmful.flatMap((entry) => this.#harmful(entry, alone)),
      ...texts.benign.flatMap((entry) => this.#variants(entry, alone, [], [])),
    ];
  }

  #harmful(entry: string, frameList: readonly string[]): ContrastText[] {
    const [phrase, further = ''] = entry.split(' | ') as [string, string?];
    const named = further.split(/[,\s]+/).filter((name) => name !== '');
    const stranger = named.find((name) => !LABEL_NAMES.includes(name as Label));
    if (stranger !== undefined) throw this.#wrong(entry, `no category is called '${stranger}'`);
    const labels = [...this.#category, ...(named as Label[])];
    if (labels.length === 0) throw this.#wrong(entry, 'harmful entries need a category');
    const unknown = this.#unknown.filter((label) => !labels.includes(label));
    return this.#variants(phrase, frameList, labels, unknown);
  }

  #variants(
    phrase: string,
    frameList: readonly string[],
    labels: readonly Label[],
    unknown: readonly Label[],
  ): ContrastText[] {
    const random = linearCongruential(hashText(phrase));
    for (let i = 0; i < 3; i++) random();
    const made = new Set<string>();
    const count = VARIANTS_PER_ENTRY + VARIANTS_PER_SLOT * phrase.split('{').slice(1).length;
    for (let i = 0; i < count; i++) {
      const frame = pick(frameList, random);
      const filled = phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
        const choices = this.#grammar.slots[name];
        if (choices === undefined) throw this.#wrong(phrase, `no slot is called '${name}'`);
        return pick(choices, random);
      });
      made.add(sentenceCase(frame.replace('{act}', filled)));
    }
    const joined = [...made].slice(0, JOINED_PER_ENTRY).map((text) => text.replace(/\s+/g, ''));
    return [...new Set([...made, ...joined])].map((text) => ({ text, labels, unknown, group: phrase }));
  }

  #wrong(entry: string, why: string): FulgurError {
    return invalid('data', `${this.#file}: '${entry}': ${why}`);
  }
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
