// What clients see of a server under load, whoever serves.

/** One answer as its client saw it; times in milliseconds since the request was sent. */
export interface SeenAnswer {
  readonly firstTextMs: number;
  /** Between one piece of text and the next. */
  readonly gapsMs: readonly number[];
  readonly totalMs: number;
}

/** Undefined: the server turned the request away. */
export type Outcome = SeenAnswer | undefined;

export interface LoadSummary {
  readonly requestsPerSecond: number;
  readonly firstTextMs: readonly [p50: number, p99: number];
  readonly gapMs: readonly [p50: number, p99: number];
  readonly rejected: number;
}

/** `seconds`: how long the outcomes took together. */
export function summarise(outcomes: readonly Outcome[], seconds: number): LoadSummary {
  const answers = outcomes.filter((outcome) => outcome !== undefined);
  const firsts = answers.map(({ firstTextMs }) => firstTextMs);
  const gaps = answers.flatMap(({ gapsMs }) => [...gapsMs]);
  return {
    requestsPerSecond: answers.length / seconds,
    firstTextMs: [quantile(firsts, 0.5), quantile(firsts, 0.99)],
    gapMs: [quantile(gaps, 0.5), quantile(gaps, 0.99)],
    rejected: outcomes.length - answers.length,
  };
}

/** The smallest value that at least `q` of all are not above; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
