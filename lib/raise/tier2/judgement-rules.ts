// What a policy makes of a safety model's judgement, or of its silence.
import type { Action } from '../detector.ts';
import { actionFor, failsOpen, tenantOf } from '../policy/policy.ts';
import type { Phase, Policy } from '../policy/schema.ts';
import type { ScreenFinding } from '../screen.ts';
import type { Category } from '../taxonomy.ts';
import { roundScore } from '../text-classifier.ts';
import type { Judgement, SafetyAdapter } from './adapter.ts';

/** A judgement counts from here on, for categories without a threshold of their own. */
const THRESHOLD = 0.5;

/** Findings about the text [0, length) of a judged turn. */
export function judgementFindings(
  policy: Policy,
  tenant: string,
  phase: Phase,
  adapter: SafetyAdapter,
  judgement: Judgement,
  length: number,
): ScreenFinding[] {
  const findings: ScreenFinding[] = [];
  for (const [category, judged] of Object.entries(judgement) as [Category, number][]) {
    const score = roundScore(judged);
    const own = tenantOf(policy, tenant)?.categories[category]?.threshold;
    const threshold = own ?? policy.categories[category]?.threshold ?? THRESHOLD;
    const action = actionFor(policy, tenant, category, phase);
    if (action === 'allow' || score < threshold) continue;
    findings.push(finding(category, `${adapter.name}:${category}`, score, milder(action), length));
  }
  return findings;
}

/** Categories that must not pass unread: blocking findings, none when everything may. */
export function silenceFindings(
  policy: Policy,
  tenant: string,
  phase: Phase,
  adapter: SafetyAdapter,
  length: number,
): ScreenFinding[] {
  return adapter.categories
    .filter((category) => actionFor(policy, tenant, category, phase) !== 'allow')
    .filter((category) => !failsOpen(policy, tenant, category, phase))
    .map((category) => finding(category, `${adapter.name}:unavailable`, 0, 'block', length));
}

/** A model knows that something is there, not where: redacting is for exact findings. */
export function milder(action: Action): Action {
  return action === 'redact' ? 'flag' : action;
}

function finding(category: Category, detector: string, score: number, action: Action, end: number): ScreenFinding {
  return { category, tier: 2, detector, reading: 'plain', score, action, start: 0, end };
}
