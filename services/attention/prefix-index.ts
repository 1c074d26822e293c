// Where a text may be resumed: the longest chain of blocks whose keys and values are at hand.
//
// Full-attention layers need every block before the resume point. Sliding-window layers need only the blocks that the
// first new token still sees, so a chain with holes in its window part is resumed at the last point that has no hole
// within one window (vLLM's and SGLang's hybrid caches follow the same rule).
import { blockTokens } from '../../lib/model/block-key.ts';
import type { BlockPool } from './block-pool.ts';

/** The pools of a model's two groups; a group without layers has no pool. */
export interface KvGroups {
  readonly full: BlockPool | undefined;
  readonly window: BlockPool | undefined;
  /** A token sees positions j with position - j < windowTokens; 0 when there is no window group. */
  readonly windowTokens: number;
}

/** The first block that sliding-window layers need when the next token is at `position`. */
export function firstWindowBlock(position: number, windowTokens: number): number {
  return Math.max(0, Math.floor((position - windowTokens + 1) / blockTokens));
}

export interface BlockPresence {
  full(index: number): boolean;
  window(index: number): boolean;
}

/** The largest number of leading blocks, at most `limit`, after which the text can be resumed. */
export function longestResume(presence: BlockPresence, limit: number, windowTokens: number): number {
  let best = 0;
  let windowRun = 0; // consecutive present window blocks that end with the current one
  for (let index = 0; index < limit && presence.full(index); index++) {
    windowRun = presence.window(index) ? windowRun + 1 : 0;
    const blocks = index + 1;
    if (windowRun >= blocks - firstWindowBlock(blocks * blockTokens, windowTokens)) best = blocks;
  }
  return best;
}

/**
 * Blocks of `keys` that may be taken from a cache: all full blocks of a text of `tokens` tokens, but never its last
 * token, whose logits have to be computed.
 */
export function resumableBlocks(tokens: number): number {
  return Math.max(0, Math.floor((tokens - 1) / blockTokens));
}

export interface PrefixMatch {
  /** Leading blocks that need no computing. */
  readonly blocks: number;
  readonly full: readonly number[];
  /** Window blocks from `windowFirst` on. */
  readonly window: readonly number[];
  readonly windowFirst: number;
}

/** Looks `keys` up in the pools. Holds nothing: the caller retains the blocks before anything else can allocate. */
export function matchPrefix(groups: KvGroups, keys: readonly string[], limit: number): PrefixMatch {
  const { full, window, windowTokens } = groups;
  const presence: BlockPresence = {
    full: (i) => full === undefined || full.find(keys[i]!) !== undefined,
    window: (i) => window === undefined || window.find(keys[i]!) !== undefined,
  };
  const blocks = longestResume(presence, Math.min(limit, keys.length), windowTokens);
  const windowFirst = firstWindowBlock(blocks * blockTokens, windowTokens);
  return {
    blocks,
    full: full === undefined ? [] : keys.slice(0, blocks).map((key) => full.find(key)!),
    window: window === undefined ? [] : keys.slice(windowFirst, blocks).map((key) => window.find(key)!),
    windowFirst,
  };
}
