// The answer of POST /v1/chat/completions.
import type { AnswerFormat } from './answer-format.ts';
import { chatLogprobs } from './logprobs.ts';

export const chatFormat: AnswerFormat = {
  wholeKind: 'chat.completion',
  chunkKind: 'chat.completion.chunk',
  whole: ({ text, reasoning, calls }) => ({
    message: {
      role: 'assistant',
      content: text === '' && calls.length > 0 ? null : text,
      refusal: null,
      ...(reasoning !== '' && { reasoning_content: reasoning }),
      ...(calls.length > 0 && {
        tool_calls: calls.map((call) => ({
          id: call.id,
          type: 'function',
          function: { name: call.name, arguments: call.arguments },
        })),
      }),
    },
  }),
  opening: { delta: { role: 'assistant', content: '' } },
  delta: (text) => ({ delta: { content: text } }),
  reasoning: (text) => ({ delta: { reasoning_content: text } }),
  toolCall: ({ index, id, name, arguments: text }) => ({
    delta: {
      tool_calls: [
        id === undefined
          ? { index, function: { arguments: text } }
          : { index, id, type: 'function', function: { name, arguments: text } },
      ],
    },
  }),
  closing: { delta: {} },
  logprobs: chatLogprobs,
};
