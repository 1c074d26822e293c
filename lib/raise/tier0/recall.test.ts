// Personal data and keys with valid check digits are found; look-alikes with wrong ones are not.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile.ts';
import { Screen } from '../screen.ts';
import { amongWords, CHECKED_NUMBERS, KEYS } from '../testing/personal-data.ts';
import { Random } from '../testing/random.ts';

const policy = compilePolicy(
  'version: t\ncategories: { pii: { input: flag, output: redact }, secrets: { input: flag, output: redact } }\n',
  't',
);
const random = new Random(41);

function detectors(text: string): string[] {
  const { findings } = new Screen(policy.ruleSet('', 'input', 'user'), { wholeText: text }).push(text, true);
  return findings.map(({ detector }) => detector);
}

describe('numbers with check digits', () => {
  it.each(Object.keys(CHECKED_NUMBERS))('%s: at least 98% are found, and at most 1% of look-alikes', (name) => {
    const { detector, make } = CHECKED_NUMBERS[name]!;
    const hits = (valid: boolean) =>
      Array.from({ length: 1000 }, () => detectors(amongWords(make(random, valid), random))).filter((found) =>
        found.includes(detector),
      ).length;
    expect(hits(true) / 1000).toBeGreaterThanOrEqual(0.98);
    expect(hits(false) / 1000).toBeLessThanOrEqual(0.01);
  });
});

describe('keys in their issuers’ formats', () => {
  it.each(Object.keys(KEYS))('%s: at least 98% are found, and none that is a letter short', (name) => {
    const make = KEYS[name]!;
    const keys = Array.from({ length: 300 }, () => make(random));
    const found = keys.filter((key) => detectors(amongWords(key, random)).includes(`secrets:${name}`)).length;
    expect(found / 300).toBeGreaterThanOrEqual(0.98);
    const exactLength = !['stripe_key', 'openai_key'].includes(name);
    const short = keys.filter((key) => exactLength && detectors(`a ${key.slice(0, -1)} b`).includes(`secrets:${name}`));
    expect(short).toEqual([]);
  });
});
