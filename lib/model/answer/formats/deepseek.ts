// DeepSeek: a list of calls, each between its own markers. V3 and R1 write the kind, the name and a block of JSON; V3.1 writes
// the name and the JSON. V3.2 and later write tags (dsml), whose attribute says which arguments are texts.

import type { CallFormat, CallScope } from '../answer-format.ts';
import type { AnswerReader, Reading } from '../answer-reader.ts';
import { readObjectCall } from '../json-call.ts';
import { readMarkedCalls } from '../marked-calls.ts';
import { readTaggedCalls, type TaggedGrammar } from '../tagged-call.ts';

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
    read: readMarkedCalls({ open, close, callOpen, callClose }, readCall),
    forced(name) {
      const head = `${open}${callOpen}${fenced ? `function${separator}` : ''}`;
      if (name === undefined) return head;
      return fenced ? `${head}${name}\n${fence}json\n{` : `${head}${name}${separator}{`;
    },
  };
}

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
  return true;
}

const dsmlToken = '｜DSML｜';

/**
 * <｜DSML｜function_calls><｜DSML｜invoke name="f"><｜DSML｜parameter name="city" string="true">Oslo</｜DSML｜parameter>...
 * @param list what the list of calls is called: function_calls, and tool_calls in V4.
 */
export function dsml(list: string): CallFormat {
  const opening = `<${dsmlToken}${list}>`;
  const invoke = `<${dsmlToken}invoke name="`;
  const grammar: TaggedGrammar = {
    call: { open: invoke, nameEnd: '">', close: `</${dsmlToken}invoke>` },
    parameter: {
      open: `<${dsmlToken}parameter name="`,
      nameEnd: '" string="false">',
      textNameEnd: '" string="true">',
      valueOpen: undefined,
      close: `</${dsmlToken}parameter>`,
    },
    ownLines: false,
    close: `</${dsmlToken}${list}>`,
  };
  return {
    openings: [opening],
    // The one token of all these tags.
    inside: [dsmlToken],
    read: (reader, scope) => readTaggedCalls(reader, scope, grammar, false),
    forced: (name) => `${opening}\n${invoke}${name === undefined ? '' : `${name}">\n`}`,
  };
}
