// How an answer is written down: the JSON of whole answers and of stream chunks, for each of the two endpoints.
import type { FinishReason, ReleasedToken, Usage } from '../generation-output.ts';

export interface AnswerHead {
  readonly id: string;
  readonly createdUnixS: number;
  readonly model: string;
  readonly systemFingerprint: string;
}

export interface WholeChoice {
  readonly text: string;
  readonly tokens: readonly ReleasedToken[];
  readonly reason: FinishReason;
}

export interface AnswerFormat {
  whole(choices: readonly WholeChoice[], usage: Usage): object;
  /** The `choices` entry that opens a choice; undefined when none does. */
  opening(choice: number): object | undefined;
  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): object;
  closing(choice: number, reason: FinishReason): object;
  /** What surrounds the entries of a stream. */
  readonly chunkKind: string;
}

export function headOf(head: AnswerHead, kind: string): object {
  return {
    id: head.id,
    object: kind,
    created: head.createdUnixS,
    model: head.model,
    system_fingerprint: head.systemFingerprint,
  };
}

export function usageOf(usage: Usage): object {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens },
  };
}
