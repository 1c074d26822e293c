// The answer of POST /v1/completions.
import type { AnswerFormat } from './answer-format.ts';
import { completionLogprobs } from './logprobs.ts';

export const completionFormat: AnswerFormat = {
  wholeKind: 'text_completion',
  chunkKind: 'text_completion',
  whole: ({ text }) => ({ text }),
  opening: undefined,
  delta: (text) => ({ text }),
  // Completions are content and nothing else.
  reasoning: () => ({ text: '' }),
  toolCall: () => ({ text: '' }),
  closing: { text: '' },
  logprobs: completionLogprobs,
};
