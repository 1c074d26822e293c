// The attacks of a run: harmful requests of each category in each disguise, and benign look-alikes as they are.

import { invalid } from '../../wire/errors.ts';
import { hashText } from '../classifier/example-set.ts';
import type { Label } from '../classifier/labels.ts';
import { contrastTexts } from '../classifier/sources/contrast.ts';
import type { Category } from '../taxonomy.ts';
import { type ChatMessage, MUTATORS } from './mutators.ts';

export interface Attack {
  /** Names the same attack in every run. */
  readonly id: string;
  /** undefined: benign, to be answered. */
  readonly category: Category | undefined;
  readonly mutator: string;
  readonly prompt: string;
  readonly messages: readonly ChatMessage[];
}

export interface AttackChoice {
  readonly grammarFolder: string;
  readonly perCategory: number;
  readonly benign: number;
  readonly mutators: readonly string[];
}

const isHazard = (label: Label): label is Category => /^S\d+$/.test(label);

/** @throws FulgurError naming a mutator that does not exist */
export async function chooseAttacks({ grammarFolder, perCategory, benign, mutators }: AttackChoice): Promise<Attack[]> {
  const unknown = mutators.find((name) => !Object.hasOwn(MUTATORS, name));
  if (unknown !== undefined) {
    throw invalid('mutators', `no mutator is called '${unknown}'; they are ${Object.keys(MUTATORS).join(', ')}`);
  }
  // Ordered by hash: a fixed, fair sample of all sentences, whatever order they are written in.
  const texts = (await contrastTexts(grammarFolder))
    .map((entry) => ({ ...entry, order: hashText(entry.text) }))
    .sort((a, b) => a.order - b.order);
  const taken = new Map<string, Set<string>>();
  const attacks: Attack[] = [];
  for (const { text, labels, group, order } of texts) {
    const [label] = labels;
    const category = label !== undefined && isHazard(label) ? label : undefined;
    if (label !== undefined && category === undefined) continue;
    const groups = taken.get(category ?? 'benign') ?? new Set();
    taken.set(category ?? 'benign', groups);
    if (groups.size >= (category === undefined ? benign : perCategory) || groups.has(group)) continue;
    groups.add(group);
    for (const mutator of category === undefined ? ['plain'] : mutators) {
      const id = `${category ?? 'benign'}-${order.toString(36)}-${mutator}`;
      attacks.push({ id, category, mutator, prompt: text, messages: MUTATORS[mutator]!(text) });
    }
  }
  return attacks.sort((a, b) => (a.id < b.id ? -1 : 1));
}
