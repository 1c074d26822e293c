// Mistral and Mixtral: [TOOL_CALLS] [{"name": "f", "arguments": {...}}], and newer ones [TOOL_CALLS]f[ARGS]{...} for each call,
// with [CALL_ID]... between the two in some.

import type { CallFormat, CallScope } from '../answer-format.ts';
import type { AnswerReader, Reading } from '../answer-reader.ts';
import { readJsonCalls, readValue } from '../json-call.ts';

const open = '[TOOL_CALLS]';
const id = '[CALL_ID]';
const args = '[ARGS]';
const nameMax = 256;

/** @param named whether calls are written with [ARGS]. */
export function mistral(named: boolean): CallFormat {
  return {
    openings: [open],
    inside: [id, args],
    *read(reader, scope) {
      yield* reader.skipSpace();
      const next = yield* reader.peek();
      return yield* next === '[' || next === '{' ? readJsonCalls(reader, scope) : readNamedCall(reader, scope);
    },
    forced: (name) => {
      if (named) return `${open}${name === undefined ? '' : `${name}${args}{`}`;
      return `${open}[{"name": "${name === undefined ? '' : `${name}", "arguments": {`}`;
    },
    shortIds: true,
  };
}

function* readNamedCall(reader: AnswerReader, { tool, sink }: CallScope): Reading<'read' | 'malformed'> {
  const head = yield* reader.textUntil([args], nameMax);
  const name = head?.text.split(id)[0]?.trim() ?? '';
  if (tool(name) === undefined) return 'malformed';
  yield* reader.skipSpace();
  const next = yield* reader.peek();
  if (next !== '{' && next !== undefined) return 'malformed';
  sink.call(name);
  yield* readValue(reader, (text) => sink.arguments(text));
  sink.callEnd(reader.at);
  return 'read';
}
