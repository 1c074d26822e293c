// What the tiers are asked and told. Each tier is an actor: one message at a time, in the order of sending, so a block
// that RAM has handed to disk is found there by every question asked afterwards.
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import type { Block, BlockName } from './block.ts';

export interface Reply<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

export interface TierStats {
  readonly blocks: number;
  readonly bytes: number;
  readonly available: boolean;
}

export type TierQuestion =
  | { readonly kind: 'present'; readonly names: readonly BlockName[]; readonly reply: Reply<boolean[]> }
  | { readonly kind: 'read'; readonly name: BlockName; readonly reply: Reply<Block | undefined> }
  | { readonly kind: 'stats'; readonly reply: Reply<TierStats> };

export type StoreResult = 'stored' | 'present';

export type RamMessage =
  | TierQuestion
  | { readonly kind: 'store'; readonly block: Block; readonly reply: Reply<StoreResult> }
  /** A block that was read from disk. */
  | { readonly kind: 'promote'; readonly block: Block }
  /** Hands everything to disk, the most recently used last, until `stopAt` (Clock.now); replies when it has. */
  | { readonly kind: 'demoteAll'; readonly stopAt: number; readonly reply: Reply<void> };

export type DiskMessage =
  | TierQuestion
  /** A block that left RAM; `done` is called once it is on disk or has been refused. */
  | { readonly kind: 'demote'; readonly block: Block; readonly done: () => void }
  | { readonly kind: 'saveOrder' }
  | { readonly kind: 'retry' };

/** A tier, or whatever stands for it. */
export interface Asked<M> {
  tell(message: M): boolean;
  /** Calls `fn` when the tier fails; returns what ends that. */
  watch(fn: (error: unknown) => void): () => void;
}

/** Sends the message that `build` makes and waits for its reply. */
export function ask<M, T>(tier: Asked<M>, name: string, build: (reply: Reply<T>) => M): Promise<T> {
  return new Promise((resolve, reject) => {
    const refused = (why: string) => {
      reject(new RetryableError(Code.RESOURCE_EXHAUSTED, `the ${name} tier takes no call: ${why}; try again later`));
    };
    const unwatch = tier.watch((error) => refused(`it failed (${(error as Error).message}) and is started again`));
    const answered =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        unwatch();
        settle(value);
      };
    if (tier.tell(build({ resolve: answered(resolve), reject: answered(reject) }))) return;
    unwatch();
    refused('too many wait already, or it is being started again');
  });
}
