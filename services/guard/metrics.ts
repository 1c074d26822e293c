// Every metric of the guard, in one place. The process adds the labels `service` and `instance`.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { ACTIONS } from '../../lib/raise/detector.ts';

export interface GuardMetrics {
  /** Verdicts by phase (input, output, moderation) and action. */
  readonly verdicts: Counter<'phase' | 'action'>;
  /** Findings by category and detector; the policy bounds both. */
  readonly findings: Counter<'category' | 'detector'>;
  /** Time of one assessment: a whole prompt (input, moderation) or one delta (output). */
  readonly assessSeconds: Histogram<'phase'>;
  /** Characters that wait for a decision now, over all streams. */
  readonly heldCharacters: Gauge;
}

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
      help: 'Findings by category and detector.',
      labelNames: ['category', 'detector'],
      registers,
    }),
    assessSeconds: new Histogram({
      name: 'fulgur_guard_assess_seconds',
      help: 'Time to assess a prompt (input, moderation) or one delta of an answer (output).',
      labelNames: ['phase'],
      buckets: [0.00001, 0.000025, 0.0001, 0.00025, 0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1, 2.5],
      registers,
    }),
    heldCharacters: new Gauge({
      name: 'fulgur_guard_held_characters',
      help: 'Characters of answers that wait for a decision.',
      registers,
    }),
  };
  for (const phase of ['input', 'output', 'moderation']) {
    metrics.assessSeconds.zero({ phase });
    for (const action of ACTIONS) metrics.verdicts.inc({ phase, action }, 0);
  }
  return metrics;
}
