// What a policy would have decided about verdicts of the past. The trail holds what was found and where, not the texts: actions,
// thresholds, roles, detectors and rules that were there can be judged again; new patterns and terms cannot.
import { fulgur } from '../../../proto/gen/fulgur.js';
import { ACTIONS, type Action, stronger } from '../detector.ts';
import { CATEGORY_NAMES, type Category } from '../taxonomy.ts';
import { milder } from '../tier2/judgement-rules.ts';
import { actionFor, failsOpen, tenantOf } from './policy.ts';
import { type CompiledPolicy, ruleAction } from './rule-set.ts';
import { BUILTIN_PATTERNS, type Phase, ROLES } from './schema.ts';

export interface DryRunChange {
  readonly event: fulgur.v1.IVerdictEvent;
  readonly before: Action;
  readonly after: Action;
}

export interface DryRun {
  readonly verdicts: number;
  readonly changes: readonly DryRunChange[];
  /** What cannot be told, in sentences. */
  readonly limits: readonly string[];
}

const TIER2_THRESHOLD = 0.5;

/** Verdicts between two moments at which other work may go on. */
const VERDICTS_AT_ONCE = 64;

/** `events` are taken one by one, encoded, so that a hundred thousand of them hold nobody up. */
export function* dryRun(policy: CompiledPolicy, events: readonly Uint8Array[]): Generator<void, DryRun> {
  const changes: DryRunChange[] = [];
  const known = new Set<string>();
  for (const [index, payload] of events.entries()) {
    if (index % VERDICTS_AT_ONCE === 0) yield;
    const event = fulgur.v1.VerdictEvent.decode(payload);
    for (const { detector } of event.findings ?? []) known.add(detector ?? '');
    const before = ACTIONS.find((action) => action === event.action) ?? 'allow';
    const after = decide(policy, event);
    if (before !== after) changes.push({ event, before, after });
  }
  const unseen = policy.policy.rules
    .map(({ id }) => id)
    .filter((id) => !known.has(`pattern:${id}`) && !known.has(`terms:${id}`));
  const limits = [
    `${unseen.length} of ${policy.policy.rules.length} rules matched nothing in the trail: they are new, or nothing was there`,
    'categories that were allowed when a verdict fell were not looked for by patterns, terms and the safety model',
  ];
  return { verdicts: events.length, changes, limits };
}

/** The action that the policy takes on what an event says was found. */
export function decide(policy: CompiledPolicy, event: fulgur.v1.IVerdictEvent): Action {
  const phase: Phase = event.phase === 'output' ? 'output' : 'input';
  const tenant = event.tenant ?? '';
  let action: Action = 'allow';
  for (const finding of event.findings ?? []) {
    if (finding.tier !== 1) action = stronger(action, actionOn(policy, tenant, phase, finding));
  }
  const scores = event.classifierScores ?? {};
  const scored = CATEGORY_NAMES.filter((name) => scores[name] !== undefined);
  for (const [category, limit] of policy.classifierLimits(tenant, phase, scored)) {
    if (scores[category]! >= limit.threshold) action = stronger(action, limit.action);
  }
  return action;
}

function actionOn(
  { policy }: CompiledPolicy,
  tenant: string,
  phase: Phase,
  finding: fulgur.v1.IVerdictFinding,
): Action {
  const category = CATEGORY_NAMES.find((name) => name === finding.category);
  if (category === undefined) return 'allow';
  const [kind, id = ''] = (finding.detector ?? '').split(':');
  const score = finding.score ?? 0;
  const exactThreshold = tenantOf(policy, tenant)?.threshold ?? policy.threshold;
  if (finding.tier === 2) {
    if (id === 'unavailable') return failsOpen(policy, tenant, category, phase) ? 'allow' : 'block';
    const action = actionFor(policy, tenant, category, phase);
    return score >= thresholdOf(policy, tenant, category) ? milder(action) : 'allow';
  }
  if (kind === 'pattern' || kind === 'terms') {
    const rule = policy.rules.find((candidate) => candidate.id === id);
    if (rule === undefined || rule.score < exactThreshold) return 'allow';
    if (!rule.roles.some((role) => role === finding.role && ROLES.includes(role))) return 'allow';
    return ruleAction(policy, tenant, rule, phase);
  }
  const enabled =
    (tenantOf(policy, tenant)?.detectors as Record<string, boolean> | undefined)?.[id] ??
    (policy.detectors as Record<string, boolean>)[id] ??
    BUILTIN_PATTERNS.find((builtin) => builtin.id === id)?.enabled;
  return enabled && score >= exactThreshold ? actionFor(policy, tenant, category, phase) : 'allow';
}

function thresholdOf(policy: CompiledPolicy['policy'], tenant: string, category: Category): number {
  const own = tenantOf(policy, tenant)?.categories[category]?.threshold;
  return own ?? policy.categories[category]?.threshold ?? TIER2_THRESHOLD;
}
