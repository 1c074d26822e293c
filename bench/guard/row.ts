import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';

/** What, the number (or the median), the 99th percentile, the goal. */
export type Row = readonly [what: string, value: string, p99: string, goal: string];

/** The shipped policy with tier 0 alone, and with the classifier. */
export interface GuardPolicies {
  readonly exact: CompiledPolicy;
  readonly learned: CompiledPolicy;
}
