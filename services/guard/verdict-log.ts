// What becomes of a verdict: an event in the audit trail, metrics, a log line. Carries what matched and where, never text.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import { Events, subjectToken } from '../../lib/cluster/subjects.ts';
import type { PromptFinding } from '../../lib/raise/assess.ts';
import type { Action } from '../../lib/raise/detector.ts';
import type { Scores } from '../../lib/raise/text-classifier.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { namesOf } from './answers.ts';
import type { AssessedPhase, GuardMetrics } from './metrics.ts';
import type { VerdictJournal } from './verdict-journal.ts';

export interface Verdict {
  readonly requestId: string;
  readonly tenant: string;
  readonly user: string;
  readonly phase: AssessedPhase;
  readonly action: Action;
  readonly findings: readonly PromptFinding[];
  readonly scores: Scores;
  readonly policyVersion: string;
  readonly choice: number;
  /** Of an output: which of the choice's texts it is. */
  readonly channel?: string;
}

export interface VerdictLogOptions {
  readonly guardId: string;
  readonly journal: VerdictJournal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: GuardMetrics;
}

const FINDINGS_MAX = 64;

export class VerdictLog {
  readonly #options: VerdictLogOptions;

  constructor(options: VerdictLogOptions) {
    this.#options = options;
  }

  record(verdict: Verdict): void {
    const { guardId, journal, clock, log, metrics } = this.#options;
    const { requestId, tenant, user, phase, action, findings, scores, policyVersion, choice, channel } = verdict;
    const { categories, detectors } = namesOf(findings);
    metrics.verdicts.inc({ phase, action });
    const event: fulgur.v1.IVerdictEvent = {
      guardId,
      requestId,
      tenant,
      user,
      phase,
      action,
      categories,
      detectors,
      policyVersion,
      atUnixMs: clock.unixMs(),
      findings: findings.slice(0, FINDINGS_MAX).map(eventFinding),
      classifierScores: { ...scores },
      choice,
      channel: channel ?? '',
    };
    const subject = `${Events.verdicts.prefix}.${subjectToken(guardId)}`;
    journal.append(subject, fulgur.v1.VerdictEvent.encode(event).finish());
    if (action !== 'allow') log.info({ requestId, phase, action, categories, detectors }, 'verdict');
  }
}

function eventFinding(finding: PromptFinding): fulgur.v1.IVerdictFinding {
  const { category, detector, tier, reading, score, action, part, start, end, role } = finding;
  return { category, detector, tier, reading, score, action, part, startOffset: start, endOffset: end, role };
}
