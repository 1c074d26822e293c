// The tools that a chat may call, and how it may.
import { z } from 'zod';
import { type FulgurError, invalid } from '../../../lib/wire/errors.ts';
import type { ChatPrompt } from '../generation-request.ts';
import { depthOf } from '../json-texts.ts';
import type { Tool, ToolChoice } from '../tool-calling.ts';
import { limits } from './limits.ts';
import { text } from './parameters.ts';

export const toolName = /^[A-Za-z0-9_-]{1,64}$/;

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: text.regex(toolName, { error: 'must be 1 to 64 letters, digits, _ or -' }),
    description: text.max(limits.toolDescriptionCharacters).nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    strict: z.boolean().nullish(),
  }),
});

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: text }) }),
]);

export const toolShape = {
  tools: z.array(tool).max(limits.tools).optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
};

type ToolBody = z.output<z.ZodObject<typeof toolShape>>;
type ToolRequest = Pick<ChatPrompt, 'tools' | 'toolChoice' | 'parallelToolCalls'>;

/** What the names of a request's members are in its API. */
export interface ToolFields {
  readonly tools: string;
  readonly choice: string;
}

/** @throws INVALID_ARGUMENT naming what is wrong. */
export function toToolRequest(body: ToolBody): ToolRequest {
  const tools = (body.tools ?? []).map(({ function: given }, index): Tool => {
    if (given.strict === true) {
      const field = `tools[${index}].function.strict`;
      throw invalid(
        field,
        `'${field}' is not supported: arguments are not held to their schema; leave it out and check what comes`,
        'unsupported_parameter',
      );
    }
    return {
      name: given.name,
      description: given.description ?? '',
      parameters: given.parameters ?? { type: 'object', properties: {} },
    };
  });
  const { tool_choice: choice = 'auto', parallel_tool_calls: parallelToolCalls } = body;
  const request = toolRequest(tools, typeof choice === 'string' ? choice : { name: choice.function.name }, {
    tools: 'tools',
    choice: 'tool_choice',
  });
  return { ...request, ...(parallelToolCalls !== undefined && { parallelToolCalls }) };
}

/** Tools and the choice among them, checked against each other. @throws INVALID_ARGUMENT naming the field. */
export function toolRequest(tools: readonly Tool[], toolChoice: ToolChoice, fields: ToolFields): ToolRequest {
  const names = new Set<string>();
  for (const [index, { name, parameters }] of tools.entries()) {
    if (names.has(name)) {
      throw wrong(`${fields.tools}[${index}].function.name`, `'${name}' is the name of two tools: give each its own`);
    }
    names.add(name);
    const depth = depthOf(parameters);
    if (depth <= limits.toolSchemaDepth) continue;
    const field = `${fields.tools}[${index}].function.parameters`;
    throw wrong(field, `'${field}' is ${depth} levels deep; the limit is ${limits.toolSchemaDepth}`);
  }
  if (tools.length === 0) {
    if (toolChoice === 'auto' || toolChoice === 'none') return {};
    throw wrong(fields.choice, `'${fields.choice}' asks for a call, but there are no '${fields.tools}' to call`);
  }
  if (typeof toolChoice === 'object' && !names.has(toolChoice.name)) {
    const name = JSON.stringify(toolChoice.name.slice(0, limits.toolNameCharacters));
    throw wrong(fields.choice, `'${fields.choice}' names the function ${name}, which is none of '${fields.tools}'`);
  }
  return toolChoice === 'none' ? {} : { tools, toolChoice };
}

function wrong(field: string, message: string): FulgurError {
  return invalid(field, message, 'invalid_value');
}
