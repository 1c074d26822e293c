// Calls as one JSON array behind a marker: Granite 3, Hunyuan A13B.
import type { CallFormat } from '../answer-format.ts';
import { readJsonCalls } from '../json-call.ts';

function jsonList(open: string, close: string | undefined): CallFormat {
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
    forced: (name) => `${open}[{"name": "${name === undefined ? '' : `${name}", "arguments": {`}`,
  };
}

/** <|tool_call|>[{"name": "f", "arguments": {...}}] */
export const granite = jsonList('<|tool_call|>', undefined);
/** <tool_calls>[{"name": "f", "arguments": {...}}]</tool_calls> */
export const hunyuan = jsonList('<tool_calls>', '</tool_calls>');
