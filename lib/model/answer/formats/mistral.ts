// Mistral and Mixtral: [TOOL_CALLS] [{"name": "f", "arguments": {...}}], and newer ones [TOOL_CALLS]f[ARGS]{...} for each call,
// with [CALL_ID]... between the two in some.

import type { CallFormat, CallScope } from '../answer-format.ts';
import type { AnswerReader, Reading } from '../answer-reader.ts';
import { jsonCallStart, readJsonCalls, readObjectCall } from '../json-call.ts';

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
      return `${open}[${jsonCallStart(name)}`;
    },
    ids: 'short',
  };
}

function* readNamedCall(reader: AnswerReader, scope: CallScope): Reading<'read' | 'malformed'> {
  const head = yield* reader.textUntil([args], nameMax);
  const name = head?.text.split(id)[0]?.trim() ?? '';
  if (scope.tool(name) === undefined || !(yield* readObjectCall(reader, scope, name))) return 'malformed';
  scope.sink.callEnd(reader.at);
  return 'read';
}
