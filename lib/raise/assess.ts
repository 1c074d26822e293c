// The verdict on a prompt, part by part: who says something decides which rules read it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { invalid } from '../wire/errors.ts';
import { type Action, stronger } from './detector.ts';
import { ROLES, type Role } from './policy/policy.ts';
import type { CompiledPolicy, RuleSet } from './policy/rule-set.ts';
import { Screen, type ScreenFinding } from './screen.ts';

export interface PromptPart {
  readonly role: string;
  readonly text: string;
}

export interface PromptFinding extends ScreenFinding {
  /** Index of the part. */
  readonly part: number;
}

export interface PromptVerdict {
  readonly action: Action;
  readonly findings: readonly PromptFinding[];
  /** With the action redact: what to use instead, one per part. */
  readonly redacted: readonly PromptPart[];
  readonly policyVersion: string;
}

export interface PromptLimits {
  /** UTF-16 units of all parts together. */
  readonly maxPromptCharacters: number;
  readonly maxPromptParts: number;
}

/** Text read between two looks at the event loop: a few milliseconds of work. */
const SLICE_CHARACTERS = 2048;
const ROLE_ALIASES: Readonly<Record<string, Role>> = { developer: 'system', function: 'tool' };

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

/** Screens a whole text, giving way to other work in between. Throws when `signal` aborts. */
export async function screenText(
  ruleSet: RuleSet,
  text: string,
  signal?: AbortSignal,
): Promise<{ action: Action; findings: ScreenFinding[]; released: string }> {
  const screen = new Screen(ruleSet);
  const findings: ScreenFinding[] = [];
  let released = '';
  for (let from = 0; ; from += SLICE_CHARACTERS) {
    const last = from + SLICE_CHARACTERS >= text.length;
    const release = screen.push(text.slice(from, from + SLICE_CHARACTERS), last);
    findings.push(...release.findings);
    released += release.text;
    if (last || screen.blocked) return { action: release.action, findings, released };
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
  for (const [part, { role, text }] of parts.entries()) {
    const screened = await screenText(policy.ruleSet(tenant, 'input', roleOf(role)), text, signal);
    action = stronger(action, screened.action);
    findings.push(...screened.findings.map((finding) => ({ ...finding, part })));
    redacted.push({ role, text: screened.released });
  }
  return { action, findings, redacted: action === 'redact' ? redacted : [], policyVersion: policy.policy.version };
}
