// Cores by their numbers, as taskset and Kubernetes' CPU manager write them: 0-3,6.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { invalid } from '../wire/errors.ts';

export const coreList = z.string().regex(/^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/, 'cores look like 0-3,6');

/** The numbers of a list, in rising order. @throws FulgurError naming a range that runs backwards. */
export function parseCores(list: string): number[] {
  const cores = new Set<number>();
  for (const part of list.split(',')) {
    const [first, last = first] = part.split('-').map(Number) as [number, number?];
    if (last < first)
      throw invalid('cores', `cores ${part}: the first is larger than the last; write ${last}-${first}`);
    for (let core = first; core <= last; core++) cores.add(core);
  }
  return [...cores].sort((a, b) => a - b);
}

/** The cores that this process may run on; undefined where the system does not say. */
export function allowedCores(): number[] | undefined {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return list === undefined ? undefined : parseCores(list);
  } catch {
    return undefined;
  }
}
