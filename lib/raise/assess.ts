// The verdict of tiers 0 and 1 on a prompt, part by part: who says something decides which rules read it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { invalid } from '../wire/errors.ts';
import { type Action, stronger } from './detector.ts';
import type { CompiledPolicy, RuleSet } from './policy/rule-set.ts';
import { ROLES, type Role } from './policy/schema.ts';
import { Screen, type ScreenFinding } from './screen.ts';
import type { Category } from './taxonomy.ts';
import type { Scores } from './text-classifier.ts';

export interface PromptPart {
  readonly role: string;
  readonly text: string;
}

export interface PromptFinding extends ScreenFinding {
  /** Index of the part. */
  readonly part: number;
  /** Origin of the text. */
  readonly role: Role;
}

export interface PromptVerdict {
  readonly action: Action;
  readonly findings: readonly PromptFinding[];
  /** With the action redact: what to use instead, one per part. */
  readonly redacted: readonly PromptPart[];
  readonly policyVersion: string;
  /** The classifier's highest scores over all parts, each of what its origin can be: injection is no user's. */
  readonly scores: Scores;
  /** The same part by part. */
  readonly partScores: readonly Scores[];
}

export interface PromptLimits {
  /** UTF-16 units of all parts together. */
  readonly maxPromptCharacters: number;
  readonly maxPromptParts: number;
}

/** Text read between two looks at the event loop: half a millisecond of work, beside which tokens of others are shown. */
const SLICE_CHARACTERS = 2048;
const ROLE_ALIASES: Readonly<Record<string, Role>> = { developer: 'system', function: 'tool' };
/** How applications mark material inside a user's message. */
const MATERIAL = /<(documents?|retrieved|context|search_results)>([\s\S]*?)<\/\1>/gi;

/** Roles that are not known are judged as the user's. */
export function roleOf(name: string): Role {
  return ROLE_ALIASES[name] ?? ROLES.find((role) => role === name) ?? 'user';
}

/** Throws INVALID_ARGUMENT when a prompt is larger than the guard reads. */
export function checkPrompt(texts: readonly string[], limits: PromptLimits, field: string): void {
  if (texts.length > limits.maxPromptParts) {
    throw invalid(field, `${texts.length} ${field}; the guard reads at most ${limits.maxPromptParts} (maxPromptParts)`);
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > limits.maxPromptCharacters) {
    const limit = `${limits.maxPromptCharacters} (maxPromptCharacters)`;
    throw invalid(field, `${field} of ${characters} characters; the guard reads at most ${limit}: send less text`);
  }
}

export interface ScreenedText {
  readonly action: Action;
  readonly findings: ScreenFinding[];
  readonly released: string;
  readonly scores: Scores;
}

/** Screens a whole text, giving way to other work in between. Throws when `signal` aborts. */
export async function screenText(ruleSet: RuleSet, text: string, signal?: AbortSignal): Promise<ScreenedText> {
  const screen = new Screen(ruleSet, { wholeText: text });
  const findings: ScreenFinding[] = [];
  let released = '';
  for (let from = 0; ; from += SLICE_CHARACTERS) {
    const last = from + SLICE_CHARACTERS >= text.length;
    const release = screen.push(text.slice(from, from + SLICE_CHARACTERS), last);
    findings.push(...release.findings);
    released += release.text;
    if (last || screen.blocked) return { action: release.action, findings, released, scores: screen.scores };
    await nextTurn();
    signal?.throwIfAborted();
  }
}

export async function assessPrompt(
  policy: CompiledPolicy,
  tenant: string,
  parts: readonly PromptPart[],
  signal?: AbortSignal,
): Promise<PromptVerdict> {
  let action: Action = 'allow';
  const findings: PromptFinding[] = [];
  const redacted: PromptPart[] = [];
  const scores: { [name in Category]?: number } = {};
  const partScores: { [name in Category]?: number }[] = [];
  for (const [part, { role: name, text }] of parts.entries()) {
    const role = roleOf(name);
    const screened = await screenText(policy.ruleSet(tenant, 'input', role), text, signal);
    action = stronger(action, screened.action);
    findings.push(...screened.findings.map((finding) => ({ ...finding, part, role })));
    redacted.push({ role: name, text: screened.released });
    partScores.push({ ...screened.scores });
    raise(scores, screened.scores);
    if (role !== 'user' || screened.action === 'block') continue;
    const material = await readMaterial(policy, tenant, text, signal);
    raise(scores, material.scores);
    raise(partScores[part]!, material.scores);
    for (const finding of material.findings) {
      action = stronger(action, finding.action);
      findings.push({ ...finding, part, role: 'retrieved' });
    }
  }
  const { version } = policy.policy;
  return {
    action,
    findings,
    redacted: action === 'redact' ? redacted : [],
    policyVersion: version,
    scores,
    partScores,
  };
}

/** Orders hidden in material that a user's message quotes. The message as a whole has been read as the user's already. */
async function readMaterial(
  policy: CompiledPolicy,
  tenant: string,
  text: string,
  signal: AbortSignal | undefined,
): Promise<{ findings: ScreenFinding[]; scores: Scores }> {
  const found: ScreenFinding[] = [];
  let injected: number | undefined;
  for (const { 2: material, index, 0: whole } of text.matchAll(MATERIAL)) {
    const offset = index + whole.indexOf('>') + 1;
    const ruleSet = policy.ruleSet(tenant, 'input', 'retrieved');
    const { findings, scores } = await screenText(ruleSet, material ?? '', signal);
    const { prompt_injection: score } = scores;
    if (score !== undefined) injected = Math.max(injected ?? 0, score);
    for (const finding of findings) {
      if (finding.category !== 'prompt_injection') continue;
      // What is to be redacted of a message has been already; here it can only be pointed at.
      const action = finding.action === 'redact' ? 'flag' : finding.action;
      found.push({ ...finding, action, start: finding.start + offset, end: finding.end + offset });
    }
  }
  return { findings: found, scores: injected === undefined ? {} : { prompt_injection: injected } };
}

/** Raises each score to that of `others`. */
export function raise(scores: { [name in Category]?: number }, others: Scores): void {
  for (const [category, score] of Object.entries(others) as [Category, number][]) {
    scores[category] = Math.max(scores[category] ?? 0, score);
  }
}
