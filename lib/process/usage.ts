// What `--help` prints: every option with its variable, its default and its meaning, from the schema alone.
import { z } from 'zod';
import { flagOf, variableOf } from './config.ts';

/** `program` is the command as one types it. `environment` says whether options are read from variables as well. */
export function usageOf(program: string, schema: z.ZodObject, environment = true): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const width = Math.max(0, ...Object.keys(properties).map((key) => flagOf(key).length));
  const lines = Object.entries(properties).map(([key, property]) => {
    const described = typeof property === 'object' ? property : {};
    const notes = [
      described.description ?? '',
      described.default !== undefined && described.default !== '' ? `default ${JSON.stringify(described.default)}` : '',
      described.enum ? `one of ${described.enum.join(', ')}` : '',
      required.includes(key) ? 'required' : '',
      environment ? variableOf(key) : '',
    ];
    return `  ${flagOf(key).padEnd(width)}  ${notes.filter((note) => note !== '').join('; ')}`;
  });
  return `usage: ${program} [options]\n\n${lines.join('\n')}\n`;
}
