// One request inside the engine: its tokens, how far their keys and values are computed, and the blocks that hold them.
//
// Invariants
// 1. Positions [0, computed) have keys and values in the pool (in the window group: those within the window).
// 2. `computed` < `tokens.length` while the sequence is alive: the last token is always still to be computed.
// 3. Block keys are computed once, in order, as blocks fill; a key depends on tokens only, so it survives preemption.
import { BlockKeyChain, type BlockKeyScope, blockTokens, keyText } from '../../lib/model/block-key.ts';
import { BlockTable } from './block-table.ts';
import type { Sampling } from './draw.ts';
import type { KvGroups } from './prefix-index.ts';

/** A validated request. */
export interface GenerationRequest {
  readonly id: string;
  readonly promptIds: readonly number[];
  /** Tokens that another replica generated before the request moved here. */
  readonly generatedIds: readonly number[];
  readonly sampling: Sampling;
  /** Bound of generated tokens, `generatedIds` included. */
  readonly maxTokens: number;
  readonly stopTokenIds: ReadonlySet<number>;
  /** Alternatives to report with each token; undefined: no log-probabilities at all. */
  readonly topLogprobs: number | undefined;
  readonly cacheSalt: Uint8Array;
  readonly deadlineUnixMs: number;
  readonly traceparent: string;
  /** Whose share of the replica it takes; '' for everybody without a name. */
  readonly tenant: string;
  /** 0 is the most urgent. */
  readonly lane: number;
}

export class Sequence {
  readonly request: GenerationRequest;
  /** Prompt, then generated tokens. */
  readonly tokens: number[];
  /** How often each token has been generated, for the penalties. */
  readonly counts = new Map<number, number>();
  readonly blocks: BlockTable;
  computed = 0;
  /** Tokens that its tenant was charged for, or that cost nothing: they came from a cache. */
  charged = 0;
  finished = false;
  /** Prompt tokens that came from a cache when the sequence was first admitted; undefined before. */
  cachedTokens: number | undefined;
  /** Keys of blocks that were fetched from a kv-store for this sequence. */
  readonly fetched = new Set<string>();
  /** It was preempted since it was last admitted: its keys and values may be worth fetching. */
  restorable = false;
  readonly #chain: BlockKeyChain;
  readonly #keys: string[] = [];
  #published = 0;

  constructor(request: GenerationRequest, groups: KvGroups, scope: BlockKeyScope) {
    this.request = request;
    this.tokens = [...request.promptIds, ...request.generatedIds];
    for (const id of request.generatedIds) this.#count(id);
    this.blocks = new BlockTable(groups);
    this.#chain = new BlockKeyChain(scope);
  }

  get id(): string {
    return this.request.id;
  }

  /** Tokens whose keys and values are not computed yet: 1 while decoding. */
  get remaining(): number {
    return this.tokens.length - this.computed;
  }

  /** Whether the next step computes only the token that was sampled last. */
  get decoding(): boolean {
    return this.remaining === 1 && this.computed >= this.request.promptIds.length;
  }

  /** Number of generated tokens, which is also the index of the next one. */
  get generated(): number {
    return this.tokens.length - this.request.promptIds.length;
  }

  append(token: number): void {
    this.tokens.push(token);
    this.#count(token);
  }

  /** Keys of the full blocks of all tokens so far. */
  keys(): readonly string[] {
    for (let end = (this.#keys.length + 1) * blockTokens; end <= this.tokens.length; end += blockTokens) {
      this.#keys.push(keyText(this.#chain.next(this.tokens.slice(end - blockTokens, end))));
    }
    return this.#keys;
  }

  /** Indices of the blocks that became full since the last call: each is named once per admission. */
  takeFilledBlocks(): number[] {
    const end = Math.floor(this.computed / blockTokens);
    const filled: number[] = [];
    while (this.#published < end) filled.push(this.#published++);
    return filled;
  }

  /** Starts computing after `blocks` cached blocks. */
  resume(blocks: number): void {
    this.computed = blocks * blockTokens;
    this.#published = blocks;
    this.cachedTokens ??= Math.min(this.computed, this.request.promptIds.length);
  }

  /** Gives every block back; keys and values will be computed again, or found in the cache. */
  releaseBlocks(): void {
    this.blocks.release();
    this.computed = 0;
    this.#published = 0;
  }

  #count(token: number): void {
    this.counts.set(token, (this.counts.get(token) ?? 0) + 1);
  }
}
