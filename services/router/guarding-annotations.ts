// What the guard found, as annotations of an answer, in the shape that Azure OpenAI gives them: `content_filter_results`, and
// for a stream that ended on a finding `content_filter_offsets`.
import type { ErrorDetail } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

const { GuardAction } = fulgur.v1;

type Finding = fulgur.v1.IFinding;

/** Findings about one text, and how far it had been read when the verdict fell. */
export interface TextFindings {
  readonly findings: readonly Finding[];
  /** UTF-16 units; 0 where nothing was blocked. */
  readonly checkOffset: number;
}

/** Findings about the prompts of a request, in their order. */
export type PromptFindings = readonly TextFindings['findings'][];

/** Categories with a severity, and ours that belong to them. */
const GRADED: Readonly<Record<string, readonly string[]>> = {
  hate: ['S10'],
  sexual: ['S3', 'S4', 'S12'],
  violence: ['S1', 'S9'],
  self_harm: ['S11'],
};
/** Names of what is only detected; our other categories keep their names. */
const DETECTED: Readonly<Record<string, string>> = {
  jailbreak: 'jailbreak',
  prompt_injection: 'indirect_attack',
  S8: 'protected_material_text',
  pii: 'personally_identifiable_information',
};
const MEDIUM_FROM = 0.5;
const HIGH_FROM = 0.8;

export interface FilterResult {
  readonly filtered: boolean;
  readonly severity?: string;
  readonly detected?: boolean;
  readonly redacted?: boolean;
}

export function filterResults(findings: readonly Finding[]): Record<string, FilterResult> {
  const results: Record<string, FilterResult> = {};
  for (const [name, categories] of Object.entries(GRADED)) {
    const found = findings.filter(({ category }) => categories.includes(category ?? ''));
    results[name] = { filtered: found.some(filtered), severity: severityOf(found) };
  }
  const graded = Object.values(GRADED).flat();
  for (const finding of findings) {
    const category = finding.category ?? '';
    if (graded.includes(category)) continue;
    const name = DETECTED[category] ?? category;
    const before = results[name];
    const redacted = finding.action === GuardAction.GUARD_ACTION_REDACT || before?.redacted === true;
    results[name] = {
      filtered: filtered(finding) || before?.filtered === true,
      detected: true,
      ...(redacted && { redacted }),
    };
  }
  return results;
}

/** Where the text that ended an answer stands; undefined when nothing was blocked. */
export function filterOffsets({ findings, checkOffset }: TextFindings) {
  const blocking = findings.filter(filtered);
  if (blocking.length === 0) return undefined;
  return {
    check_offset: checkOffset,
    start_offset: Math.min(...blocking.map(({ startOffset }) => startOffset ?? 0)),
    end_offset: Math.max(...blocking.map(({ endOffset }) => endOffset ?? 0)),
  };
}

/** The same as a message; undefined when nothing was found. */
export function contentFilterOf(text: TextFindings): fulgur.v1.IContentFilter | undefined {
  if (text.findings.length === 0) return undefined;
  const results = Object.entries(filterResults(text.findings)).map(([category, result]) => ({ category, ...result }));
  const offsets = filterOffsets(text);
  if (offsets === undefined) return { results };
  const { check_offset: checkOffset, start_offset: startOffset, end_offset: endOffset } = offsets;
  return { results, offsets: { checkOffset, startOffset, endOffset } };
}

/** What a client is told of a blocked prompt besides the message: over HTTP as Azure OpenAI's `innererror`. */
export function blockedDetail(findings: readonly Finding[]): ErrorDetail {
  const filter = contentFilterOf({ findings, checkOffset: 0 }) ?? {};
  // Offsets would be those of several texts.
  const value = fulgur.v1.ContentFilter.encode({ results: filter.results ?? [] }).finish();
  const json = { code: 'ResponsibleAIPolicyViolation', content_filter_result: filterResults(findings) };
  return { type: 'fulgur.v1.ContentFilter', value, json };
}

function filtered({ action }: Finding): boolean {
  return action === GuardAction.GUARD_ACTION_BLOCK;
}

function severityOf(findings: readonly Finding[]): string {
  const score = Math.max(0, ...findings.map((finding) => finding.score ?? 0));
  if (findings.length === 0) return 'safe';
  if (score < MEDIUM_FROM) return 'low';
  return score < HIGH_FROM ? 'medium' : 'high';
}
