// Hermes, Qwen 2.5 and 3, ERNIE 4.5, Granite 4 and many others: <tool_call>{"name": "f", "arguments": {...}}</tool_call>.
import type { CallFormat } from '../answer-format.ts';
import { readJsonCalls } from '../json-call.ts';

const open = '<tool_call>';
const close = '</tool_call>';

export const hermes: CallFormat = {
  openings: [open],
  inside: [close],
  *read(reader, scope) {
    const how = yield* readJsonCalls(reader, scope);
    if (how === 'malformed') return how;
    yield* reader.skipSpace();
    yield* reader.take(close);
    return how;
  },
  forced: (name) => `${open}\n{"name": "${name === undefined ? '' : `${name}", "arguments": {`}`,
};
