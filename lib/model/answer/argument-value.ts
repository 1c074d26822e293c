// What a value that a model wrote as plain text is in JSON, by the schema of its argument.

type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

interface Schema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly anyOf?: unknown;
  readonly oneOf?: unknown;
}

/** The types that a schema allows; undefined when it does not say. */
function typesOf(schema: unknown): ReadonlySet<JsonType> | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { type, enum: values, anyOf, oneOf } = schema as Schema;
  if (type !== undefined)
    return new Set([type].flat().map((name) => (name === 'integer' ? 'number' : name) as JsonType));
  if (Array.isArray(values)) return new Set(values.map(typeOf));
  const choices = Array.isArray(anyOf) ? anyOf : oneOf;
  if (!Array.isArray(choices)) return undefined;
  const types = choices.map((choice) => (typeof choice === 'object' ? directTypes(choice) : undefined));
  return types.includes(undefined) ? undefined : new Set(types.flatMap((some) => [...(some ?? [])]));
}

/** Of one choice; a choice of choices does not say. */
function directTypes(schema: unknown): ReadonlySet<JsonType> | undefined {
  const { type, enum: values } = (schema ?? {}) as Schema;
  return type === undefined && values === undefined ? undefined : typesOf({ type, enum: values });
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}

/** Whether the argument is a text whatever it looks like. */
export function onlyText(schema: unknown): boolean {
  const types = typesOf(schema);
  return types?.size === 1 && types.has('string');
}

/** Words of Python that templates write for JSON's. */
const words: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
]);

/** The value as JSON: itself where it is JSON of a type that the schema allows, else a string. */
export function argumentJson(text: string, schema: unknown): string {
  const trimmed = text.trim();
  const json = words.get(trimmed) ?? trimmed;
  const types = typesOf(schema);
  try {
    const type = typeOf(JSON.parse(json));
    if (type !== 'string' && (types === undefined || types.has(type))) return json;
  } catch {
    // Text that is no JSON.
  }
  return JSON.stringify(text);
}
