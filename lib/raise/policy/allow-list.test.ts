import { describe, expect, it } from 'vitest';
import { normaliseText } from '../normalise/normalise.ts';
import { Random } from '../testing/random.ts';
import { AllowList, allowTables } from './allow-list.ts';
import { parsePolicy } from './policy.ts';

function listOf(all: readonly string[], tenants: Readonly<Record<string, readonly string[]>>): AllowList {
  const named = Object.fromEntries(Object.entries(tenants).map(([name, allow]) => [name, { allow }]));
  const yaml = JSON.stringify({ version: 'v', categories: {}, allow: all, tenants: named });
  return new AllowList(allowTables(parsePolicy(yaml, 'p.yaml')));
}

describe('allowed texts', () => {
  it('are allowed to all or to a tenant, in any case and spacing', () => {
    const list = listOf(['Bob @ ACME.io'], { bank: ['1 2 3', 'ΛΔΣ'], 'bank 4': ['x'] });
    expect(list.concernsAll).toBe(true);
    expect(['bank', 'bank 4', 'lab', ''].map((tenant) => list.concerns(tenant))).toEqual([true, true, false, false]);
    expect(list.allows('lab', 'bob@acme.io')).toBe(true);
    expect(list.allowsAll('bob@acme.io')).toBe(true);
    expect(list.allows('bank', '12 3')).toBe(true);
    expect(list.allows('bank', normaliseText('λδς'))).toBe(true);
    expect(list.allows('lab', '123')).toBe(false);
    expect(list.allowsAll('123')).toBe(false);
    // No text and tenant together spell another's.
    expect(list.allows('4', 'x bank')).toBe(false);
    for (const tenant of ['bank', 'lab']) expect(list.allows(tenant, ' ')).toBe(false);
  });

  it('are those that were given and no others, however many', () => {
    const random = new Random(3);
    const words = Array.from({ length: 5000 }, () => random.below(1e9).toString(36));
    const list = listOf(words.slice(0, 2500), {});
    const given = new Set(words.slice(0, 2500));
    for (const word of words) expect(list.allows('', word)).toBe(given.has(word));
    expect(listOf([], {}).concernsAll).toBe(false);
    expect(listOf([], {}).allows('', 'a')).toBe(false);
  });
});
