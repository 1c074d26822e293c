/** 95% of a normal distribution lies within that many deviations. */
const Z = 1.959964;

export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A share with its 95% interval (Wilson, 1927): good for few trials and for shares near 0 and 1. */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { hits, of, value: 0, low: 0, high: 1 };
  const value = hits / of;
  const square = (Z * Z) / of;
  const centre = (value + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((value * (1 - value)) / of + square / (4 * of));
  return { hits, of, value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
