// The guard's verdict on a prompt: tiers 0 and 1 read every part; the safety model reads the end of the conversation.
import type { Clock } from '../../lib/actor/clock.ts';
import {
  assessPrompt,
  type PromptFinding,
  type PromptPart,
  type PromptVerdict,
  roleOf,
} from '../../lib/raise/assess.ts';
import { type Action, stronger } from '../../lib/raise/detector.ts';
import type { Policy } from '../../lib/raise/policy/schema.ts';
import type { ScreenFinding } from '../../lib/raise/screen.ts';
import type { Category } from '../../lib/raise/taxonomy.ts';
import type { Scores } from '../../lib/raise/text-classifier.ts';
import type { Turn } from '../../lib/raise/tier2/adapter.ts';
import { judgementFindings, silenceFindings } from '../../lib/raise/tier2/judgement-rules.ts';
import type { GuardMetrics } from './metrics.ts';
import type { PolicyInForce } from './policy-keeper.ts';

export interface AssessedPrompt extends PromptVerdict {
  /** The answer deserves a closer look. */
  readonly suspicious: boolean;
}

const TURNS_MAX = 8;
const TURN_CHARACTERS_MAX = 16_384;

export interface AssessorParts {
  readonly metrics: GuardMetrics;
  readonly clock: Clock;
}

export async function assess(
  policy: PolicyInForce,
  tenant: string,
  parts: readonly PromptPart[],
  { metrics, clock }: AssessorParts,
  signal: AbortSignal,
): Promise<AssessedPrompt> {
  const verdict = await assessPrompt(policy.compiled, tenant, parts, signal);
  const suspicious = isSuspicious(policy.compiled.policy, verdict.findings, verdict.scores);
  const settings = policy.compiled.policy.safety_model;
  const model = policy.safetyModel;
  const asked = settings?.input === 'always' || (settings?.input === 'suspicious' && suspicious);
  if (model === undefined || settings === undefined || !asked || verdict.action === 'block') {
    return { ...verdict, suspicious };
  }
  const turns = turnsOf(parts);
  const judged = model.adapter.judged({ turns }).map((turn) => turn + parts.length - turns.length);
  if (judged.length === 0) return { ...verdict, suspicious };
  const started = clock.now();
  let found: ScreenFinding[];
  let outcome = 'answered';
  try {
    const judgement = await model.judge({ turns }, settings.input_deadline_ms, signal);
    found = judgementFindings(policy.compiled.policy, tenant, 'input', model.adapter, judgement, 0);
  } catch {
    signal.throwIfAborted();
    outcome = 'failed';
    found = silenceFindings(policy.compiled.policy, tenant, 'input', model.adapter, 0);
  }
  metrics.safetyModelSeconds.observe({ phase: 'input', outcome }, (clock.now() - started) / 1000);
  const findings: PromptFinding[] = found.map((finding) => {
    const part = likeliestPart(judged, finding.category, verdict.partScores);
    const { role, text } = parts[part]!;
    const start = Math.max(0, text.length - TURN_CHARACTERS_MAX);
    return { ...finding, part, role: roleOf(role), start, end: text.length };
  });
  const action = findings.reduce<Action>((strongest, finding) => stronger(strongest, finding.action), verdict.action);
  return {
    ...verdict,
    action,
    findings: [...verdict.findings, ...findings],
    redacted: action === 'redact' ? verdict.redacted : [],
    suspicious: suspicious || findings.length > 0,
  };
}

/** A model judges what was said last as a whole: of several parts the one that the classifier finds likeliest, else the last. */
function likeliestPart(judged: readonly number[], category: Category, partScores: readonly Scores[]): number {
  const scoreOf = (part: number) => partScores[part]?.[category] ?? 0;
  return judged.reduce((likeliest, part) => (scoreOf(part) >= scoreOf(likeliest) ? part : likeliest));
}

/** Personal data and keys say nothing about intent. */
export function isSuspicious(policy: Policy, findings: readonly ScreenFinding[], scores: Scores): boolean {
  if (findings.some(({ category }) => category !== 'pii' && category !== 'secrets')) return true;
  return Object.values(scores).some((score) => score >= policy.classifier.suspicious);
}

/** The end of a conversation, as a safety model reads it. */
export function turnsOf(parts: readonly PromptPart[]): Turn[] {
  return parts.slice(-TURNS_MAX).map(({ role, text }) => {
    const known = roleOf(role);
    return { role: known === 'retrieved' ? 'tool' : known, text: text.slice(-TURN_CHARACTERS_MAX) };
  });
}
