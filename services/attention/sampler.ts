// Chooses one token from one row of logits.
//
// Order of steps: logit bias, presence and frequency penalties, temperature, min-p, top-k, top-p, then one draw. Greedy
// (temperature 0) takes the largest after bias and penalties; of equal logits the smaller id wins everywhere.
//
// Why this is not libllama's sampler chain: its generator carries hidden state, so a request that moves to another
// replica could not continue with the same tokens; here token i draws from (seed, i). Its candidate array (12 bytes per
// vocabulary entry, copied through FFI per token) is also no faster than typed arrays in place.
//
// Nothing sorts the vocabulary. Filters find their boundary by partial selection, O(vocabulary) on average; the
// draw then walks the candidates in order of id, so the outcome does not depend on how the selection permuted them.
import { uniform } from './random.ts';
import { type Boundary, Selection } from './selection.ts';

/** Sampling parameters with every default filled in and every range checked. */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  /** 0 means all. */
  readonly topK: number;
  readonly minP: number;
  readonly seed: number;
  readonly presencePenalty: number;
  readonly frequencyPenalty: number;
  readonly logitBias: ReadonlyMap<number, number>;
}

export interface TokenLogprob {
  readonly tokenId: number;
  readonly logprob: number;
}

export interface SampledToken extends TokenLogprob {
  readonly top: TokenLogprob[];
}

/** Candidates this far below the best (natural logarithm, after temperature) weigh under 1e-13 and are never drawn. */
const negligibleLogit = 30;

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

  /**
   * The token with index `index` of its request. `logits` [vocabulary] is changed in place by bias and penalties;
   * `counts` holds how often each token has been generated so far.
   */
  sample(logits: Float32Array, sampling: Sampling, counts: ReadonlyMap<number, number>, index: number): number {
    adjust(logits, sampling, counts);
    if (sampling.temperature === 0) return argmax(logits);
    const count = this.#gather(logits, sampling);
    const boundary = this.#boundary(count, sampling);
    return this.#draw(count, boundary, uniform(sampling.seed, index));
  }

  /** Fills the scratch arrays with the candidates, in order of id, that pass temperature and min-p. */
  #gather(logits: Float32Array, { temperature, minP }: Sampling): number {
    const best = logits[argmax(logits)]!;
    const floor = Math.max(-negligibleLogit, minP > 0 ? Math.log(minP) : -Infinity);
    const inverse = 1 / temperature;
    let count = 0;
    for (let id = 0; id < logits.length; id++) {
      const score = (logits[id]! - best) * inverse;
      if (score < floor || Number.isNaN(score)) continue;
      this.#ids[count] = id;
      this.#scores[count] = score;
      this.#weights[count] = Math.exp(score);
      count++;
    }
    return count;
  }

  /** The last candidate, in order of falling score and rising id, that top-k and top-p keep; undefined keeps all. */
  #boundary(count: number, { topK, topP }: Sampling): Boundary | undefined {
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
    if (last < 0) throw new Error('the logits hold no finite value: the model computed nothing usable');
    return this.#ids[last]!;
  }
}

/** OpenAI's penalties: `frequency * count + presence` off each token generated before, then the caller's bias. */
function adjust(logits: Float32Array, sampling: Sampling, counts: ReadonlyMap<number, number>): void {
  if (sampling.presencePenalty !== 0 || sampling.frequencyPenalty !== 0) {
    for (const [id, count] of counts) {
      logits[id]! -= sampling.frequencyPenalty * count + sampling.presencePenalty;
    }
  }
  for (const [id, bias] of sampling.logitBias) logits[id]! += bias;
}

/** The first of the largest values; NaN is none. Four at a time, because a new largest is rare: a third of the time. */
export function argmax(values: Float32Array): number {
  const { length } = values;
  let best = 0;
  while (best < length - 1 && Number.isNaN(values[best]!)) best++;
  let largest = values[best]!;
  let i = best + 1;
  const offer = (at: number): void => {
    if (!(values[at]! > largest)) return;
    largest = values[at]!;
    best = at;
  };
  for (; i + 4 <= length; i += 4) {
    if (values[i]! > largest || values[i + 1]! > largest || values[i + 2]! > largest || values[i + 3]! > largest) {
      for (let at = i; at < i + 4; at++) offer(at);
    }
  }
  for (; i < length; i++) offer(i);
  return best;
}
