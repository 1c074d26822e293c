// The answer of POST /v1/chat/completions.
import type { FinishReason, ReleasedToken, Usage } from '../generation-output.ts';
import { type AnswerFormat, type AnswerHead, headOf, usageOf, type WholeChoice } from './answer-format.ts';
import { chatLogprobs, type TokenTexts } from './logprobs.ts';

export class ChatFormat implements AnswerFormat {
  readonly chunkKind = 'chat.completion.chunk';
  readonly #head: AnswerHead;
  readonly #texts: TokenTexts;
  readonly #withLogprobs: boolean;

  constructor(head: AnswerHead, texts: TokenTexts, withLogprobs: boolean) {
    this.#head = head;
    this.#texts = texts;
    this.#withLogprobs = withLogprobs;
  }

  whole(choices: readonly WholeChoice[], usage: Usage): object {
    return {
      ...headOf(this.#head, 'chat.completion'),
      choices: choices.map(({ text, tokens, reason }, index) => ({
        index,
        message: { role: 'assistant', content: text, refusal: null },
        logprobs: this.#logprobs(tokens),
        finish_reason: reason,
      })),
      usage: usageOf(usage),
    };
  }

  opening(choice: number): object {
    return { index: choice, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null };
  }

  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): object {
    return { index: choice, delta: { content: text }, logprobs: this.#logprobs(tokens), finish_reason: null };
  }

  closing(choice: number, reason: FinishReason): object {
    return { index: choice, delta: {}, logprobs: null, finish_reason: reason };
  }

  #logprobs(tokens: readonly ReleasedToken[]): object | null {
    return this.#withLogprobs ? chatLogprobs(tokens, this.#texts) : null;
  }
}
