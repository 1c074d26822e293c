// Verdicts in the words of the wire.
import type { Action } from '../../lib/raise/detector.ts';
import type { ScreenFinding } from '../../lib/raise/screen.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

const { GuardAction } = fulgur.v1;
export const WIRE_ACTIONS: Record<Action, fulgur.v1.GuardAction> = {
  allow: GuardAction.GUARD_ACTION_ALLOW,
  flag: GuardAction.GUARD_ACTION_FLAG,
  redact: GuardAction.GUARD_ACTION_REDACT,
  safe_completion: GuardAction.GUARD_ACTION_SAFE_COMPLETION,
  block: GuardAction.GUARD_ACTION_BLOCK,
};

/** `part`: index of the prompt part, 0 for output. */
export function wireFinding(finding: ScreenFinding, part: number): fulgur.v1.IFinding {
  const { category, detector, score, start, end, action, tier, reading } = finding;
  const wireAction = WIRE_ACTIONS[action];
  return { category, detector, score, part, startOffset: start, endOffset: end, action: wireAction, tier, reading };
}

/** The distinct categories and detectors of findings. */
export function namesOf(findings: readonly ScreenFinding[]): { categories: string[]; detectors: string[] } {
  return {
    categories: [...new Set(findings.map(({ category }) => category))],
    detectors: [...new Set(findings.map(({ detector }) => detector))],
  };
}
