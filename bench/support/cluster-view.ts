// What a running target says of itself: its members, and its metrics.

import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { ClusterMethods } from '../../lib/wire/methods.ts';
import type { Target } from './target.ts';

export interface Member {
  readonly service: string;
  readonly id: string;
  readonly pid: number;
  readonly adminAddress: string;
  readonly ready: boolean;
}

export async function members(target: Target): Promise<Member[]> {
  const status = await target.channel.unary(ClusterMethods.getStatus, {}, { deadlineMs: 5_000 });
  return status.members.map(({ service, id, pid, adminAddress, ready }) => ({
    service: service ?? '',
    id: id ?? '',
    pid: pid ?? 0,
    adminAddress: adminAddress ?? '',
    ready: ready ?? false,
  }));
}

/** The samples of every metrics page of the target. */
export async function samples(target: Target): Promise<Sample[]> {
  const addresses = new Set((await members(target)).map(({ adminAddress }) => adminAddress));
  const pages = [...addresses].map(async (address) => {
    const response = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return parseSamples(await response.text());
  });
  return (await Promise.all(pages)).flat();
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The lines of a Prometheus text page that carry values. */
export function parseSamples(page: string): Sample[] {
  return page.split('\n').flatMap((line) => {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    if (match === null) return [];
    const labels = [...(match[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [key!, value!]);
    return [{ name: match[1]!, labels: Object.fromEntries(labels), value: Number(match[3]) }];
  });
}

/** The sum of a metric over all its series that carry the labels. */
export function total(all: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  const fits = (sample: Sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value);
  return all.reduce((sum, sample) => (sample.name === name && fits(sample) ? sum + sample.value : sum), 0);
}

/** Mean of a histogram of seconds between two readings, in milliseconds. */
export function meanMs(before: readonly Sample[], after: readonly Sample[], histogram: string): number {
  const grown = (part: string) => total(after, `${histogram}_${part}`) - total(before, `${histogram}_${part}`);
  return (grown('sum') / grown('count')) * 1_000;
}

/** Asks again until `until` is satisfied. @throws FulgurError DEADLINE_EXCEEDED that says what was waited for. */
export async function poll<T>(what: string, ask: () => Promise<T>, until: (value: T) => boolean): Promise<T> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const value = await ask().catch(() => undefined);
    if (value !== undefined && until(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new FulgurError(Code.DEADLINE_EXCEEDED, `waited 60 s in vain until ${what}`);
}
