// Calls as JSON between markers: one object, or an array of them.
import type { CallFormat } from '../answer-format.ts';
import { jsonCallStart, readJsonCalls } from '../json-call.ts';

/** @param between what the family writes between the opening and the first object. */
function jsonCalls(open: string, close: string | undefined, between: string): CallFormat {
  return {
    openings: [open],
    inside: close === undefined ? [] : [close],
    *read(reader, scope) {
      const how = yield* readJsonCalls(reader, scope);
      if (how === 'malformed' || close === undefined) return how;
      yield* reader.skipSpace();
      yield* reader.take(close);
      return how;
    },
    forced: (name) => `${open}${between}${jsonCallStart(name)}`,
  };
}

/** Hermes, Qwen 2.5 and 3, ERNIE 4.5, Granite 4 and many others: <tool_call>{"name": "f", "arguments": {...}}</tool_call> */
export const hermes = jsonCalls('<tool_call>', '</tool_call>', '\n');
/** Granite 3: <|tool_call|>[{"name": "f", "arguments": {...}}] */
export const granite = jsonCalls('<|tool_call|>', undefined, '[');
/** Hunyuan A13B: <tool_calls>[{"name": "f", "arguments": {...}}]</tool_calls> */
export const hunyuan = jsonCalls('<tool_calls>', '</tool_calls>', '[');
