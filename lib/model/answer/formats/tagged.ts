// Families that write each argument between tags.
import type { CallFormat } from '../answer-format.ts';
import { readTaggedCalls, type TaggedGrammar } from '../tagged-call.ts';

const toolCall = '<tool_call>';
const toolCallEnd = '</tool_call>';

const qwen3CoderGrammar: TaggedGrammar = {
  call: { open: '<function=', nameEnd: '>', close: '</function>' },
  parameter: { open: '<parameter=', nameEnd: '>', valueOpen: undefined, close: '</parameter>' },
  ownLines: true,
  close: toolCallEnd,
};

/** Qwen3-Coder: <tool_call><function=f><parameter=city>...; it leaves out the first of the tags now and then. */
export const qwen3Coder: CallFormat = {
  openings: [toolCall, '<function='],
  inside: [toolCallEnd],
  read: (reader, scope, marker) => readTaggedCalls(reader, scope, qwen3CoderGrammar, marker !== toolCall),
  forced: (name) => `${toolCall}\n<function=${name === undefined ? '' : `${name}>\n`}`,
};

const glmGrammar: TaggedGrammar = {
  call: undefined,
  parameter: { open: '<arg_key>', nameEnd: '</arg_key>', valueOpen: '<arg_value>', close: '</arg_value>' },
  ownLines: false,
  close: toolCallEnd,
};

/** GLM 4.5 and later: <tool_call>f<arg_key>city</arg_key><arg_value>Oslo</arg_value></tool_call>. */
export const glm: CallFormat = {
  openings: [toolCall],
  inside: [toolCallEnd],
  read: (reader, scope) => readTaggedCalls(reader, scope, glmGrammar, false),
  forced: (name) => `${toolCall}${name === undefined ? '' : `${name}\n`}`,
};

const minimaxCall = '<minimax:tool_call>';
const minimaxGrammar: TaggedGrammar = {
  call: { open: '<invoke name="', nameEnd: '">', close: '</invoke>' },
  parameter: { open: '<parameter name="', nameEnd: '">', valueOpen: undefined, close: '</parameter>' },
  ownLines: false,
  close: '</minimax:tool_call>',
};

/** MiniMax M2: <minimax:tool_call><invoke name="f"><parameter name="city">Oslo</parameter></invoke></minimax:tool_call>. */
export const minimax: CallFormat = {
  openings: [minimaxCall],
  inside: [minimaxGrammar.close],
  read: (reader, scope) => readTaggedCalls(reader, scope, minimaxGrammar, false),
  forced: (name) => `${minimaxCall}\n<invoke name="${name === undefined ? '' : `${name}">\n`}`,
};
