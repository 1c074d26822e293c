// Calls as JSON between markers: one object, or an array of them.
import type { CallFormat } from '../answer-format.ts';
import { jsonCallStart, readJsonCalls } from '../json-call.ts';

/** @param begun how the first object begins, with what the family writes before it. */
function jsonCalls(open: string, close: string | undefined, begun: (name: string | undefined) => string): CallFormat {
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
    forced: (name) => `${open}${begun(name)}`,
  };
}

const inList = (name: string | undefined) => `[${jsonCallStart(name)}`;

/** Hermes, Qwen 2.5 and 3, ERNIE 4.5, Granite 4 and many others: <tool_call>{"name": "f", "arguments": {...}}</tool_call> */
export const hermes = jsonCalls('<tool_call>', '</tool_call>', (name) => `\n${jsonCallStart(name)}`);
/** Granite 3: <|tool_call|>[{"name": "f", "arguments": {...}}] */
export const granite = jsonCalls('<|tool_call|>', undefined, inList);
/** Hunyuan A13B: <tool_calls>[{"name": "f", "arguments": {...}}]</tool_calls> */
export const hunyuan = jsonCalls('<tool_calls>', '</tool_calls>', inList);
/** Command R7B and A: <|START_ACTION|>[{"tool_call_id": "0", "tool_name": "f", "parameters": {...}}]<|END_ACTION|> */
export const cohere = jsonCalls(
  '<|START_ACTION|>',
  '<|END_ACTION|>',
  (name) => `[\n    {"tool_call_id": "0", "tool_name": "${name === undefined ? '' : `${name}", "parameters": {`}`,
);
