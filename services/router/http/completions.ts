// The answer of POST /v1/completions.
import type { FinishReason, ReleasedToken, Usage } from '../generation-output.ts';
import { type AnswerFormat, type AnswerHead, headOf, usageOf, type WholeChoice } from './answer-format.ts';
import { completionLogprobs, type TokenTexts } from './logprobs.ts';

export class CompletionFormat implements AnswerFormat {
  readonly chunkKind = 'text_completion';
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
      ...headOf(this.#head, this.chunkKind),
      choices: choices.map(({ text, tokens, reason }, index) => this.#entry(index, text, tokens, reason)),
      usage: usageOf(usage),
    };
  }

  opening(): undefined {
    return undefined;
  }

  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): object {
    return this.#entry(choice, text, tokens, null);
  }

  closing(choice: number, reason: FinishReason): object {
    return { index: choice, text: '', logprobs: null, finish_reason: reason };
  }

  #entry(index: number, text: string, tokens: readonly ReleasedToken[], reason: FinishReason | null): object {
    const logprobs = this.#withLogprobs ? completionLogprobs(tokens, this.#texts) : null;
    return { index, text, logprobs, finish_reason: reason };
  }
}
