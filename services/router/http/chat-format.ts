// The answer of POST /v1/chat/completions.
import type { AnswerFormat } from './answer-format.ts';
import { chatLogprobs } from './logprobs.ts';

export const chatFormat: AnswerFormat = {
  wholeKind: 'chat.completion',
  chunkKind: 'chat.completion.chunk',
  whole: (text) => ({ message: { role: 'assistant', content: text, refusal: null } }),
  opening: { delta: { role: 'assistant', content: '' } },
  delta: (text) => ({ delta: { content: text } }),
  closing: { delta: {} },
  logprobs: chatLogprobs,
};
