import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadConfig } from './config.ts';
import { usageOf } from './usage.ts';

const schema = z.strictObject({
  kvPoolTokens: z.number().int().min(32).default(1_024),
  name: z.string().default('none'),
  verbose: z.boolean().default(false),
  keys: z.array(z.string()).default([]),
  configFile: z.string().optional(),
});
const load = (argv: string[], env: Record<string, string> = {}) => loadConfig(schema, { argv, env });

describe('options', () => {
  it('come from flags before the environment before the file before defaults', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-config-'));
    try {
      const file = path.join(folder, 'options.yaml');
      writeFileSync(file, 'kvPoolTokens: 64\nname: from file\nverbose: true\n');
      const env = { FULGUR_KV_POOL_TOKENS: '128', FULGUR_CONFIG_FILE: file };
      expect(load(['--kv-pool-tokens', '256'], env)).toMatchObject({
        kvPoolTokens: 256,
        name: 'from file',
        verbose: true,
      });
      expect(load([], env)).toMatchObject({ kvPoolTokens: 128 });
      expect(load([])).toMatchObject({ kvPoolTokens: 1_024, name: 'none' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('read numbers, switches, lists, and texts that look like numbers', () => {
    expect(load(['--verbose', '--keys=a,b', '--name', '42'])).toMatchObject({
      verbose: true,
      keys: ['a', 'b'],
      name: '42',
    });
    expect(load(['--no-verbose'], { FULGUR_VERBOSE: 'true' })).toMatchObject({ verbose: false });
  });

  it('that nobody knows are refused by name', () => {
    expect(() => load(['--kv-pool-token', '1'])).toThrow(/'--kv-pool-token'.*--kv-pool-tokens/);
  });

  it('with a bad value are refused with flag, variable and value', () => {
    expect(() => load(['--kv-pool-tokens', '7'])).toThrow(/--kv-pool-tokens \(FULGUR_KV_POOL_TOKENS\): 7 .*32/);
    expect(() => load([], { FULGUR_KV_POOL_TOKENS: 'many' })).toThrow(/FULGUR_KV_POOL_TOKENS\): "many"/);
    expect(() => load(['--name'])).toThrow('--name needs a value');
  });

  it('in a file that is absent, broken or has unknown keys are refused with the file named', () => {
    expect(() => load(['--config-file', '/nowhere/options.yaml'])).toThrow('/nowhere/options.yaml');
    const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-config-'));
    try {
      const file = path.join(folder, 'options.json');
      const loadFile = (text: string) => {
        writeFileSync(file, text);
        return () => load(['--config-file', file]);
      };
      expect(loadFile('{"kvPoolTokens": 64, "keys": ["a"]}')()).toMatchObject({ kvPoolTokens: 64, keys: ['a'] });
      expect(loadFile('{"kvPoolToken": 64}')).toThrow(/options\.json: unknown option 'kvPoolToken'; .*kvPoolTokens/);
      expect(loadFile('{"kvPoolTokens": ')).toThrow(/options\.json: \S/);
      expect(loadFile('- 1\n')).toThrow(/options\.json holds no mapping/);
      expect(loadFile('{"kvPoolTokens": 7}')).toThrow(/7 is not acceptable/);
      for (const text of ['{"kvPoolTokens": ', '{"a": 1}']) {
        expect(() => loadFile(text)()).toThrow(expect.objectContaining({ message: expect.not.stringContaining('\n') }));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('say what is wrong with a value in words about that value, and name a variable only where one is read', () => {
    const schema = z.strictObject({
      out: z.string(),
      sets: z.array(z.string().regex(/=/, 'is NAME=FILE')).default([]),
    });
    const read = (argv: string[], env?: NodeJS.ProcessEnv) => () => loadConfig(schema, { argv, env });
    expect(read([])).toThrow(/^--out: is required$/);
    expect(read([], {})).toThrow(/^--out \(FULGUR_OUT\): is required$/);
    expect(read(['--out', 'a', '--sets', 'x'])).toThrow('--sets: ["x"] is not acceptable: is NAME=FILE');
    expect(read(['--out', 'a', '--sets', 'x=y'])()).toEqual({ out: 'a', sets: ['x=y'] });
  });

  it('explain themselves: flag, meaning, default, choices, variable', () => {
    const described = z.strictObject({
      kvPoolTokens: z.number().int().min(32).default(1_024).describe('tokens of the pool'),
      level: z.enum(['low', 'high']),
    });
    expect(usageOf('fulgur up', described)).toBe(
      [
        'usage: fulgur up [options]',
        '',
        '  --kv-pool-tokens  tokens of the pool; default 1024; FULGUR_KV_POOL_TOKENS',
        '  --level           one of low, high; required; FULGUR_LEVEL',
        '',
      ].join('\n'),
    );
  });
});
