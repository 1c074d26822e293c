// What becomes of a verdict: an event on the bus, metrics, a log line. Carries categories and detectors, never text.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { EventBus } from '../../lib/cluster/bus.ts';
import { Events, publishEvent } from '../../lib/cluster/subjects.ts';
import type { Action } from '../../lib/raise/detector.ts';
import type { GuardMetrics } from './metrics.ts';

export interface Verdict {
  readonly requestId: string;
  readonly tenant: string;
  readonly user: string;
  readonly phase: 'input' | 'output' | 'moderation';
  readonly action: Action;
  readonly categories: readonly string[];
  readonly detectors: readonly string[];
  readonly policyVersion: string;
}

export interface VerdictLogOptions {
  readonly guardId: string;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: GuardMetrics;
}

export class VerdictLog {
  readonly #options: VerdictLogOptions;

  constructor(options: VerdictLogOptions) {
    this.#options = options;
  }

  record(verdict: Verdict): void {
    const { guardId, bus, clock, log, metrics } = this.#options;
    metrics.verdicts.inc({ phase: verdict.phase, action: verdict.action });
    publishEvent(bus, Events.verdicts, {
      ...verdict,
      categories: [...verdict.categories],
      detectors: [...verdict.detectors],
      guardId,
      atUnixMs: clock.unixMs(),
    });
    if (verdict.action === 'allow') return;
    const { requestId, phase, action, categories, detectors } = verdict;
    log.info({ requestId, phase, action, categories, detectors }, 'verdict');
  }
}
