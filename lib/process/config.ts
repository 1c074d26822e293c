// One loader for the options of every service and command: flags > environment > file > default.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Code, FulgurError, invalid } from '../wire/errors.ts';

export interface ConfigSources {
  /** Arguments after the program's name: `--kv-pool-tokens 4096`, `--kv-pool-tokens=4096`, `--verbose`, `--no-verbose`. */
  readonly argv: readonly string[];
  /** `FULGUR_KV_POOL_TOKENS`. Variables that name no option belong to somebody else and are left alone. Undefined: only flags. */
  readonly env: NodeJS.ProcessEnv | undefined;
}

type Values = Record<string, unknown>;

export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export function variableOf(key: string): string {
  return `FULGUR_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Of the options of a whole process those of one schema, which is strict and lacks the others'. */
export function ownOptions<Schema extends z.ZodObject>(schema: Schema, options: object): z.infer<Schema> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => key in schema.shape)) as z.infer<Schema>;
}

/**
 * Resolves options once, into one complete typed value. A file (YAML or JSON) is named by the option `configFile`.
 * @throws FulgurError that names the option, the variable and the value at fault
 */
export function loadConfig<Schema extends z.ZodObject>(schema: Schema, sources: ConfigSources): z.infer<Schema> {
  const keys = Object.keys(schema.shape);
  const flags = flagValues(keys, schema, sources.argv);
  const variables = Object.fromEntries(
    keys.flatMap((key) => {
      const value = sources.env?.[variableOf(key)];
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
  const file = flags['configFile'] ?? variables['configFile'];
  const values: Values = {
    ...(typeof file === 'string' ? fileValues(keys, file) : {}),
    ...fromText(schema, variables),
    ...fromText(schema, flags),
  };
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  const given =
    key in values ? `${JSON.stringify(values[key])} is not acceptable: ${issue?.message ?? 'invalid'}` : 'is required';
  const option = sources.env === undefined ? flagOf(key) : `${flagOf(key)} (${variableOf(key)})`;
  throw invalid(key, `${option}: ${given}`);
}

function flagValues(keys: readonly string[], schema: z.ZodObject, argv: readonly string[]): Values {
  const byFlag = new Map(keys.map((key) => [flagOf(key), key]));
  const values: Values = {};
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string;
    const [flag, attached] = splitFlag(argument);
    const negated = flag.startsWith('--no-') ? byFlag.get(`--${flag.slice('--no-'.length)}`) : undefined;
    const key = byFlag.get(flag);
    if (key === undefined && negated !== undefined && takesNoValue(schema, negated)) {
      values[negated] = false;
    } else if (key === undefined) {
      const known = [...byFlag.keys()].sort().join(' ');
      throw invalid(argument, `unknown option '${argument}'; the options are ${known}`);
    } else if (attached !== undefined) {
      values[key] = attached;
    } else if (takesNoValue(schema, key)) {
      values[key] = true;
    } else {
      const value = argv[++i];
      if (value === undefined) throw invalid(key, `${flag} needs a value`);
      values[key] = value;
    }
  }
  return values;
}

function splitFlag(argument: string): [string, string | undefined] {
  const equals = argument.indexOf('=');
  return equals < 0 ? [argument, undefined] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

/** A switch: accepts a boolean and does not accept a text. */
function takesNoValue(schema: z.ZodObject, key: string): boolean {
  return accepts(schema, key, true) && !accepts(schema, key, 'text');
}

function accepts(schema: z.ZodObject, key: string, value: unknown): boolean {
  return (schema.shape[key] as z.ZodType).safeParse(value).success;
}

/** What is wrong with it is more than its type. */
function isOfType(schema: z.ZodObject, key: string, value: unknown): boolean {
  const { error } = (schema.shape[key] as z.ZodType).safeParse(value);
  return error === undefined || error.issues[0]!.code !== 'invalid_type';
}

function fileValues(keys: readonly string[], file: string): Values {
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new FulgurError(Code.INVALID_ARGUMENT, `configuration file ${file}: ${why}`, {
      cause: error,
      field: 'configFile',
    });
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw invalid('configFile', `configuration file ${file} holds no mapping of options`);
  }
  const unknown = Object.keys(parsed).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw invalid(
      unknown,
      `configuration file ${file}: unknown option '${unknown}'; the options are ${keys.join(' ')}`,
    );
  }
  return parsed as Values;
}

/** Flags and variables are text: each becomes the first reading that its option accepts. */
function fromText(schema: z.ZodObject, values: Values): Values {
  const converted = Object.entries(values).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value];
    const readings = readingsOf(value);
    const taken = readings.find((reading) => accepts(schema, key, reading));
    return [key, taken ?? readings.find((reading) => isOfType(schema, key, reading)) ?? readings.at(-1)];
  });
  return Object.fromEntries(converted);
}

function readingsOf(text: string): unknown[] {
  const readings: unknown[] = [text];
  if (text === 'true' || text === 'false') readings.push(text === 'true');
  readings.push(text.split(',').map((item) => item.trim()));
  if (text.trim() !== '' && Number.isFinite(Number(text))) readings.push(Number(text));
  else readings.push(text);
  return readings;
}
