// What a request gives back, in the form that the HTTP and gRPC front ends write out.
import type { FulgurError } from '../../lib/wire/errors.ts';
import type { PromptFindings, TextFindings } from './guarding-annotations.ts';
import type { ToolCallDelta } from './tool-calling.ts';

export interface TopToken {
  readonly id: number;
  readonly logprob: number;
}

/** Log-probabilities are natural, and 0 unless asked for. */
export interface GeneratedToken {
  readonly id: number;
  readonly logprob: number;
  readonly top: readonly TopToken[];
}

/** A generated token whose text the client has been given. */
export interface ReleasedToken extends GeneratedToken {
  /** Where its text begins in the choice's, in UTF-16 code units. */
  readonly offset: number;
}

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Of the prompt tokens, those whose keys and values came from a cache. */
  readonly cachedTokens: number;
}

/**
 * Where a request's output goes. Calls are synchronous and in this order: `begin` once the guard has let the prompt
 * pass; then deltas, and one `finish` per choice; then `done`. Or, at any point, `fail`, after which nothing comes.
 */
export interface GenerationOutput {
  /** `prompts`: what the guard found in each of them. */
  begin(prompts: PromptFindings): void;
  /** Content. */
  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): void;
  reasoning(choice: number, text: string): void;
  toolCall(choice: number, delta: ToolCallDelta): void;
  /** `text`: what the guard found in the choice's text. */
  finish(choice: number, reason: FinishReason, text: TextFindings): void;
  done(usage: Usage): void;
  fail(error: FulgurError): void;
}
