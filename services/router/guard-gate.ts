// What the life of a request needs of the guard: a verdict on the prompt, and a screen for each choice's output.
import type { Context } from '@opentelemetry/api';
import type { TextFindings } from './guarding-annotations.ts';
import type { OutputScreen, OutputScreenListener } from './output-screen.ts';
import type { PassageKind } from './passage.ts';

export interface PromptPart {
  readonly role: string;
  readonly text: string;
}

export type Verdict = { readonly findings?: TextFindings['findings'] } & (
  | { readonly action: 'allow' }
  | { readonly action: 'block'; readonly categories: readonly string[] }
  /** One part for each of the prompt, to be used instead. */
  | { readonly action: 'redact'; readonly parts: readonly PromptPart[] }
  | { readonly action: 'safe_completion' }
);

export type BlockVerdict = Extract<Verdict, { action: 'block' }>;

export interface GuardedCall {
  readonly requestId: string;
  readonly tenant: string;
  readonly user: string;
  readonly traceContext: Context;
}

export interface GuardGate {
  /** Whether a guard could answer now. */
  readonly ready: boolean;
  /**
   * Rejects with INVALID_ARGUMENT when the prompt is more than the guard reads, and with UNAVAILABLE when no guard answers
   * and the policy is closed. With the policy open, no answer means `allow`.
   */
  assess(parts: readonly PromptPart[], call: GuardedCall, signal: AbortSignal): Promise<Verdict>;
  /** @param kind what the text is of its choice. @param call the same object that its prompt was assessed with. */
  screen(choice: number, kind: PassageKind, call: GuardedCall, listener: OutputScreenListener): OutputScreen;
}
