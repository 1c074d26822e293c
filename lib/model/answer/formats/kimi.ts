// Kimi K2: <|tool_calls_section_begin|>, for each call its id, which holds the name (functions.f:0), and the arguments as JSON.
import type { CallFormat, CallScope } from '../answer-format.ts';
import type { AnswerReader, Reading } from '../answer-reader.ts';
import { readObjectCall } from '../json-call.ts';
import { readMarkedCalls } from '../marked-calls.ts';

const open = '<|tool_calls_section_begin|>';
const close = '<|tool_calls_section_end|>';
const callOpen = '<|tool_call_begin|>';
const callClose = '<|tool_call_end|>';
const argumentsOpen = '<|tool_call_argument_begin|>';
const idMax = 256;
const idPattern = /^(?:functions\.)?([\w-]+?)(?::\d+)?$/;

export const kimi: CallFormat = {
  openings: [open, callOpen],
  inside: [close, callClose, argumentsOpen],
  read: readMarkedCalls({ open, close, callOpen, callClose }, readCall),
  forced: (name) => `${open}${callOpen}functions.${name === undefined ? '' : `${name}:0${argumentsOpen}{`}`,
  ids: 'numbered',
};

function* readCall(reader: AnswerReader, scope: CallScope): Reading<boolean> {
  const id = yield* reader.textUntil([argumentsOpen], idMax);
  const name = idPattern.exec(id?.text.trim() ?? '')?.[1];
  if (name === undefined || scope.tool(name) === undefined) return false;
  return yield* readObjectCall(reader, scope, name);
}
