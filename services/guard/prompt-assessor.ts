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
  const last = turns.at(-1);
  if (last === undefined) return { ...verdict, suspicious };
  const started = clock.now();
  let found: ScreenFinding[];
  let outcome = 'answered';
  try {
    const judgement = await model.judge({ turns }, settings.input_deadline_ms, signal);
    found = judgementFindings(policy.compiled.policy, tenant, 'input', model.adapter, judgement, last.text.length);
  } catch {
    signal.throwIfAborted();
    outcome = 'failed';
    found = silenceFindings(policy.compiled.policy, tenant, 'input', model.adapter, last.text.length);
  }
  metrics.safetyModelSeconds.observe({ phase: 'input', outcome }, (clock.now() - started) / 1000);
  const part = parts.length - 1;
  const role = roleOf(parts[part]!.role);
  const findings: PromptFinding[] = found.map((finding) => ({ ...finding, part, role }));
  const action = findings.reduce<Action>((strongest, finding) => stronger(strongest, finding.action), verdict.action);
  return {
    ...verdict,
    action,
    findings: [...verdict.findings, ...findings],
    redacted: action === 'redact' ? verdict.redacted : [],
    suspicious: suspicious || findings.length > 0,
  };
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
