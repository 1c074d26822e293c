// Policy files with random damage: each loads, or is refused in one line that names the file and what is wrong.
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { Code, FulgurError } from '../../wire/errors.ts';
import { Random } from '../testing/random.ts';
import { compilePolicy } from './compile.ts';
import { DEFAULT_POLICY_YAML } from './default-policy.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const ROUNDS = 200;
/** Of one policy, on cores that other work shares; most take a few milliseconds. */
const TIME_MS_MAX = 5000;

const MORE = `
safety_model: { adapter: qwen3guard, url: "http://127.0.0.1:1/v1", model: g, input: always, policy: in words }
tenants: { bank: { categories: { pii: { input: redact, threshold: 0.3 } }, allow: [help@bank.io], failure: closed } }
`;
const YAML = DEFAULT_POLICY_YAML.replace('tenants: {}', '') + MORE;
const BASE = parse(YAML) as Json;

const BOMBS = [
  '(a+)+$',
  '(?:x{1000}){1000}',
  '((((a{0,500}){0,500}',
  '[^\\u{10ffff}]{1000}',
  '(?=a)b',
  '\\p{L}{900}',
  'a|'.repeat(1500),
];
const nested = (depth: number): Json => {
  let value: Json = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

function damaged(random: Random): Json {
  const values: readonly (() => Json)[] = [
    () => null,
    () => random.below(2) === 0,
    () => [0, -1, 1e308, -1e308, 2 ** 53, 0.1, 1e-320][random.below(7)]!,
    () =>
      ['', ' ', 'block', 'S1', '\u0000', '\ud800', 'x'.repeat(5000), '__proto__', '=1', '2026-01-01', '*a', '!!js'][
        random.below(12)
      ]!,
    () => BOMBS[random.below(BOMBS.length)]!,
    () => [],
    () => ({}),
    () => nested(1 + random.below(60)),
    () => Array<Json>(2000).fill(BOMBS[random.below(BOMBS.length)]!),
  ];
  return values[random.below(values.length)]!();
}

const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  'S99',
  'Input',
  'a\nb',
  '\u202eblock',
  'k'.repeat(3000),
];

/** Changes one place of a policy, chosen by a walk from its root. */
function mutate(root: Json, random: Random): Json {
  const copy = structuredClone(root);
  let place = copy;
  for (;;) {
    if (place === null || typeof place !== 'object') return damaged(random);
    const keys = Object.keys(place);
    const key = keys[random.below(Math.max(1, keys.length))];
    const child = key === undefined ? undefined : (place as Record<string, Json>)[key]!;
    if (key !== undefined && child !== null && typeof child === 'object' && random.below(4) > 0) {
      place = child;
      continue;
    }
    const kind = random.below(4);
    if (kind === 0 && key !== undefined) delete (place as Record<string, Json>)[key];
    else if (kind === 1 && Array.isArray(place)) place.push(key === undefined ? 'x' : structuredClone(child!));
    else if (kind === 1) define(place as Record<string, Json>, KEYS[random.below(KEYS.length)]!, damaged(random));
    else if (key !== undefined) define(place as Record<string, Json>, key, damaged(random));
    return copy;
  }
}

/** As an own member, whatever its name. */
function define(place: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(place, key, { value, enumerable: true, configurable: true, writable: true });
}

const SCRAPS = [
  '\t',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '&a ',
  '*a',
  '"',
  "'",
  '|\n',
  '>\n',
  '#',
  '!!binary ',
  '<<: ',
  '---\n',
  '...\n',
  '%YAML 9\n',
  '? ',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\n      ',
];

/** Puts scraps of YAML into a text, and takes pieces out of it. */
function scratched(yaml: string, random: Random): string {
  let text = yaml;
  for (let cuts = 1 + random.below(4); cuts > 0; cuts -= 1) {
    const at = random.below(text.length);
    text = text.slice(0, at) + SCRAPS[random.below(SCRAPS.length)] + text.slice(at + random.below(30));
  }
  return text;
}

type Ending = 'loads' | 'refused';

function load(yaml: string, round: string): Ending {
  const begun = performance.now();
  try {
    compilePolicy(yaml, 'p.yaml').ruleSet('bank', 'input', 'user');
    return 'loads';
  } catch (error) {
    expect(error, `${round}: ${error}`).toBeInstanceOf(FulgurError);
    const { code, message } = error as FulgurError;
    expect(code, round).toBe(Code.INVALID_ARGUMENT);
    expect(message, round).toMatch(/^(?:policyFile: )?p\.yaml(?::\d+)?: \S/);
    expect(message, round).not.toMatch(/\p{C}/u);
    expect(message.length, round).toBeLessThan(600);
    return 'refused';
  } finally {
    expect(performance.now() - begun, round).toBeLessThan(TIME_MS_MAX);
  }
}

function endings(make: (random: Random) => string): Record<Ending, number> {
  const count = { loads: 0, refused: 0 };
  for (let seed = 1; seed <= ROUNDS; seed += 1) count[load(make(new Random(seed)), `seed ${seed}`)] += 1;
  return count;
}

describe('a damaged policy loads or is refused in one line, in time', () => {
  it('with values of another type or size, odd keys, deep nesting and patterns that explode', {
    timeout: 120_000,
  }, () => {
    const count = endings((random) => {
      let policy = BASE;
      for (let times = 1 + random.below(3); times > 0; times -= 1) policy = mutate(policy, random);
      return stringify(policy, { aliasDuplicateObjects: random.below(2) === 0 });
    });
    expect(count.loads).toBeGreaterThan(10);
    expect(count.refused).toBeGreaterThan(100);
  });

  it('with scraps of YAML in it and pieces missing', { timeout: 120_000 }, () => {
    const count = endings((random) => scratched(YAML, random));
    expect(count.loads).toBeGreaterThan(10);
    expect(count.refused).toBeGreaterThan(100);
  });
});
