// DeepSeek: a list of calls, each between its own markers. V3 and R1 write the kind, the name and a block of JSON; V3.1 writes
// the name and the JSON.

import type { CallFormat, CallScope } from '../answer-format.ts';
import type { AnswerReader, Reading } from '../answer-reader.ts';
import { readObjectCall } from '../json-call.ts';

const open = '<｜tool▁calls▁begin｜>';
const close = '<｜tool▁calls▁end｜>';
const callOpen = '<｜tool▁call▁begin｜>';
const callClose = '<｜tool▁call▁end｜>';
const separator = '<｜tool▁sep｜>';
const fence = '```';
const nameMax = 256;

/** @param fenced whether arguments are a block of JSON behind the call's kind. */
export function deepseek(fenced: boolean): CallFormat {
  return {
    openings: [open, callOpen],
    inside: [close, callClose, separator],
    *read(reader, scope, marker) {
      for (let calls = 0; ; calls += 1) {
        const start = reader.mark();
        yield* reader.skipSpace();
        const begun = (calls === 0 && marker === callOpen) || (yield* reader.take(callOpen));
        if (!begun || !(yield* readCall(reader, scope))) {
          reader.rewind(start);
          if (calls === 0) return 'malformed';
          yield* reader.skipSpace();
          yield* reader.take(close);
          return 'read';
        }
        reader.release();
      }
    },
    forced(name) {
      const head = `${open}${callOpen}${fenced ? `function${separator}` : ''}`;
      if (name === undefined) return head;
      return fenced ? `${head}${name}\n${fence}json\n{` : `${head}${name}${separator}{`;
    },
  };
}

/** Whether a call came of it. */
function* readCall(reader: AnswerReader, scope: CallScope): Reading<boolean> {
  const first = yield* reader.textUntil([separator], nameMax);
  if (first === undefined) return false;
  let name = first.text.trim();
  if (scope.tool(name) === undefined) {
    const second = yield* reader.textUntil([fence, '\n'], nameMax);
    name = second?.text.trim() ?? '';
    if (scope.tool(name) === undefined) return false;
  }
  yield* reader.skipSpace();
  yield* reader.take(fence);
  yield* reader.take('json');
  if (!(yield* readObjectCall(reader, scope, name))) return false;
  yield* reader.skipSpace();
  yield* reader.take(fence);
  yield* reader.skipSpace();
  yield* reader.take(callClose);
  scope.sink.callEnd(reader.at);
  return true;
}
