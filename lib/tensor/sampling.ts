// Rows of draws and of choices as the native sampler has them (native/fulgur.h).
import { addressOf } from './ffi.ts';

/** How one token is drawn from a row of logits. */
export interface Draw {
  /** 1 / temperature, finite; 0 takes the largest logit, of equal ones the smaller id. */
  readonly inverseTemperature: number;
  /** At most 0: the least (logit - largest) / temperature of a token that may be drawn. */
  readonly floor: number;
  /** 0 keeps all. */
  readonly topK: number;
  /** Above 0; 1 keeps all. */
  readonly topP: number;
  /** In [0, 1): where among the weights of those kept, in order of ids, the token lies. */
  readonly random: number;
  /** Likeliest tokens to report with log-probabilities, at most 20; undefined reports none, not the chosen one's either. */
  readonly alternatives: number | undefined;
  /** What is added to the logits of single tokens before anything else, in this order. */
  readonly adjustments: readonly Adjustment[];
}

export interface Adjustment {
  readonly tokenId: number;
  readonly change: number;
}

export interface TokenLogprob {
  readonly tokenId: number;
  /** Natural logarithm of the probability in the model's own distribution. */
  readonly logprob: number;
}

export interface Choice {
  /** Undefined where the logits hold no finite value. */
  readonly tokenId: number | undefined;
  readonly logprob: number;
  /** Likeliest first; undefined where none were asked for. */
  readonly top: readonly TokenLogprob[] | undefined;
}

/** Of a draw, and of a choice. */
export const drawBytes = 64;
export const choiceBytes = 256;
const adjustmentBytes = 16;
const logprobsAt = 8;
const tokenAt = 168;
const tokensAt = 176;

/** i32 values of a draw, and of a choice. */
export const drawWidth = drawBytes / 4;
export const choiceWidth = choiceBytes / 4;

/** Draws in the order of the rows of logits. Its memory has to be kept while they are used. */
export class DrawTable {
  readonly rows: number;
  /** [rows, drawWidth] */
  readonly values: Int32Array;
  /** What `values` points at. */
  readonly #adjustments: DataView;

  constructor(draws: readonly Draw[]) {
    this.rows = draws.length;
    const bytes = new ArrayBuffer(draws.length * drawBytes);
    this.values = new Int32Array(bytes);
    const count = draws.reduce((sum, { adjustments }) => sum + adjustments.length, 0);
    this.#adjustments = new DataView(new ArrayBuffer(count * adjustmentBytes));
    const address = count > 0 ? addressOf(this.#adjustments) : 0n;
    const view = new DataView(bytes);
    let adjusted = 0;
    for (const [row, draw] of draws.entries()) {
      const at = row * drawBytes;
      view.setFloat64(at, draw.inverseTemperature, true);
      view.setFloat64(at + 8, draw.floor, true);
      view.setFloat64(at + 16, draw.topP, true);
      view.setFloat64(at + 24, draw.random, true);
      view.setBigUint64(at + 32, address + BigInt(adjusted * adjustmentBytes), true);
      view.setInt32(at + 40, draw.adjustments.length, true);
      view.setInt32(at + 44, Math.min(draw.topK, 0x7fffffff), true);
      view.setInt32(at + 48, draw.alternatives ?? -1, true);
      for (const { tokenId, change } of draw.adjustments) {
        this.#adjustments.setFloat64(adjusted * adjustmentBytes, change, true);
        this.#adjustments.setInt32(adjusted * adjustmentBytes + 8, tokenId, true);
        adjusted += 1;
      }
    }
  }
}

/** Choices in the order of the rows of logits. */
export class ChoiceTable {
  /** [rows, choiceWidth], to be filled. */
  readonly values: Int32Array;
  readonly #draws: DrawTable;
  readonly #view: DataView;

  constructor(draws: DrawTable) {
    this.values = new Int32Array(draws.rows * choiceWidth);
    this.#draws = draws;
    this.#view = new DataView(this.values.buffer);
  }

  of(row: number): Choice {
    const at = row * choiceBytes;
    const token = this.#view.getInt32(at + tokenAt, true);
    const asked = this.#draws.values[row * drawWidth + 12]! >= 0;
    return {
      tokenId: token < 0 ? undefined : token,
      logprob: this.#view.getFloat64(at, true),
      top: asked ? this.#top(at) : undefined,
    };
  }

  #top(at: number): TokenLogprob[] {
    const count = this.#view.getInt32(at + tokenAt + 4, true);
    return Array.from({ length: count }, (_, i) => ({
      tokenId: this.#view.getInt32(at + tokensAt + 4 * i, true),
      logprob: this.#view.getFloat64(at + logprobsAt + 8 * i, true),
    }));
  }
}
