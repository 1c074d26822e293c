// Picks the attention replica that will answer soonest: the one with the least work before and in this request.
//
// Work is counted in prompt tokens to compute. A block in the replica's pool costs nothing; one that only a kv-store holds
// costs a fraction, for it has to be fetched; a request that already runs there costs `loadTokens`, for it shares the steps.

export interface Candidate {
  readonly id: string;
  /** Running and waiting requests, as far as this router knows. */
  readonly load: number;
  /** Prompt tokens of this router's requests there that have not yet answered. */
  readonly pendingPromptTokens: number;
  /** Leading blocks of the prompt in the replica's pool. */
  readonly pooledBlocks: number;
  /** Leading blocks of the prompt in its pool or, behind those, in a kv-store. */
  readonly storedBlocks: number;
}

export interface ChoiceCosts {
  readonly blockTokens: number;
  readonly loadTokens: number;
  /** Cost of fetching a block over that of computing it. */
  readonly fetchFraction: number;
}

export const defaultCosts: ChoiceCosts = { blockTokens: 32, loadTokens: 64, fetchFraction: 0.2 };

/** Tokens of work until `candidate` has computed a prompt of `promptTokens`. */
export function costOf(candidate: Candidate, promptTokens: number, costs: ChoiceCosts): number {
  const pooled = candidate.pooledBlocks * costs.blockTokens;
  const stored = Math.max(0, candidate.storedBlocks - candidate.pooledBlocks) * costs.blockTokens;
  const compute = Math.max(0, promptTokens - pooled - stored);
  return compute + stored * costs.fetchFraction + candidate.pendingPromptTokens + candidate.load * costs.loadTokens;
}

/**
 * @param pick chooses among equals: takes how many there are, returns which.
 * @returns undefined when there is no candidate.
 */
export function chooseReplica(
  candidates: readonly Candidate[],
  promptTokens: number,
  pick: (count: number) => number,
  costs: ChoiceCosts = defaultCosts,
): Candidate | undefined {
  let best: Candidate[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const cost = costOf(candidate, promptTokens, costs);
    if (cost < lowest) {
      lowest = cost;
      best = [candidate];
    } else if (cost === lowest) {
      best.push(candidate);
    }
  }
  return best.length < 2 ? best[0] : best[pick(best.length)];
}
