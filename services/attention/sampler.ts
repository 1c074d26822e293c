// Chooses one token from one row of logits, in plain TypeScript: the reference of native/sample.cpp, and what serves where
// that is not built.
//
// Order of steps: logit bias, presence and frequency penalties, temperature, min-p, top-k, top-p, then one draw. Greedy
// (temperature 0) takes the largest after bias and penalties; of equal logits the smaller id wins everywhere.
//
// Why this is not libllama's sampler chain: its generator carries hidden state, so a request that moves to another
// replica could not continue with the same tokens; here token i draws from (seed, i).
//
// Nothing sorts the vocabulary. Filters find their boundary by partial selection, O(vocabulary) on average; the
// draw then walks the candidates in order of id, so the outcome does not depend on how the selection permuted them.
import type { Draw } from '../../lib/tensor/sampling.ts';
import { type Boundary, Selection } from './selection.ts';

export class Sampler {
  readonly #ids: Int32Array;
  /** Scaled logit minus the largest one: at most 0. */
  readonly #scores: Float64Array;
  readonly #weights: Float64Array;
  readonly #selection: Selection;

  constructor(vocabularySize: number) {
    this.#ids = new Int32Array(vocabularySize);
    this.#scores = new Float64Array(vocabularySize);
    this.#weights = new Float64Array(vocabularySize);
    this.#selection = new Selection(vocabularySize);
  }

  /** The token that a draw takes; `logits` [vocabulary] is changed in place. Throws when it holds no finite value. */
  sample(logits: Float32Array, draw: Draw): number {
    for (const { tokenId, change } of draw.adjustments) logits[tokenId]! += change;
    const best = largest(logits);
    if (draw.inverseTemperature === 0) return best;
    const count = this.#gather(logits, logits[best]!, draw);
    return this.#draw(count, this.#boundary(count, draw), draw.random);
  }

  /** Fills the scratch arrays with the candidates, in order of id, whose score reaches the floor. */
  #gather(logits: Float32Array, best: number, { inverseTemperature, floor }: Draw): number {
    let count = 0;
    for (let id = 0; id < logits.length; id++) {
      const score = (logits[id]! - best) * inverseTemperature;
      if (score < floor || Number.isNaN(score)) continue;
      this.#ids[count] = id;
      this.#scores[count] = score;
      this.#weights[count] = Math.exp(score);
      count++;
    }
    return count;
  }

  /** The last candidate, in order of falling score and rising id, that top-k and top-p keep; undefined keeps all. */
  #boundary(count: number, { topK, topP }: Draw): Boundary | undefined {
    let kept = count;
    let boundary: Boundary | undefined;
    if ((topK === 0 || topK >= count) && topP >= 1) return undefined;
    this.#selection.start(this.#scores, count);
    if (topK > 0 && topK < count) {
      boundary = this.#selection.largest(topK, kept);
      kept = topK;
    }
    if (topP < 1) boundary = this.#selection.heaviest(this.#weights, topP, kept);
    return boundary;
  }

  #draw(count: number, boundary: Boundary | undefined, random: number): number {
    const keeps = (i: number): boolean => {
      if (boundary === undefined) return true;
      const score = this.#scores[i]!;
      return score > boundary.score || (score === boundary.score && i <= boundary.index);
    };
    let mass = 0;
    for (let i = 0; i < count; i++) if (keeps(i)) mass += this.#weights[i]!;
    let left = random * mass;
    let last = -1;
    for (let i = 0; i < count; i++) {
      if (!keeps(i)) continue;
      last = i;
      left -= this.#weights[i]!;
      if (left < 0) break;
    }
    if (last < 0) throw nothingUsable();
    return this.#ids[last]!;
  }
}

/** Where the first of the largest values is; NaN and -infinity are none. */
function largest(values: Float32Array): number {
  let best = Number.NEGATIVE_INFINITY;
  let at = -1;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i]! > best)) continue;
    best = values[i]!;
    at = i;
  }
  if (at < 0) throw nothingUsable();
  return at;
}

export function nothingUsable(): Error {
  return new Error('the logits hold no finite value: the model computed nothing usable');
}
