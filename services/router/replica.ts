// What the life of a request needs of an attention replica, and no more: links implement it, tests drive it by hand.
import type { FulgurError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { AnswerStart } from './chat-dialect.ts';
import type { FinishReason, GeneratedToken } from './generation-output.ts';

/** A tokenised prompt with what choosing a replica for it needs. */
export interface PlacedPrompt {
  readonly ids: readonly number[];
  /** One per full block, as lib/model/block-key.ts writes keys as text. */
  readonly blockKeys: readonly string[];
  /** How the answer is to be read; absent when it is content and nothing else. */
  readonly answer?: AnswerStart;
}

export interface ReplicaListener {
  /** Prompt tokens whose keys and values came from a cache; told before the first token, or with the end. */
  onCached(tokens: number): void;
  /** `index` counts from 0 over the whole answer, tokens generated on an earlier replica included. */
  onToken(index: number, token: GeneratedToken): void;
  onFinished(reason: FinishReason): void;
  /** A RetryableError says that another replica may go on with the request. */
  onFailed(error: FulgurError): void;
}

export interface Replica {
  readonly id: string;
  /** `listener` is called from now until `onFinished` or `onFailed`, or until `cancel`. */
  submit(submit: fulgur.v1.ISubmit, listener: ReplicaListener): void;
  cancel(requestId: string): void;
}

export interface ReplicaPreference {
  /** Taken when it is there: another choice of the same prompt computes its prefix. */
  readonly prefer: string | undefined;
  /** Not taken unless it is the only one. */
  readonly avoid: string | undefined;
}

export interface ReplicaSource {
  choose(prompt: PlacedPrompt, preference: ReplicaPreference): Replica | undefined;
  /** Calls `listener` whenever a replica may have become available; returns how to stop that. */
  onAvailable(listener: () => void): () => void;
}
