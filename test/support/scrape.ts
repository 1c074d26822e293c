// The metrics of a running cluster, from the pages that Prometheus would read.
import { parseSamples, type Sample } from '../../bench/support/cluster-view.ts';
import type { FulgurProcess } from './fulgur-process.ts';

export type { Sample };

/** Every sample of every process of the cluster that has a metrics page. */
export async function scrape(served: FulgurProcess): Promise<Sample[]> {
  const { members } = await served.status();
  const pages = [...new Set(members.map(({ adminAddress }) => adminAddress))].filter(Boolean).map(async (address) => {
    const page = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return parseSamples(await page.text());
  });
  return (await Promise.all(pages)).flat();
}

/** The sum of a metric over all its series that carry the labels; undefined when there is none. */
export function sumOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}

/** `sumOf` as it is now. */
export async function metric(
  served: FulgurProcess,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  return sumOf(await scrape(served), name, labels) ?? 0;
}
