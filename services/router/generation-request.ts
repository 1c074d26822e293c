// What a client wants, in the one form that both the OpenAI API and the gRPC API are turned into.
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { Tool, ToolCall, ToolChoice } from './tool-calling.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** What an answer was reasoned from. */
  readonly reasoning?: string;
  /** Calls that an answer made. */
  readonly toolCalls?: readonly ToolCall[];
  /** Of a tool's message: the call that it answers. */
  readonly toolCallId?: string;
}

export interface ChatPrompt {
  readonly kind: 'chat';
  readonly messages: readonly ChatMessage[];
  /** Absent when the client has none, or wants none called. */
  readonly tools?: readonly Tool[];
  readonly toolChoice?: Exclude<ToolChoice, 'none'>;
  /** Whether an answer may make several calls; default yes. */
  readonly parallelToolCalls?: boolean;
  readonly reasoningEffort?: ReasoningEffort;
}

export const reasoningEfforts = ['none', 'minimal', 'low', 'medium', 'high'] as const;
export type ReasoningEffort = (typeof reasoningEfforts)[number];

export type Prompt =
  | ChatPrompt
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tokens'; readonly ids: readonly number[] };

/** Complete sampling parameters; absent ones have been replaced by their defaults. */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  /** 32 bits; undefined until the router draws one. */
  readonly seed: number | undefined;
  readonly presencePenalty: number;
  readonly frequencyPenalty: number;
  /** Token id to bias. */
  readonly logitBias: ReadonlyMap<number, number>;
}

export const defaultSampling: Sampling = {
  temperature: 1,
  topP: 1,
  topK: 0,
  minP: 0,
  seed: undefined,
  presencePenalty: 0,
  frequencyPenalty: 0,
  logitBias: new Map(),
};

export interface GenerationRequest {
  /** '' means the model that is served. */
  readonly model: string;
  /** One or more; choice `p * n + i` is the i-th answer to prompt p. */
  readonly prompts: readonly Prompt[];
  readonly n: number;
  readonly sampling: Sampling;
  /** undefined: as many as the context has room for. */
  readonly maxTokens: number | undefined;
  readonly stop: readonly string[];
  /** undefined: no log-probabilities. */
  readonly topLogprobs: number | undefined;
  readonly user: string;
  readonly priority: fulgur.v1.Priority;
  /** What errors call the fields of this request: the OpenAI names, or those of the proto. */
  readonly fields: FieldNames;
}

export interface FieldNames {
  readonly prompt: string;
  readonly tools: string;
  readonly reasoningEffort: string;
  readonly maxTokens: string;
  readonly logitBias: string;
  readonly priority: string;
}

/** Who asks, as established by the server: never taken from the request's body. */
export interface Caller {
  /** Names the API key without revealing it; '' when keys are not configured. */
  readonly tenant: string;
  /** Whether it may ask to be served before others. */
  readonly mayHurry: boolean;
  /** Part of every prefix block's key, so that tenants cannot probe each other's prompts. */
  readonly cacheSalt: Uint8Array;
}

/** @throws PERMISSION_DENIED when the request is more urgent than its caller may be. */
export function checkPriority({ priority, fields }: GenerationRequest, { mayHurry }: Caller): void {
  if (mayHurry || priority !== fulgur.v1.Priority.PRIORITY_HIGH) return;
  const message = `'${fields.priority}' asks for high priority, which this API key may not have: leave it out`;
  throw new FulgurError(Code.PERMISSION_DENIED, message, { field: fields.priority, reason: 'priority_not_allowed' });
}
