// Every metric of the guard, in one place. The process adds the labels `service` and `instance`.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { ACTIONS } from '../../lib/raise/detector.ts';
import type { ScreenFinding } from '../../lib/raise/screen.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

/** What is assessed: a prompt, an answer, or the inputs of a moderation. */
export type AssessedPhase = 'input' | 'output' | 'moderation';

export interface GuardMetrics {
  /** Verdicts by phase (input, output, moderation) and action. */
  readonly verdicts: Counter<'phase' | 'action'>;
  /** Findings by category, detector, tier and action; the policy bounds all of them. */
  readonly findings: Counter<'category' | 'detector' | 'tier' | 'action'>;
  /** Time of one assessment: a whole prompt (input, moderation) or one delta (output). */
  readonly assessSeconds: Histogram<'phase'>;
  /** Prompts, answers and moderations that failed: over a limit, given up by whoever asked (cancelled), or by a defect. */
  readonly failures: Counter<'phase' | 'code'>;
  /** Time of one question to the safety model. */
  readonly safetyModelSeconds: Histogram<'phase' | 'outcome'>;
  /** Characters that wait for a decision now, over all streams. */
  readonly heldCharacters: Gauge;
  /** 1, labelled with the policy in force. */
  readonly policyInfo: Gauge<'version' | 'source'>;
  readonly policiesRefused: Counter;
  /** Verdict events that could not be kept. */
  readonly eventsDropped: Counter;
}

const COUNT_SECONDS = [0.00001, 0.000025, 0.0001, 0.00025, 0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1, 2.5];

export function guardMetrics(registry: Registry): GuardMetrics {
  const registers = [registry];
  const metrics: GuardMetrics = {
    verdicts: new Counter({
      name: 'fulgur_guard_verdicts_total',
      help: 'Verdicts by phase and action.',
      labelNames: ['phase', 'action'],
      registers,
    }),
    findings: new Counter({
      name: 'fulgur_guard_findings_total',
      help: 'Findings by category, detector, tier (0 exact, 1 classifier, 2 safety model) and action.',
      labelNames: ['category', 'detector', 'tier', 'action'],
      registers,
    }),
    assessSeconds: new Histogram({
      name: 'fulgur_guard_assess_seconds',
      help: 'Time to assess a prompt (input, moderation) or one delta of an answer (output).',
      labelNames: ['phase'],
      buckets: COUNT_SECONDS,
      registers,
    }),
    failures: new Counter({
      name: 'fulgur_guard_failures_total',
      help: 'Prompts (input), answers (output) and moderations that failed or were given up, by gRPC status code.',
      labelNames: ['phase', 'code'],
      registers,
    }),
    safetyModelSeconds: new Histogram({
      name: 'fulgur_guard_safety_model_seconds',
      help: 'Time of one question to the safety model, by outcome: answered, failed, overtaken by the end of the answer.',
      labelNames: ['phase', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4],
      registers,
    }),
    heldCharacters: new Gauge({
      name: 'fulgur_guard_held_characters',
      help: 'Characters of answers that wait for a decision.',
      registers,
    }),
    policyInfo: new Gauge({
      name: 'fulgur_guard_policy_info',
      help: 'The policy in force and where it comes from (default, file, cluster).',
      labelNames: ['version', 'source'],
      registers,
    }),
    policiesRefused: new Counter({
      name: 'fulgur_guard_policies_refused_total',
      help: 'Policies put before the cluster that were wrong; the one before stayed in force.',
      registers,
    }),
    eventsDropped: new Counter({
      name: 'fulgur_guard_verdict_events_dropped_total',
      help: 'Verdict events lost because the event bus was away for too long.',
      registers,
    }),
  };
  for (const phase of ['input', 'output', 'moderation'] satisfies AssessedPhase[]) {
    metrics.assessSeconds.zero({ phase });
    for (const code of ['cancelled', 'internal', 'invalid_argument', 'resource_exhausted'])
      metrics.failures.inc({ phase, code }, 0);
    for (const action of ACTIONS) metrics.verdicts.inc({ phase, action }, 0);
  }
  return metrics;
}

const codeNames = new Map<number, string>(Object.entries(Code).map(([name, code]) => [code, name.toLowerCase()]));

/** `error`: whatever was thrown, or why a stream was closed. */
export function countFailure({ failures }: GuardMetrics, phase: AssessedPhase, error: unknown): void {
  const code = error instanceof FulgurError ? error.code : Code.INTERNAL;
  failures.inc({ phase, code: codeNames.get(code) ?? 'unknown' });
}

export function countFindings({ findings: counter }: GuardMetrics, findings: readonly ScreenFinding[]): void {
  for (const { category, detector, tier, action } of findings) {
    counter.inc({ category, detector, tier: String(tier), action });
  }
}
