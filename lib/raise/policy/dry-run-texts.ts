// What two policies decide about the same texts: tiers 0 and 1, which need nothing but the text.

import { invalid } from '../../wire/errors.ts';
import { screenText } from '../assess.ts';
import { readLines } from '../classifier/sources/text-file.ts';
import type { Action } from '../detector.ts';
import type { CompiledPolicy } from './rule-set.ts';
import type { Phase } from './schema.ts';

export interface DryRunTexts {
  readonly before: CompiledPolicy;
  readonly after: CompiledPolicy;
  /** A text per line, or `.jsonl` (also `.gz`) with the field `text`. */
  readonly file: string;
  readonly tenant: string;
  readonly phase: Phase;
}

export interface TextChange {
  readonly line: number;
  readonly before: Action;
  readonly after: Action;
  /** Of the policy that decides more strongly, or of both. */
  readonly detectors: readonly string[];
}

/** Changes kept; a policy that changes more is another policy. */
const CHANGES_MAX = 100_000;

/** @throws FulgurError naming the file and the line that cannot be read */
export async function dryRunTexts(run: DryRunTexts): Promise<{ texts: number; changes: TextChange[] }> {
  const { before, after, file, tenant, phase } = run;
  const role = phase === 'input' ? 'user' : 'assistant';
  const judge = (policy: CompiledPolicy, text: string) => screenText(policy.ruleSet(tenant, phase, role), text);
  const isJson = /\.(jsonl|ndjson)(\.gz)?$/.test(file);
  const changes: TextChange[] = [];
  let texts = 0;
  for await (const { line, text: raw } of readLines(file)) {
    const text = isJson ? textOf(raw, `${file}:${line}`) : raw;
    const [was, is] = [await judge(before, text), await judge(after, text)];
    texts += 1;
    if (was.action === is.action || changes.length >= CHANGES_MAX) continue;
    const detectors = [...new Set([...was.findings, ...is.findings].map(({ detector }) => detector))];
    changes.push({ line, before: was.action, after: is.action, detectors });
  }
  return { texts, changes };
}

function textOf(raw: string, where: string): string {
  let row: unknown;
  try {
    row = JSON.parse(raw);
  } catch (error) {
    throw invalid('texts', `${where}: not JSON: ${(error as Error).message}`);
  }
  const text = (row as { text?: unknown } | null)?.text;
  if (typeof text !== 'string') throw invalid('texts', `${where}: field 'text' is not a text`);
  return text;
}
