// What a router's own clock says of how long text waited for the guard, from its histogram: between two readings.
import { parseSamples, type Sample } from '../support/cluster-view.ts';

const histogram = 'fulgur_router_guard_wait_seconds';

export interface Waits {
  /** Milliseconds, interpolated within a bucket. */
  quantile(q: number): number;
  /** Of all waits, those of at most so many milliseconds: exact where a bucket ends there. */
  shareWithin(milliseconds: number): number;
}

export async function readWaits(httpPort: number): Promise<Sample[]> {
  const page = await fetch(`http://127.0.0.1:${httpPort}/metrics`, { signal: AbortSignal.timeout(5_000) });
  return parseSamples(await page.text()).filter(({ name }) => name === `${histogram}_bucket`);
}

export function waitsBetween(before: readonly Sample[], after: readonly Sample[], phase: 'first_text' | 'text'): Waits {
  const counts = (samples: readonly Sample[]) =>
    new Map(
      samples.filter(({ labels }) => labels['phase'] === phase).map(({ labels, value }) => [labels['le'], value]),
    );
  const [old, now] = [counts(before), counts(after)];
  const bounds = [...now.keys()]
    .map((le) => ({
      ms: le === '+Inf' ? Number.POSITIVE_INFINITY : 1000 * Number(le),
      count: (now.get(le) ?? 0) - (old.get(le) ?? 0),
    }))
    .sort((a, b) => a.ms - b.ms);
  const all = bounds.at(-1)?.count ?? 0;
  return {
    quantile(q) {
      const rank = q * all;
      const index = bounds.findIndex(({ count }) => count >= rank);
      const [lower, upper] = [bounds[index - 1] ?? { ms: 0, count: 0 }, bounds[index] ?? { ms: Number.NaN, count: 0 }];
      return lower.ms + ((upper.ms - lower.ms) * (rank - lower.count)) / Math.max(1, upper.count - lower.count);
    },
    shareWithin: (milliseconds) => (bounds.find(({ ms }) => ms >= milliseconds - 1e-9)?.count ?? 0) / all,
  };
}
